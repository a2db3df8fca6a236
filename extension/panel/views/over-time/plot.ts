import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { MomentEvent } from "../../frames/moments.ts";
import { writeElapsed } from "../../frames/moments.ts";
import type { TimeChart } from "../../frames/time-chart.ts";
import type { ThemeColours } from "../../icicle/theme.ts";

/** All that a chart shows. */
export interface Plotted {
  readonly chart: TimeChart;
  readonly events: readonly MomentEvent[];
  /** Of `MomentEvent.at`. */
  readonly startedAt: number;
  readonly colours: ThemeColours;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  writeFigure(figure: number): string;
}

interface PlotListeners {
  /** Row under the pointer; `null` for none. */
  onHover(row: number | null): void;
  onChoose(row: number): void;
}

const FONT = "11px system-ui, sans-serif";
/** The pauses take the lowest part of the plot. */
const PAUSE_SHARE = 5;
/** Beyond the first four, lines are dashed: colour alone does not distinguish them. */
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2]];
const SOLID_COUNT = 4;
/** Of the axis, in seconds: the least that it shows, and what may lie between two of its figures. */
const LEAST_SECONDS = 10;
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];
/** CSS pixels between a line and its name, and between the names of two events. */
const LABEL_INDENT = 3;
const LABEL_GAP = 8;
const MAX_LABEL_LENGTH = 24;

/** Of the tick and the gap between it and the figure. */
const BESIDE_FIGURE = 16;
const LEAST_WIDTH = 62;

/** Room for the longest figure of the axis: the font is the system's own. */
function widthOfFigures({ ctx }: uPlot, figures: readonly string[] | null): number {
  ctx.font = FONT;
  const widths = (figures ?? []).map((figure) => ctx.measureText(figure).width);
  return Math.ceil(Math.max(LEAST_WIDTH, BESIDE_FIGURE + Math.max(0, ...widths)));
}

/** The chart in an element. */
export class Plot {
  readonly #plot: uPlot;
  #plotted: Plotted;

