import { PATH_JOINT } from "../frames/box.ts";

/*
 * A label that does not fit loses its type first, then its end: names of siblings differ at their beginnings. Before its end, that of a chain loses its middle: its first name and
 * its deepest ones matter most.
 */

const ELLIPSIS = "…";

/** A cut label of fewer characters says nothing. */
const MIN_CUT_LENGTH = 5;

/** Widths of characters in one font. A label's width is the sum of them: kerning makes it narrower at most by a hair. */
export class CharacterWidths {
  readonly #measure: (text: string) => number;
  readonly #widths = new Map<string, number>();

  constructor(measure: (text: string) => number) {
    this.#measure = measure;
  }

  widthOf(character: string): number {
    let width = this.#widths.get(character);
    if (width === undefined) {
      width = this.#measure(character);
      this.#widths.set(character, width);
    }
    return width;
  }

  /** Width of the text, or Infinity as soon as it is more than `limit`: a name may be megabytes long. */
  textWidth(text: string, limit: number): number {
    let width = 0;
    for (const character of text) {
      width += this.widthOf(character);
      if (width > limit) return Number.POSITIVE_INFINITY;
    }
    return width;
  }
}

/** What could be written on a box, beside its figure. */
export interface LabelText {
  /** Of the change, before everything else; `""` for none. */
  readonly mark: string;
  /** Names of the boxes of its chain around the one that it is about, outermost first. */
  readonly outer: readonly string[];
  readonly label: string;
  /** The label without the type. */
  readonly name: string;
}

export function textOfLabel(label: string, name = label): LabelText {
  return { mark: "", outer: [], label, name };
}

/** What is written on it: `items: Array` and its figure, `items` and the figure, or as much of `items` as there is room for. */
export interface Caption {
  readonly label: string;
  /** `""` if there is no room for it. */
  readonly figure: string;
}

export function captionOf(
  text: LabelText,
  figure: string,
  room: number,
  gap: number,
  widths: CharacterWidths,
): Caption {
  const besideFigure = figure === "" ? 0 : room - gap - widths.textWidth(figure, room);
  const fits = (written: string, width: number): boolean => widths.textWidth(written, width) <= width;
  if (text.outer.length > 0) {
    const beside = fitChain(text, besideFigure, widths);
    if (beside !== null) return { label: beside, figure };
    return { label: fitChain(text, room, widths) ?? cutChain(text, room, widths), figure: "" };
  }
  const label = text.mark + text.label;
  const name = text.mark + text.name;
  if (fits(label, besideFigure)) return { label, figure };
  if (fits(label, room)) return { label, figure: "" };
  if (fits(name, besideFigure)) return { label: name, figure };
  return { label: fitLabel(name, room, widths), figure: "" };
}

/** `scene › children › geometry: Mesh`, without the type, or with what fits of `scene › … › children › geometry`; `null` if not even `scene › … › geometry` does. */
function fitChain({ mark, outer, label, name }: LabelText, room: number, widths: CharacterWidths): string | null {
  const joined = mark + outer.join(PATH_JOINT) + PATH_JOINT;
  for (const last of [label, name]) {
    if (widths.textWidth(joined + last, room) <= room) return joined + last;
  }
  if (outer.length < 2) return null;
  const first = [mark + outer[0], ELLIPSIS];
  for (const last of [label, name]) {
    let fitting: string | null = null;
    for (let from = outer.length; from > 1; from--) {
      const shortened = [...first, ...outer.slice(from), last].join(PATH_JOINT);
      if (widths.textWidth(shortened, room) > room) break;
      fitting = shortened;
    }
    if (fitting !== null) return fitting;
  }
  return null;
}

/** `scene › … › geom…`, `scene › …` or `sce…`: like other boxes, those of chains differ from their neighbours at the beginning. */
function cutChain({ mark, outer, name }: LabelText, room: number, widths: CharacterWidths): string {
  const first = mark + outer[0];
  const head = first + PATH_JOINT + (outer.length > 1 ? ELLIPSIS + PATH_JOINT : "");
  const cut = fitLabel(name, room - widths.textWidth(head, room), widths);
  if (cut !== "") return head + cut;
  const alone = first + PATH_JOINT + ELLIPSIS;
  return widths.textWidth(alone, room) <= room ? alone : fitLabel(first + ELLIPSIS, room, widths);
}

/** The beginning of the text that fits into `width`; `""` if that says nothing. */
export function fitLabel(text: string, width: number, widths: CharacterWidths): string {
  if (widths.textWidth(text, width) <= width) return text;
  let room = width - widths.widthOf(ELLIPSIS);
  let end = 0;
  let length = 1;
  for (const character of text) {
    room -= widths.widthOf(character);
    if (room < 0) break;
    end += character.length;
    length++;
  }
  return length < MIN_CUT_LENGTH ? "" : `${text.slice(0, end).trimEnd()}${ELLIPSIS}`;
}
