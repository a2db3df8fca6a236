import type { Arrangement } from "../frames/arrangement.ts";
import { hasChildren, tailOf } from "../frames/box.ts";
import type { Chains } from "../frames/chains.ts";
import { NO_PLACE } from "../frames/chains.ts";
import { firstEndingAfter } from "../frames/first-ending-after.ts";

/*
 * One row of boxes below the focus, with exact edges in device pixels, from left to right. What is outside of the view is not in it. Children
 * narrower than a pixel that follow one another are a run: one box, and nothing below it.
 */

/** Below this many device pixels a box is not drawn by itself. */
export const MIN_BOX_WIDTH = 1;

export interface Level {
  count: number;
  /** Head of the box; of a run the first one of it. */
  readonly frame: Int32Array;
  /** The box is what stands at `from … to - 1` of the arrangement's list; several are a run. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** 1 if the box is wide enough for children. */
  readonly isOpen: Uint8Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

let kept: { readonly width: number; readonly levels: readonly [Level, Level] } | null = null;

/** Two rows to go down with, the same ones each time: every frame of a movement would leave two behind. No code keeps them. */
export function takeLevels(width: number): readonly [Level, Level] {
  if (kept === null || kept.width !== width) kept = { width, levels: [createLevel(width), createLevel(width)] };
  return kept.levels;
}

function createLevel(width: number): Level {
  /* Every box covers a pixel of its own, but for one in each parent where edges that ought to be one are rounded apart. */
  const capacity = 2 * Math.ceil(width) + 8;
  return {
    count: 0,
    frame: new Int32Array(capacity),
    from: new Uint32Array(capacity),
    to: new Uint32Array(capacity),
    isOpen: new Uint8Array(capacity),
    left: new Float64Array(capacity),
    right: new Float64Array(capacity),
  };
}

/** The row of the focus alone. */
export function startAtFocus(level: Level, focus: number, left: number, right: number): void {
  level.count = 1;
  level.frame[0] = focus;
  level.from[0] = 0;
  level.to[0] = 1;
  level.isOpen[0] = 1;
  level.left[0] = left;
  level.right[0] = right;
}

export function isRun(level: Level, index: number): boolean {
  return level.to[index] - level.from[index] > 1;
}

/**
 * Fills `below` with the children of `level`, as far as they are within `0 … width`; `scale` is device pixels per total. Costs steps by the
 * pixels that are covered, each a bisection, however many children there are. Named after its benchmark: icicle-level.
 */
export function descend(arrangement: Arrangement, scale: number, width: number, level: Level, below: Level): void {
  const { frames, chains } = arrangement;
  const { subtreeEnd } = frames;
  below.count = 0;
  for (let i = 0; i < level.count; i++) {
    if (level.isOpen[i] === 0) continue;
    const box = level.frame[i];
    const tail = tailOf(frames, box);
    if (subtreeEnd[tail] === tail + 1) continue;
    const start = level.left[i];
    if (chains !== null && chains.placeAfter(box) !== NO_PLACE) {
      descendChain(arrangement, chains, scale, width, box, start, below);
      continue;
    }
    const record = arrangement.recordOf(tail);
    addChildren(arrangement, scale, width, record + 1, record + 1 + arrangement.list[record], start, below);
  }
}

/**
 * The children of a chain stand where they would without it, but all in one row: those of its end, and beside them what stands beside each of its boxes.
 */
function descendChain(
  arrangement: Arrangement,
  chains: Chains,
  scale: number,
  width: number,
  box: number,
  start: number,
  below: Level,
): void {
  const { frames } = arrangement;
  /* By box of the chain but its end: the place of the next one, the end of its siblings, and where they start. */
  const places: number[] = [];
  const ends: number[] = [];
  const starts: number[] = [];
  let at = box;
  let left = start;
  for (let place = chains.placeAfter(at); place !== NO_PLACE; place = chains.placeAfter(at)) {
    const record = arrangement.recordOf(tailOf(frames, at));
    addChildren(arrangement, scale, width, record + 1, place, left, below);
    places.push(place);
    ends.push(record + 1 + arrangement.list[record]);
    starts.push(left);
    left += arrangement.ends[place - 1] * scale;
    at = arrangement.list[place];
  }
  if (hasChildren(frames, at)) {
    const record = arrangement.recordOf(tailOf(frames, at));
    addChildren(arrangement, scale, width, record + 1, record + 1 + arrangement.list[record], left, below);
  }
  for (let i = places.length - 1; i >= 0; i--) {
    addChildren(arrangement, scale, width, places[i] + 1, ends[i], starts[i], below);
  }
}

/** Those at `first … end - 1` of the arrangement's list, which are siblings; `start` is where the first one of all of them stands. */
function addChildren(
  arrangement: Arrangement,
  scale: number,
  width: number,
  first: number,
  end: number,
  start: number,
  below: Level,
): void {
  const { list, ends } = arrangement;
  const isBySize = arrangement.order === "size";
  const narrow = MIN_BOX_WIDTH / scale;
  const stop = (width - start) / scale;
  let count = below.count;
  let place = start < 0 ? firstEndingAfter(ends, first, end, -start / scale) : first;
  while (place < end && ends[place - 1] < stop) {
    let from = place;
    let to = place + 1;
    const isNarrow = ends[place] - ends[place - 1] < narrow;
    if (isNarrow) {
      /* Largest first: those before may be narrow, too, and all after it are. */
      if (isBySize) from = firstNarrow(ends, first, place, narrow);
      to = isBySize ? end : runEndOf(ends, place, end, stop, narrow);
    }
    const left = start + ends[from - 1] * scale;
    const right = start + ends[to - 1] * scale;
    if (Math.round(Math.min(right, width)) > Math.round(Math.max(left, 0))) {
      below.frame[count] = list[from];
      below.from[count] = from;
      below.to[count] = to;
      below.isOpen[count] = isNarrow ? 0 : 1;
      below.left[count] = left;
      below.right[count] = right;
      count++;
    }
    place = to;
  }
  below.count = count;
}

/** First place of those up to `known`, largest first, that is narrower than `narrow`; `known` is. */
function firstNarrow(ends: Float64Array, from: number, known: number, narrow: number): number {
  let low = from;
  let high = known;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle] - ends[middle - 1] < narrow) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Place after the last of the narrow ones that follow `place`, as far as `stop`. */
function runEndOf(ends: Float64Array, place: number, end: number, stop: number, narrow: number): number {
  let at = place + 1;
  while (at < end && ends[at - 1] < stop && ends[at] - ends[at - 1] < narrow) {
    /* What ends within a narrow's width of here is narrow, each of it. */
    at = gallop(ends, at, end, ends[at - 1] + narrow);
  }
  return at;
}

/** As `firstEndingAfter`, and never `from` itself; in steps that double, for what is near. */
function gallop(ends: Float64Array, from: number, end: number, total: number): number {
  let low = from + 1;
  let step = 1;
  while (low + step < end && ends[low + step] <= total) {
    low += step;
    step *= 2;
  }
  return firstEndingAfter(ends, low, Math.min(end, low + step), total);
}
