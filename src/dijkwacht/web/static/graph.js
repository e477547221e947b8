// SPDX-FileCopyrightText: 2026 Dijkwacht contributors
// SPDX-License-Identifier: EUPL-1.2
// The map of an outage as a graph to walk through, with sigma and graphology; `explorer.js` loads it.
"use strict";

(() => {
  const SIZES = { V: 9, C: 7.5, K: 6, O: 5 };
  const COLOURS = { V: "lost", C: "short", K: "some", O: "mild" };
  const BESIDE = 1.3; // room for the names of the last points
  const FEW = 100; // points of which all names are shown
  const LETTERS = 22; // of a name above a point that others follow on

  const built = (data, colours) => {
    const graph = new graphology.Graph({ type: "directed" });
    for (const point of data.points) {
      const colour = point.class ? COLOURS[point.class] : point.cause ? "text" : "text-soft";
      graph.addNode(point.key, {
        ...point,
        label: point.class ? `${point.class} · ${point.name}` : point.name,
        x: point.x,
        y: -point.y,
        size: point.cause ? 10 : SIZES[point.class] ?? 4,
        color: colours[colour],
        forceLabel: point.cause || data.points.length <= FEW,
      });
    }
    for (const [from, to] of data.lines) graph.addEdge(from, to);
    graph.updateEachNodeAttributes((key, one) => ({ ...one, leads: graph.outDegree(key) > 0 }));
    return graph;
  };

  // from the cause to a point
  const way = (graph, key) => {
    const found = [key];
    while (graph.inDegree(found[0])) found.unshift(graph.inNeighbors(found[0])[0]);
    return found;
  };

  // the name of a point: beside a last one, above one that leads on, and there cut short if asked
  const write = (context, data, settings, short, before) => {
    if (!data.label) return;
    const cut = short && data.leads && data.label.length > LETTERS;
    const text = cut ? `${data.label.slice(0, LETTERS - 1)}…` : data.label;
    const x = data.leads ? data.x - data.size : data.x + data.size + 4;
    const y = data.leads ? data.y - data.size - 6 : data.y + settings.labelSize / 3;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    before(x - 4, y - settings.labelSize, context.measureText(text).width + 8);
    context.fillStyle = settings.labelColor.color;
    context.fillText(text, x, y);
  };

  const label = (context, data, settings) => write(context, data, settings, true, () => {});

  const framed = (context, data, settings, colours, short) => {
    write(context, data, settings, short, (x, y, wide) => {
      context.fillStyle = colours.surface;
      context.strokeStyle = colours.action;
      context.beginPath();
      context.rect(x, y - 2, wide, settings.labelSize + 8);
      context.fill();
      context.stroke();
    });
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
    let over = null; // what the pointer is on
    let marked = new Set(); // the way to what is chosen

    const renderer = new Sigma(graph, place, {
      allowInvalidContainer: true,
      defaultDrawNodeHover: (context, one, settings) =>
        framed(context, one, settings, colours, one.key !== over),
      defaultDrawNodeLabel: label,
      defaultEdgeColor: colours["border-control"],
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
      zoomToSizeRatioFunction: () => 1, // nearer by draws things apart, not larger
    });
    const wide = Math.max(...data.points.map((point) => point.x), 1);
    const low = Math.min(...graph.mapNodes((_, { y }) => y), -1);
    renderer.setCustomBBox({ x: [0, wide * BESIDE], y: [low, 0] });
    renderer.refresh();
    const camera = renderer.getCamera();
    const [start, end] = [{ x: 0, y: 0 }, { x: wide * BESIDE, y: low }].map((at) =>
      renderer.graphToViewport(at));
    const { width, height } = renderer.getDimensions();
    const ratio = Math.max((end.x - start.x) / (width - 40), (end.y - start.y) / (height - 60));
    const whole = { x: 0.5, y: 0.5, angle: 0, ratio: Math.max(ratio, 0.5) };
    camera.setState(whole);
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
      if (how === "all") camera.animate(whole, moves);
    };

    // the first click tells what it is, the second goes there
    renderer.on("clickNode", ({ node }) => {
      const { record } = graph.getNodeAttributes(node);
      if (node === chosen && record) location.assign(record);
      else choose(node);
    });
    renderer.on("enterNode", ({ node }) => {
      over = node;
    });
    renderer.on("leaveNode", () => {
      over = null;
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
