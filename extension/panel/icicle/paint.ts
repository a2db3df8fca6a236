import type { ArrangedMatches } from "../frames/arranged-matches.ts";
import { hasMatchWithin, isMatch } from "../frames/search.ts";
import type { Look } from "./box-style.ts";
import type { Palette } from "./colour.ts";
import { CLASS_COUNT, TONE_COUNT, TONE_MUTED, TONE_PLAIN } from "./colour.ts";
import type { CharacterWidths } from "./label.ts";
import { fitLabel } from "./label.ts";
import type { BoxTable } from "./layout.ts";
import { BOX_MORE } from "./layout.ts";

export interface Picture {
  readonly boxes: BoxTable;
  /** Rows above it are of less weight. */
  readonly focusRow: number;
  readonly palette: Palette;
  readonly look: Look;
  /** `null` while nothing is searched for. */
  readonly matches: ArrangedMatches | null;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  /** CSS pixels. */
  readonly rowHeight: number;
  /** CSS pixels between the top of the icicle and the top of the canvas. */
  readonly scrollTop: number;
  readonly font: string;
  readonly widths: CharacterWidths;
}

/** Narrower boxes stand side by side without a gap: gaps would be most of what one sees. Device pixels. */
const MIN_GAPPED_WIDTH = 3;
/** CSS pixels. */
const MIN_LABELLED_WIDTH = 32;
const MIN_SIZED_WIDTH = 110;
const PADDING = 4;
/** In gaps. */
const MIN_HATCHED_WIDTH = 4;
/** A cut label of fewer characters says nothing. */
const MIN_CUT_LENGTH = 6;

const MATCH_NONE = 0;
const MATCH_INSIDE = 1;
const MATCH_SELF = 2;

/** Paints the visible rows, all of the canvas. Boxes are sorted by fill, so that a fill is set once. */
export function paintIcicle(context: CanvasRenderingContext2D, picture: Picture): void {
  const { boxes, palette, pixelRatio } = picture;
  const { width, height } = context.canvas;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = palette.background;
  context.fillRect(0, 0, width, height);

  const fills = new Uint8Array(boxes.count);
  const found = new Uint8Array(boxes.count);
  const tops = rowTopsOf(picture);
  const rows = rowsOf(boxes);
  chooseFills(picture, rows, fills, found);
  const order = orderByFill(fills);
  const gap = Math.max(1, Math.round(pixelRatio));
  if (palette.edge !== null) {
    context.fillStyle = palette.edge;
    for (let box = 0; box < boxes.count; box++) {
      const left = boxes.left[box];
      const top = tops[rows[box]];
      context.fillRect(left - gap, top - gap, boxes.right[box] - left + gap, tops[rows[box] + 1] - top + gap);
    }
  }
  let fill = -1;
  for (let i = 0; i < order.length; i++) {
    const box = order[i];
    if (fills[box] !== fill) {
      fill = fills[box];
      context.fillStyle = palette.fill[fill];
    }
    const row = rows[box];
    const left = boxes.left[box];
    const wide = boxes.right[box] - left;
    const top = tops[row];
    context.fillRect(left, top, wide > MIN_GAPPED_WIDTH * gap ? wide - gap : wide, tops[row + 1] - top - gap);
  }
  if (picture.look.hollowClass >= 0) paintHollows(context, picture, fills, rows, tops, gap);
  if (picture.look.hasHatches) paintUncertainty(context, picture, rows, tops, gap);
  if (picture.matches !== null) paintMatches(context, picture, found, rows, tops, gap);
  paintLabels(context, picture, fills, rows, tops);
}

function chooseFills(picture: Picture, rows: Uint16Array, fills: Uint8Array, found: Uint8Array): void {
  const { boxes, matches, look } = picture;
  const { count, flags, frame, from, to } = boxes;
  const mutedRows = picture.focusRow - boxes.firstRow;
  for (let i = 0; i < count; i++) {
    const isMore = (flags[i] & BOX_MORE) !== 0;
    let tone = rows[i] < mutedRows ? TONE_MUTED : TONE_PLAIN;
    if (matches !== null) {
      const state = matchStateOf(boxes, matches, i);
      found[i] = state;
      tone = state === MATCH_SELF ? TONE_PLAIN : TONE_MUTED;
    }
    fills[i] = tone * CLASS_COUNT + (isMore ? look.moreClassOf(from[i], to[i]) : look.classOf(frame[i]));
  }
}

