import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import { FRAME_OFF_HEAP, type FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { PageCounts } from "../../../core/flamegraph/questions/page-counts.ts";
import { shareOf } from "./box.ts";
import { steadyCountsOf } from "./count-changes.ts";
import { writeCount, writeDelta, writeShare, writeSize } from "./figures.ts";
import { type OnceRows, unevenRowsOf } from "./once-rows.ts";
import type { SteadyRows } from "./steady-rows.ts";

/** What the sentences about rounds need of each snapshot, in order. */
export interface RoundSide {
  readonly totalSize: number;
  /** 0 if it is not known. */
  readonly usedHeapSize: number;
  readonly counts: PageCounts;
}

/** In place of rows where no row grew in every round. */
export interface NothingSteadyText {
  readonly head: string;
  readonly sentences: readonly string[];
}

/** The JS heap has grown by much more than what the snapshots reach if it is so many times as much, in each round, … */
const MUCH_MORE = 2;
/** … and more than this many bytes, as it is never quite the same. */
const HEAP_NOISE = 256 * 1024;

export function nothingSteadyTextOf(sides: readonly RoundSide[], once: OnceRows): NothingSteadyText {
  const heap = heapStepsOf(sides);
  const own = stepsOf(sides.map(({ totalSize }) => totalSize));
  const counts = steadyCountsOf(sides.map((side) => side.counts));
  const uneven = unevenRowsOf(once);
  const sentences = counts.map(({ name, counts: series }) => `${name}: ${series.map(writeCount).join(" → ")}.`);
  if (counts.length > 0) {
    sentences.push(
      `The browser holds them: no object that the snapshots reach grew in every round${uneven === 0 ? "" : " by nearly the same amount"}.`,
    );
  }
  sentences.push(`From round to round the snapshots changed by ${listed(own.map(writeDelta))}.`);
  if (once.count > 0) {
    sentences.push(`${placesThatGrew(once.count, uneven)}: Grew once has ${once.count === 1 ? "it" : "them"}.`);
  }
  if (heap?.every((step, round) => step > HEAP_NOISE && step > MUCH_MORE * (own[round] ?? 0))) {
    sentences.push(
      `The JS heap did grow in every round, by ${listed(heap.map(writeSize))}. The snapshots do not reach most of it.`,
    );
  }
  const names = counts.map(({ name }) => name);
  return { head: headOf(names, uneven), sentences };
}

function headOf(counts: readonly string[], uneven: number): string {
  if (counts.length > 0) return `${listed(counts)} grew in every round`;
  return uneven === 0 ? "Nothing grew in every round" : "Nothing grew in every round by nearly the same amount";
}

function placesThatGrew(count: number, uneven: number): string {
  const places = `${writeCount(count)} ${count === 1 ? "place" : "places"} grew`;
  if (uneven === 0) return `${places} in some rounds alone`;
  if (uneven === count) return `${places} in every round, but unevenly`;
  return `${places}, ${writeCount(uneven)} of them in every round, but unevenly`;
}

/** How much of what the JS heap grew by the rows have; `null` where it is not known. The first round is left out: the walk itself settles in the page then. */
export function heapShareSentenceOf(
  sides: readonly RoundSide[],
  frames: FrameTable,
  changes: FrameChanges,
  rows: SteadyRows,
): string | null {
  const [, first, ...later] = sides.map(({ usedHeapSize }) => usedHeapSize);
  const last = later.at(-1);
  if (first === undefined || last === undefined || first === 0 || last <= first) return null;
  const { onHeap, offHeap } = growthAfterFirst(frames, changes, rows);
  const growth = last - first;
  const share = onHeap <= growth ? ` (${writeShare(shareOf(onHeap, growth))})` : "";
  const besides = offHeap > 0 ? `, and ${writeSize(offHeap)} outside of it` : "";
  return `After the first round the JS heap grew by ${writeSize(growth)}; ${rows.count === 1 ? "this row has" : "these rows have"} ${writeSize(onHeap)} more there${share}${besides}.`;
}

/** Bytes that the rows have more since the first round. */
function growthAfterFirst(frames: FrameTable, { rounds }: FrameChanges, { isExplained }: SteadyRows) {
  const last = (rounds.snapshots - 1) * frames.count;
  let [onHeap, offHeap] = [0, 0];
  for (let frame = 0; frame < frames.count; frame++) {
    if (isExplained[frame] === 0) continue;
    const growth = rounds.selfSize[last + frame] - rounds.selfSize[frames.count + frame];
    if ((frames.flags[frame] & FRAME_OFF_HEAP) === 0) onHeap += growth;
    else offHeap += growth;
  }
  return { onHeap: Math.max(0, onHeap), offHeap: Math.max(0, offHeap) };
}

/** `null` where it is not known of each snapshot. */
function heapStepsOf(sides: readonly RoundSide[]): readonly number[] | null {
  const sizes = sides.map(({ usedHeapSize }) => usedHeapSize);
  return sizes.includes(0) ? null : stepsOf(sizes);
}

function stepsOf(figures: readonly number[]): readonly number[] {
  return figures.slice(1).map((figure, index) => figure - (figures[index] ?? 0));
}

/** `a, b and c`. */
function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}
