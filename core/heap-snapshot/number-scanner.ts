import { HeapSnapshotError } from "./heap-snapshot-error.ts";

const COMMA = 0x2c;
const CLOSE = 0x5d;
const ZERO = 0x30;

/** 2^53 has as many. */
const MAX_DIGITS = 16;

/**
 * V8 breaks lines after a number, before the comma: a blank multiplies the digits so far, so that a digit after it is
 * recognised.
 */
const ENDED = 0x10000;

/** Takes rows of numbers; `row` is used again for the next one. */
export interface RowSink {
  add(row: Float64Array): void;
}

/** Reads a list of whole numbers, after its "[", in rows of `width`, from bytes that come piece by piece. */
export class NumberScanner {
  isDone = false;
  readonly #name: string;
  readonly #sink: RowSink;
  readonly #row: Float64Array;
  #filled = 0;
  #value = 0;
  #digits = 0;
  #isFirst = true;

  constructor(name: string, width: number, sink: RowSink) {
    this.#name = name;
    this.#sink = sink;
    this.#row = new Float64Array(width);
  }

  /** Reads from `start` on; returns where it stopped: at the end, or after "]". Hot: bench "heap-snapshot". */
  scan(bytes: Uint8Array, start: number): number {
    const row = this.#row;
    const width = row.length;
    const sink = this.#sink;
    const end = bytes.length;
    let filled = this.#filled;
    let value = this.#value;
    let digits = this.#digits;
    let at = start;
    while (at < end) {
      const byte = bytes[at++];
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digits++;
      } else if (byte === COMMA || byte === CLOSE) {
        const isEmpty = byte === CLOSE && this.#isFirst && digits === 0;
        if (!isEmpty) {
          if (digits === 0 || (digits > MAX_DIGITS && (digits < ENDED || digits % ENDED > 0))) this.#refuse(digits);
          row[filled++] = value;
          value = 0;
          digits = 0;
          this.#isFirst = false;
          if (filled === width) {
            sink.add(row);
            filled = 0;
          }
        }
        if (byte === CLOSE) {
          if (filled > 0)
            throw new HeapSnapshotError(`"${this.#name}" ends within a row: ${filled} of ${width} numbers`);
          this.isDone = true;
          break;
        }
      } else if (byte > 0x20) {
        throw new HeapSnapshotError(`"${this.#name}" holds the character ${charOf(byte)}`);
      } else if (digits > 0 && digits < ENDED) digits *= ENDED;
    }
    this.#filled = filled;
    this.#value = value;
    this.#digits = digits;
    return at;
  }

  #refuse(digits: number): never {
    const found =
      digits === 0
        ? "a comma without a number before it"
        : digits < ENDED
          ? `a number of ${digits} digits`
          : "two numbers without a comma between them";
    throw new HeapSnapshotError(`"${this.#name}" holds ${found}`);
  }
}

function charOf(byte: number): string {
  return byte < 0x7f ? JSON.stringify(String.fromCharCode(byte)) : `0x${byte.toString(16)}`;
}
