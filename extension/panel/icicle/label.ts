/* Labels are cut in the middle: both ends of a name say more than its middle. */

const ELLIPSIS = "…";

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

/** The label as it fits into `width`; `""` if not even a letter and the ellipsis fit. */
export function fitLabel(text: string, width: number, widths: CharacterWidths): string {
  if (widths.textWidth(text, width) <= width) return text;
  let room = width - widths.widthOf(ELLIPSIS);
  let head = 0;
  let tail = text.length;
  for (let takesHead = true; head < tail; takesHead = !takesHead) {
    const character = takesHead ? characterAt(text, head) : characterBefore(text, tail);
    room -= widths.widthOf(character);
    if (room < 0) break;
    if (takesHead) head += character.length;
    else tail -= character.length;
  }
  return head === 0 ? "" : text.slice(0, head) + ELLIPSIS + text.slice(tail);
}

function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

function characterBefore(text: string, index: number): string {
  const low = text.charCodeAt(index - 1);
  const isPair = index >= 2 && low >= 0xdc00 && low <= 0xdfff && (text.codePointAt(index - 2) ?? 0) > 0xffff;
  return text.slice(isPair ? index - 2 : index - 1, index);
}
