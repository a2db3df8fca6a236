import type { Arrangement } from "../frames/arrangement.ts";

/** What a box of several siblings holds. */
export interface MoreBox {
  readonly count: number;
  /** In the measure of the arrangement, as the width shows it. */
  readonly total: number;
  readonly size: number;
  readonly maxSize: number;
  readonly objectCount: number;
  /** The ones with most of the measure, most first. */
  readonly largest: readonly number[];
}

/** The siblings named of each box. */
const LARGEST_COUNT = 4;

let last: {
  readonly arrangement: Arrangement;
  readonly from: number;
  readonly to: number;
  readonly box: MoreBox;
} | null = null;

/** Sums the siblings at `from … to - 1` of the arrangement's list. Costs a step each, once: a pointer comes back to where it was. */
export function moreBoxOf(arrangement: Arrangement, from: number, to: number): MoreBox {
  if (last === null || last.arrangement !== arrangement || last.from !== from || last.to !== to) {
    last = { arrangement, from, to, box: summed(arrangement, from, to) };
  }
  return last.box;
}

function summed(arrangement: Arrangement, from: number, to: number): MoreBox {
  const { frames, list, ends, totals } = arrangement;
  let size = 0;
  let maxSize = 0;
  let objectCount = 0;
  const largest: number[] = [];
  for (let place = from; place < to; place++) {
    const box = list[place];
    size += frames.totalSize[box];
    maxSize += frames.totalMaxSize[box];
    objectCount += frames.totalCount[box];
    const last = largest[largest.length - 1];
    if (largest.length === LARGEST_COUNT && (last === undefined || totals[box] <= totals[last])) continue;
    let at = largest.length;
    while (at > 0 && totals[largest[at - 1]] < totals[box]) at--;
    largest.splice(at, 0, box);
    if (largest.length > LARGEST_COUNT) largest.pop();
  }
  return { count: to - from, total: ends[to - 1] - ends[from - 1], size, maxSize, objectCount, largest };
}
