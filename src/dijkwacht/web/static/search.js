// SPDX-FileCopyrightText: 2026 Dijkwacht contributors
// SPDX-License-Identifier: EUPL-1.2
// Ctrl+K goes to the search box; what one types there is suggested below it. Without this script the
// box is a plain form.
"use strict";

(() => {
  const box = document.getElementById("search");
  if (!box) return;
  const form = box.form;
  const panel = document.createElement("div");
  panel.className = "panel suggestions";
  panel.hidden = true;
  panel.setAttribute("aria-live", "polite");
  form.classList.add("fold");
  form.append(panel);
  let waiting = 0;
  let asked = null;

  const close = () => {
    panel.hidden = true;
  };

  const suggest = async () => {
    asked?.abort();
    const text = box.value.trim();
    if (text.length < 2) return close();
    asked = new AbortController();
    const query = new URLSearchParams(new FormData(form));
    const address = new URL(`suggest?${query}`, new URL(form.action));
    try {
      const answer = await fetch(address, { signal: asked.signal, redirect: "error" });
      if (!answer.ok) return close();
      panel.innerHTML = await answer.text();
      panel.hidden = false;
    } catch {
      // a newer question went out, or the line is down: the form itself still works
    }
  };

  const move = (step) => {
    const links = [...panel.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const next = at + step;
    if (next < 0) box.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 150);
  });
  form.addEventListener("keydown", (event) => {
    if (panel.hidden) return;
    if (event.key === "Escape") {
      close();
      box.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
})();
