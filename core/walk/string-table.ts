import { contentHashOf, LONGEST_HASHED } from "../realm/introspect.ts";
import { createSafeMap } from "../realm/safe-collections.ts";
import { type Column, createSignedColumn, GrowingList, IndexedColumn } from "./columns.ts";
import { roomFor } from "./last-walk.ts";

const LEAST_SLOTS = 1 << 9;
/** Slots looked at for one string. A page that makes strings of equal hashes on purpose gains nothing. */
const MOST_PROBES = 24;

/**
 * Strings by content, each with a row, in the order in which they were met. A Map of the engine reads the header of each string that it compares, which lies anywhere in memory. Here a string is
 * compared where its hash is the same, and slots of several strings can be read at once.
 */
export class StringTable {
  readonly #strings: GrowingList<string>;
  /** By row. */
  readonly #hashes: IndexedColumn;
  #count = 0;
  /** A row plus 1 in the bits of `#mask`, and in the others those of the string's hash; 0 for none. There are at least twice as many as rows. */
  #slots: Column;
  #mask: number;
  /** Rows of the strings that are in no slot: long ones, and those that found none. */
  readonly #others = createSafeMap<string, number>();

  /** `room`: strings for which there is room from the beginning. */
  constructor(room = 0) {
    this.#strings = new GrowingList(roomFor(room));
    this.#hashes = new IndexedColumn(roomFor(room));
    let slots = LEAST_SLOTS;
    while (slots < 2 * room) slots *= 2;
    this.#slots = createSignedColumn(slots);
    this.#mask = slots - 1;
  }

  get count(): number {
    return this.#count;
  }

  /** Row of the string, which is new where the string is. `hash` is its `contentHashOf`. */
  rowOf(text: string, hash: number): number {
    if (text.length > LONGEST_HASHED) return this.#otherRowOf(text, hash);
    const slots = this.#slots;
    const mask = this.#mask;
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      const at = (hash + probe) & mask;
      const slot = slots[at];
      if (slot === 0) {
        if (this.#others.size > 0 && this.#others.get(text) !== undefined) break;
        slots[at] = (hash & ~mask) | (this.#count + 1);
        return this.#add(text, hash);
      }
      if (((slot ^ hash) & ~mask) === 0) {
        const row = (slot & mask) - 1;
        if (this.#strings.at(row) === text) return row;
      }
    }
    return this.#otherRowOf(text, hash);
  }

  /** As `rowOf`, for a string whose hash is not known yet. */
  rowOfText(text: string): number {
    return this.rowOf(text, contentHashOf(text));
  }

  /** Loads the slots of several strings. The result means nothing. */
  load(hashes: Column, start: number, end: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    let loaded = 0;
    for (let i = start; i < end; i++) loaded |= slots[hashes[i] & mask];
    return loaded;
  }

  #otherRowOf(text: string, hash: number): number {
    const row = this.#others.getOrInsert(text, this.#count);
    return row === this.#count ? this.#add(text, hash) : row;
  }

  #add(text: string, hash: number): number {
    const row = this.#count++;
    this.#strings.set(row, text);
    this.#hashes.set(row, hash);
    if (this.#count * 2 > this.#mask) this.#grow();
    return row;
  }

  #grow(): void {
    const mask = 2 * this.#mask + 1;
    const slots = createSignedColumn(mask + 1);
    for (let from = 0; from <= this.#mask; from++) {
      const row = (this.#slots[from] & this.#mask) - 1;
      if (row < 0) continue;
      const hash = this.#hashes.at(row);
      let probe = 0;
      while (probe < MOST_PROBES && slots[(hash + probe) & mask] !== 0) probe++;
      if (probe === MOST_PROBES) this.#others.set(this.#strings.at(row), row);
      else slots[(hash + probe) & mask] = (hash & ~mask) | (row + 1);
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}
