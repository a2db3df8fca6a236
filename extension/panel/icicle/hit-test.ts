import type { BoxTable } from "./layout.ts";

/** Index of the box at device pixel `x` of `row` (counted from the icicle's top), or -1. */
export function boxIndexAt(boxes: BoxTable, row: number, x: number): number {
  const r = row - boxes.firstRow;
  if (r < 0 || r + 1 >= boxes.rowStart.length) return -1;
  const start = boxes.rowStart[r]!;
  /* The last box that begins at or before x. */
  let low = start;
  let high = boxes.rowStart[r + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (boxes.left[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  const index = low - 1;
  return index >= start && x < boxes.right[index]! ? index : -1;
}

/** Index of the box that shows `frame` in `row`, or -1; a frame that is too narrow is shown by a "more" box. */
export function boxIndexOfFrame(boxes: BoxTable, row: number, frame: number): number {
  const r = row - boxes.firstRow;
  if (r < 0 || r + 1 >= boxes.rowStart.length) return -1;
  const start = boxes.rowStart[r]!;
  /* Boxes of a row stand in pre-order, so their frames ascend. */
  let low = start;
  let high = boxes.rowStart[r + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (boxes.frame[middle]! <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1 >= start ? low - 1 : -1;
}
