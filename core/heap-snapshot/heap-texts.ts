import type { DecodeUtf8 } from "./string-scanner.ts";

/** Bytes kept of one content, as JSON has it; more than is shown of most. */
export const MAX_TEXT_BYTES = 240;
/** Characters that are shown of a content. */
const SHOWN_CHARACTERS = 80;
/** Bytes of all contents together; those of further ones are not kept. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Stands behind a content that is cut: no JSON has this byte. */
const CUT = 0;

/** Contents of strings, as V8 writes them. Only what is looked at is decoded. */
export interface HeapTexts {
  /** Where each begins in `bytes`; one row more than there are. */
  readonly start: Uint32Array;
  readonly bytes: Uint8Array;
}

/** Contents as they come. */
export class TextList {
  #start = new Uint32Array(1 << 10);
  #bytes = new Uint8Array(1 << 14);
  #count = 0;
  #length = 0;

  /** The row of the content; -1 if there is no more room. */
  add(text: Uint8Array, isCut: boolean): number {
    const end = this.#length + text.length + (isCut ? 1 : 0);
    if (end > MAX_BYTES) return -1;
    if (end > this.#bytes.length) {
      const longer = new Uint8Array(Math.min(MAX_BYTES, Math.max(end, this.#bytes.length * 2)));
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    if (this.#count + 2 > this.#start.length) {
      const longer = new Uint32Array(this.#start.length * 2);
      longer.set(this.#start);
      this.#start = longer;
    }
    this.#bytes.set(text, this.#length);
    if (isCut) this.#bytes[end - 1] = CUT;
    this.#length = end;
    this.#start[++this.#count] = end;
    return this.#count - 1;
  }

  finish(): HeapTexts {
    return { start: this.#start.slice(0, this.#count + 1), bytes: this.#bytes.slice(0, this.#length) };
  }
}

/** At most 80 characters, and "…" where there are more. */
export function heapTextOf({ start, bytes }: HeapTexts, row: number, decodeUtf8: DecodeUtf8): string {
  const raw = bytes.subarray(start[row], start[row + 1]);
  const isCut = raw.length > 0 && raw[raw.length - 1] === CUT;
  const json = decodeUtf8(isCut ? raw.subarray(0, -1) : raw);
  /* A cut one may end within an escape, or within a character. */
  const whole = isCut ? json.replace(/(?:\\[^\\]{0,5}|\ufffd)$/, "") : json;
  const text = parsed(whole);
  const shown = [...text.slice(0, 2 * SHOWN_CHARACTERS)];
  return isCut || shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS).join("")}…` : text;
}

function parsed(json: string): string {
  try {
    return JSON.parse(`"${json}"`) as string;
  } catch {
    return json;
  }
}
