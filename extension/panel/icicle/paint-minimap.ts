import type { Look } from "./box-style.ts";
import type { Palette } from "./colour.ts";
import { CLASS_COUNT, TONE_PLAIN } from "./colour.ts";
import type { BoxTable } from "./layout.ts";
import { BOX_MORE } from "./layout.ts";

export interface MinimapPicture {
  /** Some rows below the focus, at the width of the canvas. */
  readonly boxes: BoxTable;
  /** 1 for each device pixel with a match; `null` while nothing is searched for. */
  readonly matchColumns: Uint8Array | null;
  readonly palette: Palette;
  readonly look: Look;
}

/** A match of one pixel is drawn so wide that it can be seen. Device pixels. */
const MIN_TICK_WIDTH = 2;
const MIN_GAPPED_WIDTH = 3;

export function paintMinimap(context: CanvasRenderingContext2D, picture: MinimapPicture): void {
  const { boxes, matchColumns, palette, look } = picture;
  const { width, height } = context.canvas;
  context.fillStyle = palette.background;
  context.fillRect(0, 0, width, height);
  const rowCount = boxes.rowStart.length - 1;
  for (let row = 0; row < rowCount; row++) {
    const top = Math.round((row * height) / rowCount);
    const high = Math.round(((row + 1) * height) / rowCount) - top;
    for (let box = boxes.rowStart[row]; box < boxes.rowStart[row + 1]; box++) {
      const isMore = (boxes.flags[box] & BOX_MORE) !== 0;
      const kind = isMore ? look.moreClassOf(boxes.from[box], boxes.to[box]) : look.classOf(boxes.frame[box]);
      context.fillStyle = palette.fill[TONE_PLAIN * CLASS_COUNT + kind];
      const left = boxes.left[box];
      const wide = boxes.right[box] - left;
      context.fillRect(left, top, wide > MIN_GAPPED_WIDTH ? wide - 1 : wide, high);
    }
  }
  if (matchColumns === null) return;
  context.fillStyle = palette.match;
  for (let column = 0; column < matchColumns.length; ) {
    if (matchColumns[column] === 0) {
      column++;
      continue;
    }
    const first = column;
    while (column < matchColumns.length && matchColumns[column] === 1) column++;
    context.fillRect(first, 0, Math.max(MIN_TICK_WIDTH, column - first), height);
  }
}
