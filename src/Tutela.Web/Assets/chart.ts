import { BarChart, LineChart, RadarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, RadarChart, AriaComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent, SVGRenderer]);

interface Series { name: string; values: (number | null)[] }
interface Chart { kind: "bar" | "stacked" | "line" | "radar"; inverted?: boolean; categories: string[]; series: Series[] }

const palette = ["#0b545b", "#f5a742", "#7a4f9e", "#5fa8a5", "#a33c1f", "#8a9a2b"];
const type = '"Atkinson Hyperlegible Next", system-ui, sans-serif';
const ink = "#14282b";

// Series differ by pattern too: plain, stripes, dots, crossing stripes. Colour alone says nothing to some.
const line = "rgba(255,255,255,.55)";
const patterns = [
  { symbol: "none" },
  { color: "rgba(20,40,43,.45)", dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4 },
  { color: line, symbol: "circle", dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0], symbolSize: 0.8 },
  { color: "rgba(20,40,43,.4)", dashArrayX: [1, 0], dashArrayY: [3, 5], rotation: Math.PI / 4 },
  { color: line, dashArrayX: [1, 0], dashArrayY: [2, 5] },
  { color: line, dashArrayX: [6, 4], dashArrayY: [6, 4] },
];

// The policy refuses style attributes; the same text through the style object is allowed.
SVGElement.prototype.setAttribute = function (name: string, value: string) {
  if (name === "style") this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
};

function options(chart: Chart, width: number) {
  const text = { color: ink, fontFamily: type, fontSize: 14 };
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    color: palette,
    textStyle: text,
    aria: { enabled: true, label: { enabled: false }, decal: { show: chart.kind !== "line" && chart.series.length > 1, decals: patterns } },
    grid: { left: 4, right: 12, top: chart.series.length < 2 ? 12 : chart.series.length * 110 > width ? 72 : 44, bottom: 4, containLabel: true },
    legend: chart.series.length > 1 ? { top: 0, left: 0, icon: "roundRect", itemGap: 18, textStyle: text } : undefined,
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "line" }, textStyle: text, backgroundColor: "#ffffff", borderColor: "#b9d9da", borderWidth: 1 },
    xAxis: { type: "category", data: chart.categories, axisLabel: text, axisTick: { show: false }, axisLine: { lineStyle: { color: "#54696d" } } },
    yAxis: { type: "value", minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: "#e3e9e8" } } },
    series: chart.series.map(series => ({
      name: series.name,
      data: series.values,
      type: chart.kind === "line" ? "line" : "bar",
      stack: chart.kind === "stacked" ? "all" : undefined,
      barMaxWidth: 44,
      symbolSize: 8,
      lineStyle: { width: 3 },
      itemStyle: chart.kind === "bar" ? { borderRadius: [4, 4, 0, 0] } : undefined,
    })),
  };
}

const levels = 5;

// A level that is not known stands in the middle.
function radar(chart: Chart, width: number) {
  const text = { color: ink, fontFamily: type, fontSize: width < 480 ? 11 : 13 };
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    color: palette,
    textStyle: text,
    legend: chart.series.length > 1 ? { top: 0, left: 0, icon: "roundRect", itemGap: 18, textStyle: text } : undefined,
    radar: {
      indicator: chart.categories.map(name => ({ name: width < 480 ? name.split(" ")[0] : name, min: 0, max: levels })),
      radius: width < 480 ? "74%" : "66%",
      center: ["50%", "54%"],
      splitNumber: levels,
      axisName: text,
      splitArea: { areaStyle: { color: ["#ffffff", "#f2f7f6"] } },
      splitLine: { lineStyle: { color: "#b9d9da" } },
      axisLine: { lineStyle: { color: "#d5e3e2" } },
    },
    series: [{
      type: "radar",
      symbolSize: 7,
      data: chart.series.map((series, i) => ({
        name: series.name,
        value: series.values.map(value => value === null ? 0 : chart.inverted ? levels + 1 - value : value),
        lineStyle: { width: 3, type: i === 0 ? "solid" : "dashed" },
        areaStyle: i === 0 ? { opacity: 0.15 } : undefined,
      })),
    }],
  };
}

export function drawAll() {
  for (const plot of document.querySelectorAll<HTMLElement>("[data-chart]")) {
    if (plot.dataset.chart?.includes('"kind":"radar"')) plot.classList.add("t-chart__plot--radar");
    plot.closest(".t-chart")?.classList.add("t-chart--drawn");
    const chart = init(plot, null, { renderer: "svg" });
    const wanted = JSON.parse(plot.dataset.chart ?? "{}") as Chart;
    chart.setOption(wanted.kind === "radar" ? radar(wanted, plot.clientWidth) : options(wanted, plot.clientWidth));
    new ResizeObserver(() => chart.resize()).observe(plot);
  }
}
