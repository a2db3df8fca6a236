import type { Arrangement } from "../frames/arrangement.ts";
import { boxPathTextOf } from "../frames/box.ts";
import { writeCount, writeObjectsAfter, writeSizeRange } from "../frames/figures.ts";
import type { Zoom } from "../frames/zoom.ts";
import type { Look } from "./box-style.ts";
import type { Palette } from "./colour.ts";
import { CLASS_COUNT, TONE_MUTED, TONE_PLAIN } from "./colour.ts";
import type { CharacterWidths } from "./label.ts";
import { captionOf, fitLabel, textOfLabel } from "./label.ts";
import type { BoxTable } from "./layout.ts";
import { BOX_ANCESTOR, BOX_MORE, layoutIcicle, rowCountOf } from "./layout.ts";
import { moreBoxOf } from "./small-siblings.ts";

export interface SvgPicture {
  readonly arrangement: Arrangement;
  readonly focus: number;
  readonly zoom: Zoom;
  readonly look: Look;
  readonly palette: Palette;
  /** The line above the boxes. */
  readonly title: string;
  /** CSS pixels, as are the others here. */
  readonly width: number;
  readonly maxHeight: number;
  /** Of characters in SVG_FONT. */
  readonly widths: CharacterWidths;
}

export interface Svg {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Rows that the picture has no room for. */
  readonly leftOutRows: number;
}

const FONT_SIZE = 11;
const FONT_FAMILY = "system-ui, sans-serif";
export const SVG_FONT = `${FONT_SIZE}px ${FONT_FAMILY}`;

const ROW_HEIGHT = 19;
/** Of the title and of the legend. */
const LINE_HEIGHT = 26;
const PADDING = 4;
/** Of a box with a line around it. */
const MIN_EDGED_WIDTH = 6;
const MIN_LABELLED_WIDTH = 32;
const MIN_SIZED_WIDTH = 110;
/** Viewers of SVG keep an element for each. */
const MAX_BOXES = 60_000;
/** Steps of a path in a tooltip. */
const MAX_STEPS = 12;

/** The icicle in all its depth as a file that needs no other: boxes with labels and tooltips, what they are of, and what the colours say. */
export function writeIcicleSvg(picture: SvgPicture): Svg {
  const { arrangement, focus, zoom, width, palette, look, maxHeight } = picture;
  const view = { arrangement, focus, zoom, width };
  const rowCount = rowCountOf(view);
  const maxRows = Math.max(1, Math.floor((maxHeight - 3 * LINE_HEIGHT) / ROW_HEIGHT));
  const boxes = layoutIcicle({ ...view, firstRow: 0, endRow: Math.min(rowCount, maxRows) });
  const rows = rowsWithin(boxes);
  const leftOutRows = rowCount - rows;
  const legendTop = LINE_HEIGHT + rows * ROW_HEIGHT;
  const height = legendTop + (leftOutRows > 0 ? 2 : 1) * LINE_HEIGHT;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT_FAMILY}" font-size="${FONT_SIZE}">\n`,
    `<title>${toXml(picture.title)}</title>\n`,
    `<defs><pattern id="dashes" width="6" height="2" patternUnits="userSpaceOnUse"><path d="M0 1H4" stroke="${picture.palette.hatch}" stroke-width="4"/></pattern></defs>\n`,
    `<rect width="${width}" height="${height}" fill="${palette.background}"/>\n`,
    textAt(PADDING, LINE_HEIGHT / 2, palette.ink[0], fitLabel(picture.title, width - 2 * PADDING, picture.widths)),
  ];
  for (let row = 0; row < rows; row++) {
    for (let box = boxes.rowStart[row]; box < boxes.rowStart[row + 1]; box++) {
      parts.push(boxOf(picture, boxes, box, LINE_HEIGHT + row * ROW_HEIGHT));
    }
  }
  if (leftOutRows > 0) {
    const rest = `${writeCount(leftOutRows)} more rows below are left out.`;
    parts.push(textAt(PADDING, legendTop + LINE_HEIGHT / 2, palette.ink[0], rest));
  }
  let x = PADDING;
  for (let index = 0; index < look.legend.length; index++) {
    const { name } = look.legend[index];
    const y = height - LINE_HEIGHT / 2;
    const paint = index === look.hollowClass ? "none" : palette.fill[index];
    parts.push(`<rect x="${x}" y="${y - 5}" width="10" height="10" fill="${paint}" stroke="${palette.edge[index]}"/>`);
    parts.push(textAt(x + 15, y, palette.ink[0], name));
    x += 15 + Math.ceil(picture.widths.textWidth(name, width)) + 14;
  }
  parts.push("</svg>\n");
  return { text: parts.join(""), width, height, leftOutRows };
}

