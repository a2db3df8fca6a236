import { HeapSnapshotError } from "./heap-snapshot-error.ts";

const COMMA = 0x2c;
const CLOSE = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;

/** Bytes kept of one string; no name is longer. */
const MAX_KEPT_BYTES = 4096;

/** Bytes of an escape that stand for no character: `\uABCD` for two at the most, as V8 writes but the last four digits of a larger one, and any other escape for one. */
const IDLE_OF_U = 4;
const IDLE_OF_OTHERS = 1;

/**
 * The text of bytes; bytes that are not UTF-8 become U+FFFD. A parameter, because the decoder belongs to the platform.
 */
export type DecodeUtf8 = (bytes: Uint8Array) => string;

export interface StringSink {
  /** Whether the string of this index is wanted. */
  wants(index: number): boolean;
  take(index: number, text: string): void;
  /** How many bytes of the string are wanted as they stand in the file, without its quotes; 0 for none. */
  wantedBytes(index: number): number;
  takeBytes(index: number, bytes: Uint8Array, isCut: boolean): void;
  /** After each string, wanted or not: it has no more characters (UTF-16) than these. */
  end(index: number, mostCharacters: number): void;
}

const BETWEEN = 0;
const INSIDE = 1;
const AFTER = 2;

/**
 * Reads a list of strings, after its "[", from bytes that come piece by piece. Strings that are not wanted are not
 * kept.
 */
export class StringScanner {
  isDone = false;
  /** Strings so far. */
  count = 0;
  readonly #sink: StringSink;
  readonly #decodeUtf8: DecodeUtf8;
  readonly #kept = new Uint8Array(MAX_KEPT_BYTES);
  #state: typeof BETWEEN | typeof INSIDE | typeof AFTER = BETWEEN;
  #keptLength = 0;
  #isWanted = false;
  #wantedBytes = 0;
  #hasEscapes = false;
  #isCut = false;
  /** The byte before was a backslash that takes the next one along. */
  #isEscaped = false;
  /** Bytes of the string so far, less those that stand for no character. */
  #characters = 0;

  constructor(sink: StringSink, decodeUtf8: DecodeUtf8) {
    this.#sink = sink;
    this.#decodeUtf8 = decodeUtf8;
  }

  /** Reads from `start` on; returns where it stopped: at the end, or after "]". */
  scan(bytes: Uint8Array, start: number): number {
    let at = start;
    while (at < bytes.length && !this.isDone) {
      if (this.#state === INSIDE) {
        at = this.#isWanted || !this.#hasEnough ? this.#keep(bytes, at) : this.#skip(bytes, at);
        continue;
      }
      const byte = bytes[at++];
      if (byte <= 0x20) continue;
      if (byte === QUOTE && this.#state === BETWEEN) this.#begin();
      else if (byte === COMMA && this.#state === AFTER) this.#state = BETWEEN;
      else if (byte === CLOSE && (this.#state === AFTER || this.count === 0)) this.isDone = true;
      else throw new HeapSnapshotError(`"strings" holds no string after the first ${this.count}`);
    }
    return at;
  }

  #begin(): void {
    this.#state = INSIDE;
    this.#isWanted = this.#sink.wants(this.count);
    this.#wantedBytes = Math.min(MAX_KEPT_BYTES - 1, this.#sink.wantedBytes(this.count));
    this.#keptLength = 0;
    this.#hasEscapes = false;
    this.#isCut = false;
    this.#characters = 0;
  }

  #end(): void {
    this.#state = AFTER;
    if (this.#isWanted) this.#sink.take(this.count, this.#text());
    if (this.#wantedBytes > 0) {
      const isCut = this.#keptLength > this.#wantedBytes;
      this.#sink.takeBytes(this.count, this.#kept.subarray(0, isCut ? this.#wantedBytes : this.#keptLength), isCut);
    }
    this.#sink.end(this.count, this.#characters);
    this.count++;
  }

  /** Whether all that is wanted of the bytes was kept, and one more, which says that there are more. */
  get #hasEnough(): boolean {
    return this.#keptLength > this.#wantedBytes || this.#wantedBytes === 0;
  }

  /** The byte after a backslash. */
  #passEscaped(byte: number): void {
    this.#isEscaped = false;
    this.#characters -= byte === LETTER_U ? IDLE_OF_U : IDLE_OF_OTHERS;
  }

  #skip(bytes: Uint8Array, start: number): number {
    let at = start;
    if (this.#isEscaped) this.#passEscaped(bytes[at++]);
    while (at < bytes.length) {
      const byte = bytes[at++];
      if (byte === QUOTE) {
        this.#characters += at - 1 - start;
        this.#end();
        return at;
      }
      if (byte !== BACKSLASH) continue;
      if (at < bytes.length) this.#passEscaped(bytes[at++]);
      else this.#isEscaped = true;
    }
    this.#characters += at - start;
    return at;
  }

  #keep(bytes: Uint8Array, start: number): number {
    /* A whole source may stand here: what is not wanted of it is skipped. */
    const end = this.#isWanted
      ? bytes.length
      : Math.min(bytes.length, start + this.#wantedBytes + 1 - this.#keptLength);
    for (let at = start; at < end; at++) {
      const byte = bytes[at];
      if (this.#isEscaped) this.#passEscaped(byte);
      else if (byte === QUOTE) {
        this.#characters += at - start;
        this.#end();
        return at + 1;
      } else if (byte === BACKSLASH) {
        this.#isEscaped = true;
        this.#hasEscapes = true;
      }
      if (this.#keptLength < MAX_KEPT_BYTES) this.#kept[this.#keptLength++] = byte;
      else this.#isCut = true;
    }
    this.#characters += end - start;
    return end;
  }

  #text(): string {
    const raw = this.#decodeUtf8(this.#kept.subarray(0, this.#keptLength));
    if (!this.#hasEscapes) return this.#isCut ? `${raw}…` : raw;
    /* A cut string may end within an escape. */
    const whole = this.#isCut ? `${raw.replace(/\\[^\\]{0,5}$/, "")}…` : raw;
    try {
      return JSON.parse(`"${whole}"`) as string;
    } catch {
      if (this.#isCut) return whole;
      throw new HeapSnapshotError(`string ${this.count} has an escape that JSON does not know`);
    }
  }
}
