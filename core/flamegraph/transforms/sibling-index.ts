/**
 * Frames by the frame around them, their name and their kind: a hash table with open addressing, in flat columns, because a map for each frame
 * costs more than all else that a transform does.
 */
export class SiblingIndex {
  readonly #mask: number;
  /** Frame + 1; 0 where the slot is free. */
  readonly #frame: Int32Array;
  readonly #around: Int32Array;
  readonly #key: Float64Array;

  /** Has room for so many frames. */
  constructor(frameCount: number) {
    const slots = 2 ** Math.ceil(Math.log2(2 * frameCount + 1));
    this.#mask = slots - 1;
    this.#frame = new Int32Array(slots);
    this.#around = new Int32Array(slots);
    this.#key = new Float64Array(slots);
  }

  /** The frame of that name and kind in `around`; `candidate` where there was none, and from now on. */
  findOrAdd(around: number, name: number, kind: number, candidate: number): number {
    /* Kinds stay below 8. */
    const key = name * 8 + kind;
    let hash = Math.imul(around, 0x9e3779b1) ^ Math.imul(key, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    let slot = (hash ^ (hash >>> 13)) & this.#mask;
    while (this.#frame[slot] !== 0) {
      if (this.#around[slot] === around && this.#key[slot] === key) return this.#frame[slot]! - 1;
      slot = (slot + 1) & this.#mask;
    }
    this.#frame[slot] = candidate + 1;
    this.#around[slot] = around;
    this.#key[slot] = key;
    return candidate;
  }
}