/** How many rows have no more boxes than a viewer can bear; one at least. */
function rowsWithin({ rowStart }: BoxTable): number {
  let rows = rowStart.length - 1;
  while (rows > 1 && rowStart[rows] > MAX_BOXES) rows--;
  return rows;
}

function boxOf(picture: SvgPicture, boxes: BoxTable, box: number, top: number): string {
  const { arrangement, look, palette, widths } = picture;
  const [frame, left] = [boxes.frame[box], boxes.left[box]];
  const [from, to] = [boxes.from[box], boxes.to[box]];
  const isMore = (boxes.flags[box] & BOX_MORE) !== 0;
  const kind = isMore ? look.moreClassOf(from, to) : look.classOf(frame);
  const tone = (boxes.flags[box] & BOX_ANCESTOR) !== 0 ? TONE_MUTED : TONE_PLAIN;
  const fill = tone * CLASS_COUNT + kind;
  const wide = boxes.right[box] - left;
  const drawn = wide > 3 ? wide - 1 : wide;
  const height = ROW_HEIGHT - 1;
  const isHollow = kind === look.hollowClass;
  const paint = isHollow ? "none" : palette.fill[fill];
  const parts = [
    `<g><title>${toXml(isMore ? moreTooltipOf(arrangement, from, to) : tooltipOf(arrangement, look, frame))}</title>`,
    rectOf(left, top, drawn, height, paint, palette.edge[fill]),
  ];
  const uncertain = boxes.uncertain[box];
  if (look.hasHatches && uncertain < left + drawn - 3) {
    parts.push(
      `<rect x="${uncertain}" y="${top + height - 3}" width="${left + drawn - uncertain - 1}" height="2" fill="url(#dashes)"/>`,
    );
  }
  if (drawn >= MIN_LABELLED_WIDTH) {
    const ink = isHollow ? palette.ink[0] : palette.ink[fill];
    const written = isMore ? textOfLabel(look.moreLabelOf(from, to)) : look.writtenOf(frame);
    const figure = drawn < MIN_SIZED_WIDTH ? "" : isMore ? look.moreFigureOf(from, to) : look.figureOf(frame);
    const room = drawn - 2 * PADDING;
    const caption = captionOf(written, figure, room, 3 * PADDING, widths);
    const middle = top + height / 2;
    if (caption.label !== "") {
      parts.push(labelAt(left + PADDING, middle, ink, caption.label, widths.textWidth(caption.label, room)));
    }
    if (caption.figure !== "") {
      const wide = widths.textWidth(figure, room);
      parts.push(labelAt(left + PADDING + room - wide, middle, ink, figure, wide));
    }
  }
  parts.push("</g>\n");
  return parts.join("");
}

function tooltipOf({ frames }: Arrangement, look: Look, box: number): string {
  const size = writeSizeRange(frames.totalSize[box], frames.totalMaxSize[box]);
  const path = boxPathTextOf(frames, box, MAX_STEPS);
  return `${path}\n${look.figureOf(box)}, ${look.relationOf(box)}\n${size}${writeObjectsAfter(frames.totalCount[box])}`;
}

function moreTooltipOf(arrangement: Arrangement, from: number, to: number): string {
  const { count, size, maxSize, objectCount } = moreBoxOf(arrangement, from, to);
  return `${writeCount(count)} more, too narrow to draw\n${writeSizeRange(size, maxSize)}${writeObjectsAfter(objectCount)}`;
}

/** A line stands on the middle of its path: half a pixel inside, it is sharp, and the box is as wide as without it. */
function rectOf(left: number, top: number, width: number, height: number, fill: string, edge: string): string {
  return width > MIN_EDGED_WIDTH
    ? `<rect x="${left + 0.5}" y="${top + 0.5}" width="${width - 1}" height="${height - 1}" fill="${fill}" stroke="${edge}"/>`
    : `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${fill === "none" ? edge : fill}"/>`;
}

function textAt(x: number, y: number, ink: string, text: string): string {
  return `<text x="${x}" y="${y}" dominant-baseline="central" fill="${ink}">${toXml(text)}</text>\n`;
}

/** As wide as it was measured, whatever font the viewer has. */
function labelAt(x: number, y: number, ink: string, text: string, width: number): string {
  const length = `textLength="${width.toFixed(1)}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${x.toFixed(1)}" y="${y}" dominant-baseline="central" fill="${ink}" ${length}>${toXml(text)}</text>`;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** XML does not allow most control characters, unpaired surrogates, U+FFFE and U+FFFF, not even as references. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this is about
const NOT_XML = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Cs}/gu;

function toXml(text: string): string {
  return text.replace(NOT_XML, "\ufffd").replace(/[&<>"]/g, (character) => ENTITIES.get(character) ?? character);
}
