// SPDX-FileCopyrightText: 2026 Dijkwacht contributors
// SPDX-License-Identifier: EUPL-1.2
// The map of an outage as a graph to walk through, with sigma and graphology; `explorer.js` loads it.
"use strict";

(() => {
  const SIZES = { V: 9, C: 7.5, K: 6, O: 5 };
  const COLOURS = { V: "lost", C: "short", K: "some", O: "mild" };
  const BESIDE = 1.3; // room for the names of the last points

  const built = (data, colours) => {
    const graph = new graphology.Graph({ type: "directed" });
    for (const point of data.points) {
      const colour = point.class ? COLOURS[point.class] : point.cause ? "text" : "border-control";
      graph.addNode(point.key, {
        ...point,
        label: point.class ? `${point.class} · ${point.name}` : point.name,
        x: point.x,
        y: -point.y,
        size: point.cause ? 10 : SIZES[point.class] ?? 4,
        color: colours[colour],
        forceLabel: point.cause,
      });
    }
    for (const [from, to] of data.lines) graph.addEdge(from, to);
    return graph;
  };

  // from the cause to a point
  const way = (graph, key) => {
    const found = [key];
    while (graph.inDegree(found[0])) found.unshift(graph.inNeighbors(found[0])[0]);
    return found;
  };

  const named = (context, data, settings, colours) => {
    if (!data.label) return;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const wide = context.measureText(data.label).width + 8;
    const high = settings.labelSize + 8;
    context.fillStyle = colours.surface;
    context.strokeStyle = colours.action;
    context.beginPath();
    context.rect(data.x + data.size, data.y - high / 2, wide, high);
    context.fill();
    context.stroke();
    context.fillStyle = colours.text;
    context.fillText(data.label, data.x + data.size + 4, data.y + settings.labelSize / 3);
  };

  const linked = (text, address) => {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = text;
    return link;
  };

  window.dijkwachtDraws.graph = (part, data, colours) => {
    const place = part.querySelector(".canvas");
    const told = part.querySelector("[data-told]");
    const form = part.querySelector("form");
    const find = form.querySelector("input");
    const graph = built(data, colours);
    let found = new Set();
    let chosen = null;
    let marked = new Set(); // the way to what is chosen

    const renderer = new Sigma(graph, place, {
      allowInvalidContainer: true,
      defaultDrawNodeHover: (context, one, settings) => named(context, one, settings, colours),
      defaultEdgeColor: colours.border,
      edgeReducer: (edge, shown) => marked.has(graph.target(edge))
        ? { ...shown, color: colours.action, size: 3, zIndex: 1 }
        : shown,
      labelColor: { color: colours.text },
      labelFont: colours.font,
      labelRenderedSizeThreshold: 4,
      labelSize: 13,
      minCameraRatio: 0.001,
      maxCameraRatio: 3,
      nodeReducer: (key, shown) => marked.has(key) || found.has(key)
        ? { ...shown, highlighted: true, forceLabel: true, zIndex: 1 }
        : shown,
      zIndex: true,
    });
    const wide = Math.max(...data.points.map((point) => point.x), 1);
    const low = Math.min(...graph.mapNodes((_, { y }) => y), -1);
    renderer.setCustomBBox({ x: [0, wide * BESIDE], y: [low, 0] });
    const camera = renderer.getCamera();
    const moves = { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300 };

    const choose = (key) => {
      chosen = key;
      marked = new Set(way(graph, key));
      const point = graph.getNodeAttributes(key);
      told.replaceChildren(`${point.kind}: ${point.label}`);
      for (const name of ["record", "why"]) {
        if (point[name]) told.append(" ", linked(told.dataset[name], point[name]));
      }
      renderer.refresh();
    };

    const search = () => {
      const text = find.value.trim().toLowerCase();
      found = new Set(text ? graph.filterNodes((_, one) => one.label.toLowerCase().includes(text)) : []);
      [chosen, marked] = [null, new Set()];
      told.textContent = text ? `${told.dataset.found} ${found.size}` : "";
      renderer.refresh();
    };

    const next = (event) => {
      event.preventDefault();
      if (!found.size) return;
      const keys = [...found];
      choose(keys[(keys.indexOf(chosen) + 1) % keys.length]);
      const { x, y } = renderer.getNodeDisplayData(chosen);
      camera.animate({ x, y, ratio: Math.min(camera.ratio, 0.5) }, moves);
    };

    const zoom = (event) => {
      const how = event.target.dataset.zoom;
      if (how === "in") camera.animatedZoom(moves);
      if (how === "out") camera.animatedUnzoom(moves);
      if (how === "all") camera.animatedReset(moves);
    };

    // the first click tells what it is, the second goes there
    renderer.on("clickNode", ({ node }) => {
      const { record } = graph.getNodeAttributes(node);
      if (node === chosen && record) location.assign(record);
      else choose(node);
    });
    renderer.on("doubleClickNode", ({ preventSigmaDefault }) => preventSigmaDefault());
    find.addEventListener("input", search);
    form.addEventListener("submit", next);
    form.addEventListener("click", zoom);
    return () => {
      find.removeEventListener("input", search);
      form.removeEventListener("submit", next);
      form.removeEventListener("click", zoom);
      told.textContent = "";
      renderer.kill();
    };
  };
})();