/** A box too narrow to descend into shows the matches it hides. */
function matchStateOf(boxes: BoxTable, among: ArrangedMatches, box: number): number {
  const { matches } = among;
  const frame = boxes.frame[box];
  if ((boxes.flags[box] & BOX_MORE) !== 0) {
    return among.isAmong(boxes.from[box], boxes.to[box]) ? MATCH_INSIDE : MATCH_NONE;
  }
  if (isMatch(matches, frame)) return MATCH_SELF;
  const isNarrow = boxes.right[box] - boxes.left[box] < 2;
  const { subtreeEnd } = boxes.arrangement.frames;
  return isNarrow && hasMatchWithin(matches, frame, subtreeEnd[frame]) ? MATCH_INSIDE : MATCH_NONE;
}

/** Top of each visible row and, last, the end of the last one, in device pixels. */
function rowTopsOf({ boxes, rowHeight, scrollTop, pixelRatio }: Picture): Int32Array {
  const tops = new Int32Array(boxes.rowStart.length);
  for (let row = 0; row < tops.length; row++) {
    tops[row] = Math.round(((boxes.firstRow + row) * rowHeight - scrollTop) * pixelRatio);
  }
  return tops;
}

function rowsOf(boxes: BoxTable): Uint16Array {
  const rows = new Uint16Array(boxes.count);
  for (let row = 0; row + 1 < boxes.rowStart.length; row++) {
    rows.fill(row, boxes.rowStart[row], boxes.rowStart[row + 1]);
  }
  return rows;
}

/** Counting sort: few fills, many boxes. */
function orderByFill(fills: Uint8Array): Uint32Array {
  const starts = new Uint32Array(CLASS_COUNT * TONE_COUNT + 1);
  for (let i = 0; i < fills.length; i++) starts[fills[i] + 1]++;
  for (let fill = 1; fill < starts.length; fill++) starts[fill] += starts[fill - 1];
  const order = new Uint32Array(fills.length);
  for (let i = 0; i < fills.length; i++) order[starts[fills[i]]++] = i;
  return order;
}

/** Leaves of the boxes that are drawn empty a frame. */
function paintHollows(
  context: CanvasRenderingContext2D,
  { boxes, palette, look }: Picture,
  fills: Uint8Array,
  rows: Uint16Array,
  tops: Int32Array,
  gap: number,
): void {
  context.fillStyle = palette.background;
  for (let box = 0; box < boxes.count; box++) {
    if (fills[box] % CLASS_COUNT !== look.hollowClass) continue;
    const left = boxes.left[box];
    const inner = boxes.right[box] - left - 3 * gap;
    if (inner < gap) continue;
    const top = tops[rows[box]];
    context.fillRect(left + gap, top + gap, inner, tops[rows[box] + 1] - top - 3 * gap);
  }
}

/** CSS pixels. */
const HATCH_PERIOD = 5;
const STRIP_HEIGHT = 3;

/** Hatches the part of each box that may not be there: all of it if widths are of the most bytes, else its foot. */
function paintUncertainty(
  context: CanvasRenderingContext2D,
  { boxes, palette, pixelRatio }: Picture,
  rows: Uint16Array,
  tops: Int32Array,
  gap: number,
): void {
  const { measure } = boxes.arrangement;
  if (measure === "count") return;
  const pattern = hatchOf(context, palette, pixelRatio);
  if (pattern === null) return;
  context.fillStyle = pattern;
  const strip = Math.round(STRIP_HEIGHT * pixelRatio);
  /* With the system's own colours, a label on stripes could not be read. */
  const isFull = measure === "max-size" && palette.edge === null;
  for (let box = 0; box < boxes.count; box++) {
    const left = boxes.uncertain[box];
    const right = boxes.right[box] - gap;
    if (left >= right || right - boxes.left[box] < MIN_HATCHED_WIDTH * gap) continue;
    const top = tops[rows[box]];
    const high = tops[rows[box] + 1] - top - gap;
    if (isFull) context.fillRect(left, top, right - left, high);
    else context.fillRect(left, top + high - strip, right - left, strip);
  }
}

