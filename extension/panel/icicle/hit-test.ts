import type { BoxTable } from "./layout.ts";

/** Index of the box at device pixel `x` of `row` (counted from the icicle's top), or -1. */
export function boxIndexAt(boxes: BoxTable, row: number, x: number): number {
  const index = lastBoxUpTo(boxes, row, boxes.left, x);
  return index >= 0 && x < boxes.right[index]! ? index : -1;
}

/** Index of the box that shows `frame` in `row`, or -1; a frame that is too narrow is shown by a "more" box. */
export function boxIndexOfFrame(boxes: BoxTable, row: number, frame: number): number {
  /* Boxes of a row stand in pre-order, so their frames ascend. */
  return lastBoxUpTo(boxes, row, boxes.frame, frame);
}

/** Index of the last box of `row` whose cell in `column`, which ascends along the row, is at most `value`; -1 where there is none. */
function lastBoxUpTo(boxes: BoxTable, row: number, column: ArrayLike<number>, value: number): number {
  const r = row - boxes.firstRow;
  if (r < 0 || r + 1 >= boxes.rowStart.length) return -1;
  const start = boxes.rowStart[r]!;
  let low = start;
  let high = boxes.rowStart[r + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low > start ? low - 1 : -1;
}
