import { type MomentSeries, totalAt } from "./moments.ts";

/** How the total size of one root went over all moments that it was there. */
export interface RootGrowth {
  /** Index in `MomentSeries.roots`; ALL_ROOTS for their sum. */
  readonly root: number;
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Moments that it was there. */
  readonly count: number;
  /** Bytes from one moment to the next, and in a minute, by the line that fits best; NaN for one moment. */
  readonly perMoment: number;
  readonly perMinute: number;
}

export const ALL_ROOTS = -1;

const MINUTE_MS = 60_000;

/** The sum first, then the roots as they came. */
export function rootGrowthOf(series: MomentSeries): readonly RootGrowth[] {
  const { roots, moments } = series;
  const growthOf = (root: number, name: string): RootGrowth => {
    const sizes = moments.map((moment) => (root === ALL_ROOTS ? moment.totalSize : totalAt(moment, root)));
    const there = [...sizes.keys()].filter((index) => !Number.isNaN(sizes[index]));
    const values = there.map((index) => sizes[index]);
    return {
      root,
      name,
      first: values[0] ?? Number.NaN,
      last: values.at(-1) ?? Number.NaN,
      count: there.length,
      perMoment: slopeOf(there, values),
      perMinute:
        slopeOf(
          there.map((index) => moments[index].at),
          values,
        ) * MINUTE_MS,
    };
  };
  return [growthOf(ALL_ROOTS, "All roots"), ...roots.map(({ name }, root) => growthOf(root, name))];
}

/** Of the line through the points that has the least squares of distances; NaN where it has none. */
export function slopeOf(places: readonly number[], values: readonly number[]): number {
  const count = places.length;
  if (count < 2) return Number.NaN;
  const middle = places.reduce((sum, place) => sum + place, 0) / count;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  let along = 0;
  let spread = 0;
  for (let i = 0; i < count; i++) {
    along += (places[i] - middle) * (values[i] - mean);
    spread += (places[i] - middle) ** 2;
  }
  return spread === 0 ? Number.NaN : along / spread;
}
