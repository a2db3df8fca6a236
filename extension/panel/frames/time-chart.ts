import { type Moment, type MomentSeries, totalAt } from "./moments.ts";

/** Lines in one chart: as many as the eye can distinguish. */
const MAX_LINES = 8;

export interface ChartLine {
  readonly name: string;
  /** Which of the colours: the same for a root as long as the same roots are drawn. */
  readonly colour: number;
  /** By row; `null` where there is none. */
  readonly values: readonly (number | null)[];
}

/** A chart as columns: a row for each moment, and one where lines are interrupted, at each gap and navigation. */
export interface TimeChart {
  /** Since the beginning. */
  readonly seconds: readonly number[];
  /** Index of the moment; -1 for an interruption. */
  readonly moments: readonly number[];
  readonly lines: readonly ChartLine[];
  /** How long the page was held up at a time, in milliseconds; `null` where it is not known. */
  readonly pauses: readonly (number | null)[];
}

type FigureOf = (moment: Moment) => number;

/** The total of all roots, and of the largest ones. */
export function sizesChartOf(series: MomentSeries): TimeChart {
  const drawn = drawnRootsOf(series);
  const figures: (readonly [string, FigureOf])[] = drawn.map((root) => [
    series.roots[root].name,
    (moment) => totalAt(moment, root),
  ]);
  return chartOf(series, drawn.length === 1 ? figures : [["All roots", ({ totalSize }) => totalSize], ...figures]);
}

export function countsChartOf(series: MomentSeries): TimeChart {
  return chartOf(series, [
    ["Elements", ({ elements }) => elements],
    ["Detached nodes", ({ detached }) => detached],
    ["Listeners", ({ listeners }) => listeners],
    ["Timeline entries", ({ entries }) => entries],
  ]);
}

/** Roots with a line of their own: the largest, in the order in which they came. */
export function drawnRootsOf({ roots, moments }: MomentSeries): readonly number[] {
  const largest = roots.map((_, root) =>
    moments.reduce((most, moment) => Math.max(most, totalAt(moment, root) || 0), 0),
  );
  const order = [...largest.keys()].sort((one, other) => largest[other] - largest[one]);
  return order.slice(0, MAX_LINES - 1).sort((one, other) => one - other);
}

function chartOf(series: MomentSeries, figures: readonly (readonly [string, FigureOf])[]): TimeChart {
  const { startedAt, moments, events } = series;
  const rows = moments.map(({ at }, index) => ({ at, index }));
  for (const { at, kind } of events) if (kind !== "mark") rows.push({ at, index: -1 });
  rows.sort((one, other) => one.at - other.at);
  const column = (figureOf: FigureOf): (number | null)[] =>
    rows.map(({ index }) => {
      const figure = index < 0 ? Number.NaN : figureOf(moments[index]);
      return Number.isNaN(figure) ? null : figure;
    });
  return {
    seconds: rows.map(({ at }) => (at - startedAt) / 1000),
    moments: rows.map(({ index }) => index),
    lines: figures.map(([name, figureOf], colour) => ({ name, colour, values: column(figureOf) })),
    pauses: column(({ pauseMs }) => pauseMs),
  };
}
