import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxPathOf, tailOf } from "../frames/box.ts";

/*
 * The icicle as rows of boxes, root on top. Rows above the focus hold one ancestor each at full width; below it a child stands under
 * its parent, from the left, largest first; what is left at the right is the parent's own bytes. Children narrower than a device pixel
 * are one box at the end of their siblings ("1,234 more"), and nothing below that is looked at, so the work is bounded by the pixels.
 *
 *     row 0  [ All roots                          ]  ancestor
 *     row 1  [ store                              ]  focus
 *     row 2  [ items: Array    ][ user: Object ][3]
 */

/** Bits of `BoxTable.flags`. */
export const BOX_ANCESTOR = 1;
export const BOX_FOCUS = 2;
/** The box stands for `frame` and all siblings after it. */
export const BOX_MORE = 4;

/** Below this many device pixels a box is not drawn by itself. */
const MIN_BOX_WIDTH = 1;

/** The visible rows as columns. Boxes of a row stand together, from left to right; edges are whole device pixels. */
export interface BoxTable {
  readonly firstRow: number;
  /** Boxes of visible row `r` are `rowStart[r] … rowStart[r + 1] - 1`, `r` counted from `firstRow`. */
  readonly rowStart: readonly number[];
  readonly count: number;
  /** Head of the box; of BOX_MORE the first of its siblings. */
  readonly frame: Int32Array;
  readonly flags: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

export interface IcicleView {
  readonly frames: FrameTable;
  readonly focus: number;
  /** Device pixels. */
  readonly width: number;
  /** Rows from the top of the icicle: `firstRow … endRow - 1` are visible. */
  readonly firstRow: number;
  readonly endRow: number;
}

/** One row in the making: exact edges. */
interface Level {
  count: number;
  frame: Int32Array;
  isMore: Uint8Array;
  left: Float64Array;
}

function createLevel(width: number): Level {
  /* Every box but a "more" box is at least a pixel wide, and each parent has at most one "more" box. */
  const capacity = 2 * Math.ceil(width) + 8;
  return {
    count: 0,
    frame: new Int32Array(capacity),
    isMore: new Uint8Array(capacity),
    left: new Float64Array(capacity),
  };
}

function startAtFocus(level: Level, focus: number): void {
  level.count = 1;
  level.frame[0] = focus;
  level.isMore[0] = 0;
  level.left[0] = 0;
}

/** Fills `below` with the children of `level`. Named after its benchmark: icicle-level. */
function descend(frames: FrameTable, scale: number, level: Level, below: Level): void {
  const { subtreeEnd, totalSize, selfSize } = frames;
  const frame = below.frame;
  const isMore = below.isMore;
  const left = below.left;
  let count = 0;
  for (let i = 0; i < level.count; i++) {
    if (level.isMore[i] === 1) continue;
    const tail = tailOf(frames, level.frame[i]!);
    const end = subtreeEnd[tail]!;
    const start = level.left[i]!;
    let x = start;
    for (let child = tail + 1; child < end; child = subtreeEnd[child]!) {
      const width = totalSize[child]! * scale;
      if (width >= MIN_BOX_WIDTH) {
        frame[count] = child;
        isMore[count] = 0;
        left[count] = x;
        count++;
        x += width;
        continue;
      }
      const childrenEnd = start + (totalSize[tail]! - selfSize[tail]!) * scale;
      if (Math.round(childrenEnd) > Math.round(x)) {
        frame[count] = child;
        isMore[count] = subtreeEnd[child] === end ? 0 : 1;
        left[count] = x;
        count++;
      }
      break;
    }
  }
  below.count = count;
}

/** Rows of the whole icicle under this focus, ancestors included, as far as boxes are wide enough to be drawn. */
export function rowCountOf(frames: FrameTable, focus: number, width: number): number {
  const scale = scaleOf(frames, focus, width);
  let level = createLevel(width);
  let below = createLevel(width);
  let rows = boxPathOf(frames, focus).length - 1;
  for (startAtFocus(level, focus); level.count > 0; rows++) {
    descend(frames, scale, level, below);
    [level, below] = [below, level];
  }
  return rows;
}

/** Row that the box stands in, under any focus that shows it. */
export function rowOf(frames: FrameTable, box: number): number {
  return boxPathOf(frames, box).length - 1;
}

function scaleOf(frames: FrameTable, focus: number, width: number): number {
  const total = frames.totalSize[focus]!;
  return total > 0 ? width / total : 0;
}

/** The boxes of the visible rows. */
export function layoutIcicle(view: IcicleView): BoxTable {
  const { frames, focus, firstRow, endRow } = view;
  const width = Math.round(view.width);
  const scale = scaleOf(frames, focus, width);
  const path = boxPathOf(frames, focus);
  const focusRow = path.length - 1;

  let frame = new Int32Array(1024);
  let flags = new Uint8Array(1024);
  let left = new Int32Array(1024);
  let right = new Int32Array(1024);
  let count = 0;
  const rowStart: number[] = [0];

  for (let row = firstRow; row < Math.min(focusRow, endRow); row++) {
    if (count === frame.length) grow(count * 2);
    frame[count] = path[row]!;
    flags[count] = BOX_ANCESTOR;
    left[count] = 0;
    right[count] = width;
    rowStart.push(++count);
  }

  let level = createLevel(width);
  let below = createLevel(width);
  startAtFocus(level, focus);
  for (let row = focusRow; row < endRow && level.count > 0; row++) {
    if (row >= firstRow) emit(row === focusRow ? BOX_FOCUS : 0);
    if (row + 1 < endRow) descend(frames, scale, level, below);
    [level, below] = [below, level];
  }
  return { firstRow, rowStart, count, frame, flags, left, right };

  function grow(capacity: number): void {
    frame = copyInto(new Int32Array(capacity), frame);
    flags = copyInto(new Uint8Array(capacity), flags);
    left = copyInto(new Int32Array(capacity), left);
    right = copyInto(new Int32Array(capacity), right);
  }

  function emit(flag: number): void {
    if (count + level.count > frame.length) grow(Math.max(frame.length * 2, count + level.count));
    for (let i = 0; i < level.count; i++) {
      const head = level.frame[i]!;
      const isMore = level.isMore[i] === 1;
      const x = level.left[i]!;
      const parent = frames.parent[head]!;
      const end =
        flag === BOX_FOCUS ? width : x + (isMore ? moreSizeOf(frames, parent, head) : frames.totalSize[head]!) * scale;
      frame[count] = head;
      flags[count] = isMore ? flag | BOX_MORE : flag;
      left[count] = Math.round(x);
      right[count] = Math.min(width, Math.round(end));
      count++;
    }
    rowStart.push(count);
  }
}

function copyInto<T extends Int32Array | Uint8Array>(to: T, from: T): T {
  to.set(from);
  return to;
}

/** Bytes of `first` and the siblings after it. Costs a step per sibling before it: those are drawn, so they are few. */
export function moreSizeOf(frames: FrameTable, parent: number, first: number): number {
  let size = frames.totalSize[parent]! - frames.selfSize[parent]!;
  for (let at = parent + 1; at < first; at = frames.subtreeEnd[at]!) size -= frames.totalSize[at]!;
  return Math.max(0, size);
}

const moreCounts = new WeakMap<FrameTable, Map<number, number>>();

/** Number of siblings from `first` on. Costs a step each, once: a paint asks again and again. */
export function moreCountOf(frames: FrameTable, first: number): number {
  let counts = moreCounts.get(frames);
  if (counts === undefined) {
    counts = new Map();
    moreCounts.set(frames, counts);
  }
  const known = counts.get(first);
  if (known !== undefined) return known;
  const end = frames.subtreeEnd[frames.parent[first]!]!;
  let count = 0;
  for (let at = first; at < end; at = frames.subtreeEnd[at]!) count++;
  counts.set(first, count);
  return count;
}

/** First frame after all that the box stands for. */
export function boxEndOf(frames: FrameTable, boxes: BoxTable, index: number): number {
  const frame = boxes.frame[index]!;
  return (boxes.flags[index]! & BOX_MORE) !== 0 ? frames.subtreeEnd[frames.parent[frame]!]! : frames.subtreeEnd[frame]!;
}
