import type { ArrangedMatches } from "../frames/arranged-matches.ts";
import type { Arrangement } from "../frames/arrangement.ts";
import type { Matches } from "../frames/search.ts";
import { hasMatchWithin, isMatch } from "../frames/search.ts";
import type { Look } from "./box-style.ts";
import type { Palette } from "./colour.ts";
import { CLASS_COUNT, TONE_COUNT, TONE_MUTED, TONE_PLAIN } from "./colour.ts";
import type { CharacterWidths } from "./label.ts";
import { captionOf, textOfLabel } from "./label.ts";
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
/** In gaps: room for both edges and a fill between them. */
const MIN_EDGED_WIDTH = 6;
/** CSS pixels. */
const MIN_LABELLED_WIDTH = 32;
const MIN_SIZED_WIDTH = 110;
const PADDING = 4;
/** In gaps. */
const MIN_HATCHED_WIDTH = 4;

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
  const hollow = picture.look.hollowClass;
  paintRects(palette.edge, 0);
  paintRects(
    palette.fill.map((fill, index) => (index % CLASS_COUNT === hollow ? palette.background : fill)),
    gap,
  );
  if (picture.look.hasHatches) paintUncertainty(context, picture, rows, tops, gap);
  if (picture.matches !== null) paintMatches(context, picture, found, rows, tops, gap);
  paintLabels(context, picture, fills, rows, tops);

  /** Each box with the colour of its fill's index, `inset` from its edges. Narrow boxes have no edge at their sides: it would be most of what one sees. */
  function paintRects(colours: readonly string[], inset: number): void {
    let fill = -1;
    for (let i = 0; i < order.length; i++) {
      const box = order[i];
      if (fills[box] !== fill) {
        fill = fills[box];
        context.fillStyle = colours[fill];
      }
      const row = rows[box];
      const left = boxes.left[box];
      const wide = boxes.right[box] - left;
      const top = tops[row] + inset;
      const high = tops[row + 1] - tops[row] - gap - 2 * inset;
      if (wide > MIN_EDGED_WIDTH * gap) context.fillRect(left + inset, top, wide - gap - 2 * inset, high);
      else context.fillRect(left, top, wide > MIN_GAPPED_WIDTH * gap ? wide - gap : wide, high);
    }
  }
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
  const { arrangement } = boxes;
  const isNarrow = boxes.right[box] - boxes.left[box] < 2;
  if (isNarrow ? isMatch(matches, frame) : isAnyMatch(arrangement, matches, frame)) return MATCH_SELF;
  return isNarrow && hasMatchWithin(matches, frame, arrangement.frames.subtreeEnd[frame]) ? MATCH_INSIDE : MATCH_NONE;
}

function isAnyMatch({ chains }: Arrangement, matches: Matches, box: number): boolean {
  if (chains === null) return isMatch(matches, box);
  return chains.boxesTo(chains.endOf(box)).some((at) => isMatch(matches, at));
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

/** CSS pixels: the dashes at the foot, and the stripes over a box. */
const DASH_PERIOD = 6;
const DASH_LENGTH = 4;
const DASH_HEIGHT = 2;
const STRIPE_PERIOD = 8;

/** Marks the part of each box that may not be there: with stripes if widths are of the most bytes, else with dashes at its foot. */
function paintUncertainty(
  context: CanvasRenderingContext2D,
  { boxes, palette, pixelRatio }: Picture,
  rows: Uint16Array,
  tops: Int32Array,
  gap: number,
): void {
  const { measure } = boxes.arrangement;
  if (measure === "count") return;
  /* With the system's own colours, a label on stripes could not be read. */
  const isFull = measure === "max-size" && !palette.isForced;
  const pattern = isFull ? stripesOf(context, palette, pixelRatio) : dashesOf(context, palette, pixelRatio);
  if (pattern === null) return;
  context.fillStyle = pattern;
  const dashHeight = Math.round(DASH_HEIGHT * pixelRatio);
  for (let box = 0; box < boxes.count; box++) {
    const left = boxes.uncertain[box];
    const right = boxes.right[box] - 2 * gap;
    if (left >= right || right - boxes.left[box] < MIN_HATCHED_WIDTH * gap) continue;
    const top = tops[rows[box]] + gap;
    const foot = tops[rows[box] + 1] - 2 * gap;
    if (isFull) context.fillRect(left, top, right - left, foot - top);
    else context.fillRect(left, foot - dashHeight, right - left, dashHeight);
  }
}

function dashesOf(context: CanvasRenderingContext2D, palette: Palette, pixelRatio: number): CanvasPattern | null {
  const tile = new OffscreenCanvas(Math.round(DASH_PERIOD * pixelRatio), 1);
  const ink = tile.getContext("2d");
  if (ink === null) return null;
  ink.fillStyle = palette.hatch;
  ink.fillRect(0, 0, Math.round(DASH_LENGTH * pixelRatio), 1);
  return context.createPattern(tile, "repeat");
}

/** Diagonal lines that are so thin and faint that a label over them can be read. */
function stripesOf(context: CanvasRenderingContext2D, palette: Palette, pixelRatio: number): CanvasPattern | null {
  const period = Math.round(STRIPE_PERIOD * pixelRatio);
  const tile = new OffscreenCanvas(period, period);
  const ink = tile.getContext("2d");
  if (ink === null) return null;
  ink.globalAlpha = 0.35;
  ink.strokeStyle = palette.hatch;
  ink.lineWidth = Math.max(1, pixelRatio);
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

/** CSS pixels: of a letter with the space behind it, and of a box that has room for it. */
const LETTER_FONT = "bold 9px system-ui, sans-serif";
const LETTER_ROOM = 11;
const MIN_LETTERED_WIDTH = 16;
const NO_LETTER = { letter: "" };

/** Small and bold, so that it is not read as a part of the label. */
function paintLetter(context: CanvasRenderingContext2D, letter: string, x: number, y: number, font: string): void {
  context.font = LETTER_FONT;
  context.globalAlpha = 0.8;
  context.fillText(letter, x, y);
  context.globalAlpha = 1;
  context.font = font;
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
    if (wide < MIN_LETTERED_WIDTH) continue;
    const frame = heads[box];
    const isMore = (boxes.flags[box] & BOX_MORE) !== 0;
    const { letter } = look.legend[fills[box] % CLASS_COUNT] ?? NO_LETTER;
    const letterRoom = isMore || letter === "" ? 0 : LETTER_ROOM;
    const room = wide - 2 * PADDING - letterRoom;
    const x = boxes.left[box] / scale + PADDING + letterRoom;
    const y = (tops[rows[box]] + tops[rows[box] + 1]) / 2 / scale;
    if (palette.ink[fills[box]] !== ink) {
      ink = palette.ink[fills[box]];
      context.fillStyle = ink;
    }
    if (letterRoom > 0) paintLetter(context, letter, x - letterRoom, y, font);
    if (wide < MIN_LABELLED_WIDTH + letterRoom) continue;
    const written = isMore ? textOfLabel(look.moreLabelOf(from[box], to[box])) : look.writtenOf(frame);
    let figure = "";
    if (wide >= MIN_SIZED_WIDTH) {
      figure = isMore ? look.moreFigureOf(from[box], to[box]) : look.figureOf(frame);
    }
    const caption = captionOf(written, figure, room, 3 * PADDING, widths);
    context.fillText(caption.label, x, y);
    if (caption.figure !== "") context.fillText(figure, x + room - widths.textWidth(figure, room), y);
  }
}
