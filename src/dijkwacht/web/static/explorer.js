// SPDX-FileCopyrightText: 2026 Dijkwacht contributors
// SPDX-License-Identifier: EUPL-1.2
// Pictures of an outage that one can walk through. What they are drawn with comes when somebody asks
// for one, and not before; without this script the page holds all the same in SVG, lists and tables.
"use strict";

(() => {
  const nonce = document.currentScript.nonce;
  const scripts = new Map();
  const open = new Map(); // the part of the page: what closes its picture
  const night = matchMedia("(prefers-color-scheme: dark)");

  const load = (address) => {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = address;
        script.nonce = nonce;
        script.onload = done;
        script.onerror = () => {
          scripts.delete(address);
          failed(new Error(address));
        };
        document.head.append(script);
      }));
    }
    return scripts.get(address);
  };

  const asked = async (address) => {
    const answer = await fetch(address, { redirect: "error" });
    if (!answer.ok) throw new Error(address);
    return answer.json();
  };

  // colours of the theme as a canvas reads them: by day or by night
  const colours = (place) => {
    const probe = document.createElement("span");
    place.append(probe);
    const of = (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const names = ["surface", "surface-raised", "border-control", "border", "text", "text-soft",
      "action", "lost", "short", "some", "mild", "holds"];
    const found = Object.fromEntries(names.map((name) => [name, of(name)]));
    probe.remove();
    return { ...found, font: getComputedStyle(place).fontFamily };
  };

  const draw = (part, data) => {
    const close = window.dijkwachtDraws[part.dataset.draw](part, data, colours(part));
    open.set(part, { close, data });
  };

  const shut = (part) => {
    open.get(part)?.close();
    open.delete(part);
  };

  const toggle = async (part, button) => {
    const drawing = part.querySelector(".drawing");
    const status = part.querySelector("[role=status]");
    status.textContent = "";
    if (open.has(part)) {
      shut(part);
      drawing.hidden = true;
      button.setAttribute("aria-expanded", "false");
      return;
    }
    button.disabled = true;
    try {
      const coming = asked(part.dataset.source);
      coming.catch(() => {}); // told below, once the scripts are there
      for (const address of part.dataset.scripts.split(" ")) await load(address);
      const data = await coming;
      if (!part.isConnected) return;
      drawing.hidden = false;
      draw(part, data);
      button.setAttribute("aria-expanded", "true");
    } catch {
      drawing.hidden = true;
      status.textContent = part.dataset.fails;
    } finally {
      button.disabled = false;
    }
  };

  const look = () => {
    for (const part of [...open.keys()]) if (!part.isConnected) shut(part);
    for (const part of document.querySelectorAll(".drawn[hidden]")) part.hidden = false;
  };

  window.dijkwachtDraws = {};
  look();
  // the slider and the filters put a new answer in the place of the old one
  new MutationObserver(look).observe(document.getElementById("main"), { childList: true });
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".drawn > p > button");
    if (button) toggle(button.closest(".drawn"), button);
  });
  night.addEventListener("change", () => {
    for (const [part, { data }] of [...open]) {
      shut(part);
      draw(part, data);
    }
  });
})();
