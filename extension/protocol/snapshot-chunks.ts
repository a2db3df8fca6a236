import { type AgentMessage, CHUNK_BYTES, type WalkFigures } from "./messages.ts";
import { RequestError } from "./requests.ts";

/* Taken at load: a snapshot is cut in the page, which may replace it. */
const Bytes = Uint8Array;

/** One of the chunks of the first `byteLength` bytes of `buffer`: a copy of its own, so that it can be handed over. */
export function chunkOf(buffer: ArrayBuffer, byteLength: number, index: number): Uint8Array<ArrayBuffer> {
  const at = index * CHUNK_BYTES;
  const left = byteLength - at;
  return new Bytes(new Bytes(buffer, at, left < CHUNK_BYTES ? left : CHUNK_BYTES));
}

export interface ReceivedSnapshot {
  readonly bytes: Uint8Array;
  readonly figures: WalkFigures;
}

/** Puts a snapshot's chunks together, in whatever sizes and order they claim to come. */
export class ChunkReader {
  #bytes: Uint8Array | undefined;
  #figures: WalkFigures | undefined;
  #next = 0;
  #chunkCount = 0;
  #filled = 0;

  /** The snapshot, once the last chunk is there. Throws a RequestError for one that does not fit. */
  receive(message: AgentMessage): ReceivedSnapshot | undefined {
    if (message.type === "snapshot-begin") {
      if (this.#figures !== undefined) throw new RequestError("malformed", "the snapshot began twice");
      this.#figures = message.figures;
      this.#chunkCount = message.chunkCount;
      return undefined;
    }
    if (message.type !== "snapshot-chunk")
      throw new RequestError("malformed", `a message of type "${message.type}" among the chunks`);
    if (this.#figures === undefined) throw new RequestError("malformed", "a chunk came before the snapshot began");
    const { byteLength } = this.#figures;
    if (message.index !== this.#next) {
      throw new RequestError("malformed", `chunk ${message.index} came, expected chunk ${this.#next}`);
    }
    if (this.#filled + message.bytes.length > byteLength) {
      throw new RequestError("malformed", `more than the ${byteLength} bytes that were announced`);
    }
    /* One chunk needs no copy. */
    if (this.#chunkCount === 1) this.#bytes = message.bytes;
    else {
      this.#bytes ??= new Uint8Array(byteLength);
      this.#bytes.set(message.bytes, this.#filled);
    }
    this.#next++;
    this.#filled += message.bytes.length;
    if (this.#next < this.#chunkCount) return undefined;
    if (this.#filled !== byteLength) {
      throw new RequestError("malformed", `${this.#filled} bytes came of the ${byteLength} that were announced`);
    }
    return { bytes: this.#bytes, figures: this.#figures };
  }
}
