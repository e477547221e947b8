// SPDX-FileCopyrightText: 2026 Dijkwacht contributors
// SPDX-License-Identifier: EUPL-1.2
// Comfort on every page; all of it can be done without: Escape or a click elsewhere closes what was
// folded out in the frame.
"use strict";

const folds = () => document.querySelectorAll("details.fold[open]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const fold of folds()) {
      const inside = fold.contains(document.activeElement);
      fold.open = false;
      if (inside) fold.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const fold of folds()) {
    if (!fold.contains(event.target)) fold.open = false;
  }
});
