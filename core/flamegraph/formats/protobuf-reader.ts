import { InvalidFile } from "./invalid-file.ts";

export const VARINT = 0;
export const FIXED_64 = 1;
export const BYTES = 2;
export const FIXED_32 = 5;

/** Goes over the fields of one message of protocol buffers. Own code, because the three messages of pprof need 60 lines, and a library for all of the format brings 20 kB. @throws InvalidFile */
export class ProtobufReader {
  /** Of the field that was read last: its number, its type on the wire, and a number or where its bytes lie. */
  field = 0;
  type = VARINT;
  value = 0;
  start = 0;
  end = 0;
  readonly bytes: Uint8Array;
  #at: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  /** Reads a field; false at the end. */
  next(): boolean {
    if (this.#at >= this.#end) return false;
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.type = tag % 8;
    switch (this.type) {
      case VARINT:
        this.value = this.varint();
        return true;
      case BYTES:
        return this.#span(this.varint());
      case FIXED_64:
        return this.#span(8);
      case FIXED_32:
        return this.#span(4);
      default:
        throw new InvalidFile(`byte ${this.#at} begins a field of the wire type ${this.type}, which is not known`);
    }
  }

  /** Whether numbers follow in this message; for packed lists, which have no tags. */
  get hasMore(): boolean {
    return this.#at < this.#end;
  }

  /** A number of up to 64 bits, without a sign; those above 2^53 are rounded. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      if (this.#at >= this.#end) throw new InvalidFile(`it is cut off: a number ends too early, at byte ${this.#at}`);
      const byte = this.bytes[this.#at++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
    throw new InvalidFile(`the number at byte ${this.#at} has more than 64 bits`);
  }

  /** A reader of the message in the field. */
  message(): ProtobufReader {
    return new ProtobufReader(this.bytes, this.start, this.end);
  }

  #span(length: number): true {
    this.start = this.#at;
    this.end = this.#at + length;
    if (this.end > this.#end)
      throw new InvalidFile(`it is cut off: a field of ${length} bytes begins at byte ${this.start} of ${this.#end}`);
    this.#at = this.end;
    return true;
  }
}
