/*
 * A series has a figure of each snapshot, first to last: a round is the step from one to the next. Growth is steady when each round adds the same number or nearly. What
 * is filled once comes on top in the first round, which may add more: 51, 1, 1 is a leak of 1 a round.
 */

/** Rounds may differ by this part of the largest. */
const TOLERANCE = 1 / 3;

/**
 * How much the series grows in each round at least, after the first one if there are more; 0 if it does not grow steadily. A round has to add `least`; differences of up to `slack`
 * are none.
 */
export function steadyStepOf(series: ArrayLike<number>, least: number, slack: number): number {
  const first = series[1] - series[0];
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let snapshot = series.length > 2 ? 2 : 1; snapshot < series.length; snapshot++) {
    const step = series[snapshot] - series[snapshot - 1];
    if (step < smallest) smallest = step;
    if (step > largest) largest = step;
  }
  const tolerance = Math.max(slack, largest * TOLERANCE);
  return first >= least && smallest >= least && largest - smallest <= tolerance && smallest - first <= tolerance
    ? smallest
    : 0;
}

/** The least that a round adds, after the first one if there are more. */
export function smallestStepOf(series: ArrayLike<number>): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let snapshot = series.length > 2 ? 2 : 1; snapshot < series.length; snapshot++) {
    smallest = Math.min(smallest, series[snapshot] - series[snapshot - 1]);
  }
  return smallest;
}

/** Whether each round adds something. */
export function growsAlways(series: ArrayLike<number>): boolean {
  for (let snapshot = 1; snapshot < series.length; snapshot++) {
    if (series[snapshot] <= series[snapshot - 1]) return false;
  }
  return true;
}