  constructor(element: HTMLElement, plotted: Plotted, { onHover, onChoose }: PlotListeners) {
    this.#plotted = plotted;
    this.#plot = new uPlot(this.#optionsOf(plotted, onHover), dataOf(plotted.chart), element);
    this.#plot.over.addEventListener("click", () => {
      const row = this.#plot.cursor.idx;
      if (typeof row === "number") onChoose(row);
    });
  }

  /** The same lines with other figures, or of another size. */
  update(plotted: Plotted): void {
    const last = this.#plotted;
    this.#plotted = plotted;
    const { width, height } = plotted;
    if (width !== last.width || height !== last.height) this.#plot.setSize({ width, height });
    if (plotted.chart !== last.chart || plotted.events !== last.events) this.#plot.setData(dataOf(plotted.chart));
  }

  dispose(): void {
    this.#plot.destroy();
  }

  /** The chart with its title and the names of its lines, as a PNG. */
  async toPng(title: string): Promise<Uint8Array> {
    const { ctx, width, height } = this.#plot;
    const { chart, colours } = this.#plotted;
    const head = 24;
    const foot = 20 * Math.ceil(chart.lines.length / 4) + 8;
    const ratio = ctx.canvas.width / width;
    const canvas = new OffscreenCanvas(ctx.canvas.width, Math.round((height + head + foot) * ratio));
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("The browser has no memory for the picture.");
    context.scale(ratio, ratio);
    context.fillStyle = colours.css.surface;
    context.fillRect(0, 0, width, height + head + foot);
    context.font = FONT;
    context.textBaseline = "middle";
    context.fillStyle = colours.css.text;
    context.fillText(title, 8, head / 2, width - 16);
    context.drawImage(ctx.canvas, 0, head, width, height);
    const room = width / 4;
    chart.lines.forEach(({ name, colour }, index) => {
      const x = 8 + room * (index % 4);
      const y = head + height + 12 + 20 * Math.floor(index / 4);
      context.strokeStyle = colours.lines[colour];
      context.lineWidth = 2;
      context.setLineDash([...dashOf(colour)]);
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x + 18, y);
      context.stroke();
      context.fillText(name, x + 23, y, room - 31);
    });
    return new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  }

  #optionsOf({ chart, colours, width, height, writeFigure }: Plotted, onHover: PlotListeners["onHover"]) {
    const { css, lines } = colours;
    const axis = { stroke: css.quiet, font: FONT, grid: { stroke: css.line, width: 1 }, ticks: { stroke: css.line } };
    const { bars } = uPlot.paths;
    const series: uPlot.Series[] = chart.lines.map(({ colour }) => ({
      stroke: lines[colour],
      width: 1.5,
      dash: [...dashOf(colour)],
      points: { size: 4, fill: lines[colour] },
    }));
    const options: uPlot.Options = {
      width,
      height,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: (_plot, _first, last) => [0, Math.max(LEAST_SECONDS, last)] },
        y: { range: (_plot, _least, most) => [0, most > 0 ? most * 1.08 : 1] },
        ms: { range: (_plot, _least, most) => [0, (most > 0 ? most : 1) * PAUSE_SHARE] },
      },
      axes: [
        {
          ...axis,
          size: 24,
          incrs: SECONDS,
          space: 64,
          values: (_plot, splits) => splits.map((seconds) => writeElapsed(seconds * 1000)),
        },
        { ...axis, size: widthOfFigures, values: (_plot, splits) => splits.map(writeFigure) },
      ],
      series: [
        {},
        ...series,
        {
          scale: "ms",
          fill: css.share,
          stroke: css.quiet,
          width: 0,
          points: { show: false },
          ...(bars !== undefined && { paths: bars({ size: [0.6, 10] }) }),
        },
      ],
      hooks: {
        drawClear: [(plot) => this.#drawEvents(plot)],
        setCursor: [({ cursor }) => onHover(cursor.idx ?? null)],
      },
    };
    return options;
  }

  /** A line for each event, and its name where there is room. */
  #drawEvents({ ctx, bbox, valToPos, width }: uPlot): void {
    const { events, startedAt, colours } = this.#plotted;
    const ratio = ctx.canvas.width / width;
    let free = Number.NEGATIVE_INFINITY;
    ctx.save();
    ctx.font = `${10 * ratio}px system-ui, sans-serif`;
    ctx.textBaseline = "top";
    ctx.textAlign = "left";
    for (const { at, kind, text } of events) {
      const x = Math.round(valToPos((at - startedAt) / 1000, "x", true));
      if (!(x >= bbox.left && x <= bbox.left + bbox.width)) continue;
      const colour =
        kind === "gap" ? colours.css.failure : kind === "navigation" ? colours.css.accent : colours.css.quiet;
      ctx.strokeStyle = colour;
      ctx.fillStyle = colour;
      ctx.lineWidth = ratio;
      ctx.setLineDash(kind === "mark" ? [2 * ratio, 3 * ratio] : []);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      const label = kind === "gap" ? "gap" : text.slice(0, MAX_LABEL_LENGTH);
      const room = ctx.measureText(label).width + LABEL_INDENT * ratio;
      /* The last names stand on the left of their lines. */
      const left = x + room <= bbox.left + bbox.width ? x : x - room - LABEL_INDENT * ratio;
      if (left < free) continue;
      free = left + room + LABEL_GAP * ratio;
      ctx.fillText(label, left + LABEL_INDENT * ratio, bbox.top + 2 * ratio);
    }
    ctx.restore();
  }
}

function dataOf({ seconds, lines, pauses }: TimeChart): uPlot.AlignedData {
  return [[...seconds], ...lines.map(({ values }) => [...values]), [...pauses]];
}

export function dashOf(colour: number): readonly number[] {
  return DASHES[Math.floor(colour / SOLID_COUNT)] ?? [];
}
