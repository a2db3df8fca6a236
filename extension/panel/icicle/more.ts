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

/** Sums the siblings at `from … to - 1` of the arrangement's list. Costs a step each. */
export function moreBoxOf(arrangement: Arrangement, from: number, to: number, largestCount: number): MoreBox {
  const { frames, list, ends, totals } = arrangement;
  let size = 0;
  let maxSize = 0;
  let objectCount = 0;
  const largest: number[] = [];
  for (let place = from; place < to; place++) {
    const box = list[place]!;
    size += frames.totalSize[box]!;
    maxSize += frames.totalMaxSize[box]!;
    objectCount += frames.totalCount[box]!;
    const last = largest[largest.length - 1];
    if (largest.length === largestCount && (last === undefined || totals[box]! <= totals[last]!)) continue;
    let at = largest.length;
    while (at > 0 && totals[largest[at - 1]!]! < totals[box]!) at--;
    largest.splice(at, 0, box);
    if (largest.length > largestCount) largest.pop();
  }
  return { count: to - from, total: ends[to - 1]! - ends[from - 1]!, size, maxSize, objectCount, largest };
}
