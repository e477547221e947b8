// SPDX-FileCopyrightText: 2026 Dijkwacht contributors
// SPDX-License-Identifier: EUPL-1.2
// The course of an outage to zoom in on and read values from, with ECharts; `explorer.js` loads it.
"use strict";

(() => {
  const COLOURS = { V: "lost", C: "short", K: "some", O: "mild" };

  // each number holds from its hour to the next one, the last until the end of the run
  const steps = (data, values) => [
    ...data.hours.map((hour, at) => [hour, values[at]]),
    [data.end, values.at(-1)],
  ];

  const option = (data, colours) => {
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    const line = { type: "line", step: "end", showSymbol: false, animation: false };
    const axis = {
      axisLabel: { color: colours.text, formatter: (value) => numbers.format(value) },
      axisLine: { lineStyle: { color: colours["border-control"] } },
      nameTextStyle: { color: colours.text },
      splitLine: { lineStyle: { color: colours.border } },
    };
    const both = { left: 80, right: 24, outerBoundsMode: "none" }; // one hour above the other
    const hours = { ...axis, type: "value", min: 0, max: data.end };
    const counts = { ...axis, type: "value", minInterval: 1 };
    return {
      animation: false,
      aria: { enabled: true, decal: { show: true }, label: { description: data.says } },
      textStyle: { fontFamily: colours.font },
      legend: { type: "scroll", top: 4, textStyle: { color: colours.text } },
      tooltip: {
        trigger: "axis",
        renderMode: "richText", // a tooltip of HTML would bring styles of its own
        backgroundColor: colours.surface,
        borderColor: colours["border-control"],
        textStyle: { color: colours.text, fontFamily: colours.font },
        formatter: (shown) => data.told[Math.min(shown[0].dataIndex, data.told.length - 1)].join("\n"),
      },
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      grid: [
        { ...both, top: 64, height: "46%" },
        { ...both, bottom: 84, height: "16%" },
      ],
      xAxis: [hours, { ...hours, gridIndex: 1, name: data.hour, nameLocation: "middle", nameGap: 24 }],
      yAxis: [
        { ...counts, name: data.services },
        { ...counts, name: data.persons.name, gridIndex: 1, splitNumber: 2 },
      ],
      dataZoom: [{
        type: "slider",
        xAxisIndex: [0, 1],
        filterMode: "none",
        bottom: 8,
        height: 24,
        textStyle: { color: colours.text },
      }],
      series: [
        ...data.series.map((one) => ({
          ...line,
          name: `${one.class}, ${one.name}`,
          stack: "services",
          areaStyle: { opacity: 1 },
          color: colours[COLOURS[one.class]],
          data: steps(data, one.values),
        })),
        {
          ...line,
          name: data.beside.name,
          color: colours.text,
          lineStyle: { type: "dashed", width: 2 },
          data: steps(data, data.beside.values),
        },
        {
          ...line,
          name: data.persons.name,
          xAxisIndex: 1,
          yAxisIndex: 1,
          color: colours.holds,
          areaStyle: { opacity: 1 },
          data: steps(data, data.persons.values),
        },
      ],
    };
  };

  window.dijkwachtDraws.chart = (part, data, colours) => {
    const place = part.querySelector(".canvas");
    const told = part.querySelector("[data-told]");
    const [from, until, read] = part.querySelectorAll("input");
    const chart = echarts.init(place, null, { renderer: "svg" });
    chart.setOption(option(data, colours));
    read.max = data.hours.length - 1;

    const zoom = () => {
      const [startValue, endValue] = [from, until].map((one) => one.valueAsNumber);
      if (startValue < endValue) chart.dispatchAction({ type: "dataZoom", startValue, endValue });
    };
    const zoomed = () => {
      const { startValue, endValue } = chart.getOption().dataZoom[0];
      from.value = Math.round(startValue);
      until.value = Math.round(endValue);
    };
    const say = () => {
      const at = read.valueAsNumber;
      read.setAttribute("aria-valuetext", data.told[at][0]);
      told.textContent = data.told[at].join("; ");
      chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at });
    };
    const plain = (event) => event.preventDefault();
    const fit = new ResizeObserver(() => chart.resize());
    const form = part.querySelector("form");

    fit.observe(place);
    chart.on("datazoom", zoomed);
    from.addEventListener("change", zoom);
    until.addEventListener("change", zoom);
    read.addEventListener("input", say);
    form.addEventListener("submit", plain);
    zoom(); // as it was before it was closed
    return () => {
      fit.disconnect();
      from.removeEventListener("change", zoom);
      until.removeEventListener("change", zoom);
      read.removeEventListener("input", say);
      form.removeEventListener("submit", plain);
      told.textContent = "";
      chart.dispose();
    };
  };
})();
