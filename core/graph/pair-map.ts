const FIRST_SLOTS = 1024;
/** Words of a slot: the pair, the number plus 1 (0 where the slot is empty), and one to keep slots aligned. */
const SLOT_WORDS = 4;
const SLOT_SHIFT = 2;

/**
 * Whole numbers by pairs of whole numbers, all from 0 to below 2^32 - 1. Open addressing in one column: a Map for each frame would cost more than the frames.
 */
export class PairMap {
  #count = 0;
  #words = new Uint32Array(FIRST_SLOTS * SLOT_WORDS);

  /** -1 for a pair that has no number. */
  get(a: number, b: number): number {
    return this.#words[this.#slotOf(a, b) + 2] - 1;
  }

  /** For a pair that has no number yet. */
  add(a: number, b: number, value: number): void {
    this.#count++;
    /* Up to two thirds full. */
    if (this.#count * 3 * SLOT_WORDS > this.#words.length * 2) this.#grow();
    this.#put(a, b, value + 1);
  }

  #put(a: number, b: number, mark: number): void {
    const slot = this.#slotOf(a, b);
    const words = this.#words;
    words[slot] = a;
    words[slot + 1] = b;
    words[slot + 2] = mark;
  }

  /** First word of the slot that has the pair, or that it would go into. */
  #slotOf(a: number, b: number): number {
    const words = this.#words;
    const last = words.length - SLOT_WORDS;
    let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    let slot = ((mixed ^ (mixed >>> 13)) << SLOT_SHIFT) & last;
    while (words[slot + 2] !== 0 && (words[slot] !== a || words[slot + 1] !== b)) slot = (slot + SLOT_WORDS) & last;
    return slot;
  }

  #grow(): void {
    const words = this.#words;
    this.#words = new Uint32Array(words.length * 2);
    for (let slot = 0; slot < words.length; slot += SLOT_WORDS) {
      if (words[slot + 2] !== 0) this.#put(words[slot], words[slot + 1], words[slot + 2]);
    }
  }
}