/** Diagonal stripes in the colour of the background: over them ink stands out no less than without. */
function hatchOf(context: CanvasRenderingContext2D, palette: Palette, pixelRatio: number): CanvasPattern | null {
  const period = Math.max(4, Math.round(HATCH_PERIOD * pixelRatio));
  const tile = new OffscreenCanvas(period, period);
  const ink = tile.getContext("2d");
  if (ink === null) return null;
  ink.strokeStyle = palette.hatch;
  ink.lineWidth = period * 0.32;
  ink.beginPath();
  for (let shift = -period; shift <= period; shift += period) {
    ink.moveTo(shift - 1, period + 1);
    ink.lineTo(shift + period + 1, -1);
  }
  ink.stroke();
  return context.createPattern(tile, "repeat");
}

function paintMatches(
  context: CanvasRenderingContext2D,
  { boxes, palette }: Picture,
  found: Uint8Array,
  rows: Uint16Array,
  tops: Int32Array,
  gap: number,
): void {
  const line = 2 * gap;
  context.fillStyle = palette.match;
  for (let box = 0; box < boxes.count; box++) {
    if (found[box] === MATCH_NONE) continue;
    const left = boxes.left[box];
    const top = tops[rows[box]];
    const wide = Math.max(boxes.right[box] - left, 1);
    const high = tops[rows[box] + 1] - top - gap;
    if (found[box] === MATCH_INSIDE) {
      /* A tick at the foot: something in here, too narrow to be drawn. */
      context.fillRect(left, top + high - line, wide, line);
    } else if (wide <= 3 * line) {
      context.fillRect(left, top, wide, high);
    } else {
      const inner = wide - gap;
      context.fillRect(left, top, inner, line);
      context.fillRect(left, top + high - line, inner, line);
      context.fillRect(left, top, line, high);
      context.fillRect(left + inner - line, top, line, high);
    }
  }
}

function paintLabels(
  context: CanvasRenderingContext2D,
  picture: Picture,
  fills: Uint8Array,
  rows: Uint16Array,
  tops: Int32Array,
): void {
  const { boxes, palette, look, pixelRatio, font, widths } = picture;
  const { frame: heads, from, to } = boxes;
  const scale = pixelRatio;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.font = font;
  context.textBaseline = "middle";
  let ink = "";
  for (let box = 0; box < boxes.count; box++) {
    const wide = (boxes.right[box] - boxes.left[box]) / scale - 1;
    if (wide < MIN_LABELLED_WIDTH) continue;
    const frame = heads[box];
    const isMore = (boxes.flags[box] & BOX_MORE) !== 0;
    const text = isMore ? look.moreLabelOf(from[box], to[box]) : look.labelOf(frame);
    const room = wide - 2 * PADDING;
    const x = boxes.left[box] / scale + PADDING;
    const y = (tops[rows[box]] + tops[rows[box] + 1]) / 2 / scale;
    if (palette.ink[fills[box]] !== ink) {
      ink = palette.ink[fills[box]];
      context.fillStyle = ink;
    }
    let size = "";
    if (wide >= MIN_SIZED_WIDTH) {
      size = isMore ? look.moreFigureOf(from[box], to[box]) : look.figureOf(frame);
    }
    const sizeWidth = size === "" ? 0 : widths.textWidth(size, room);
    const labelRoom = size === "" ? room : room - sizeWidth - 3 * PADDING;
    const hasSize = size !== "" && widths.textWidth(text, labelRoom) <= labelRoom;
    const label = hasSize ? text : fitLabel(text, room, widths);
    if (label === text || label.length >= MIN_CUT_LENGTH) context.fillText(label, x, y);
    if (hasSize) context.fillText(size, x + room - sizeWidth, y);
  }
}
