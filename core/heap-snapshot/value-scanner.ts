import { HeapSnapshotError } from "./heap-snapshot-error.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Goes over one JSON value of any kind, from bytes that come piece by piece; keeps its first `keptBytes`. */
export class ValueScanner {
  isDone = false;
  readonly #kept: Uint8Array;
  #length = 0;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #hasBegun = false;

  constructor(keptBytes: number) {
    this.#kept = new Uint8Array(keptBytes);
  }

  /** Reads from `start` on; returns where it stopped: at the end, or after the value (at the "," or "}" that ends a number). */
  scan(bytes: Uint8Array, start: number): number {
    const keep = this.#kept.length > 0;
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at];
      if (this.#isInString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) this.#isInString = false;
      } else if (byte === QUOTE) {
        this.#isInString = true;
        this.#hasBegun = true;
      } else if (byte === 0x7b || byte === 0x5b) {
        this.#depth++;
        this.#hasBegun = true;
      } else if (byte === 0x7d || byte === 0x5d || byte === 0x2c) {
        if (this.#depth === 0) {
          if (!this.#hasBegun) throw new HeapSnapshotError("a value is missing");
          this.isDone = true;
          return at;
        }
        if (byte !== 0x2c) this.#depth--;
      } else if (byte > 0x20) this.#hasBegun = true;
      if (keep) this.#keep(byte);
    }
    return bytes.length;
  }

  #keep(byte: number): void {
    if (this.#length === this.#kept.length)
      throw new HeapSnapshotError(`its head is longer than ${this.#kept.length} bytes`);
    this.#kept[this.#length++] = byte;
  }

  /** The bytes that were kept. */
  get bytes(): Uint8Array {
    return this.#kept.subarray(0, this.#length);
  }
}
