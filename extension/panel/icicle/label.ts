/* A label that does not fit loses its type first, then its end: names of siblings differ at their beginnings. */

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

/** What is written on a box: `items: Array` and its figure, `items` and the figure, or as much of `items` as there is room for. */
export interface Caption {
  readonly label: string;
  /** `""` if there is no room for it. */
  readonly figure: string;
}

/** `name` is the label without the type. */
export function captionOf(
  { label, name, figure }: { readonly label: string; readonly name: string; readonly figure: string },
  room: number,
  gap: number,
  widths: CharacterWidths,
): Caption {
  const besideFigure = figure === "" ? 0 : room - gap - widths.textWidth(figure, room);
  const fits = (text: string, width: number): boolean => widths.textWidth(text, width) <= width;
  if (fits(label, besideFigure)) return { label, figure };
  if (fits(label, room)) return { label, figure: "" };
  if (fits(name, besideFigure)) return { label: name, figure };
  return { label: fitLabel(name, room, widths), figure: "" };
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
