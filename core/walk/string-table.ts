import { contentHashOf, createSafeMap, LONGEST_HASHED } from "../realm/introspect.ts";
import { type Column, createSignedColumn, GrowingList } from "./columns.ts";
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
  #count = 0;
  /** Two numbers a slot: a hash, and a row plus 1; 0 for none. At most half of them are taken. */
  #slots: Column;
  #mask: number;
  #taken = 0;
  /** Rows of the strings that are in no slot: long ones, and those that found none. */
  readonly #others = createSafeMap<string, number>();

  /** `room`: strings for which there is room from the beginning. */
  constructor(room = 0) {
    this.#strings = new GrowingList(roomFor(room));
    let slots = LEAST_SLOTS;
    while (slots < 2 * room) slots *= 2;
    this.#slots = createSignedColumn(2 * slots);
    this.#mask = slots - 1;
  }

  get count(): number {
    return this.#count;
  }

  /** Row of the string, which is new where the string is. `hash` is its `contentHashOf`. */
  rowOf(text: string, hash: number): number {
    if (text.length > LONGEST_HASHED) return this.#otherRowOf(text);
    const slots = this.#slots;
    const mask = this.#mask;
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      const at = 2 * ((hash + probe) & mask);
      const row = slots[at + 1] - 1;
      if (row < 0) {
        if (this.#others.size > 0 && this.#others.get(text) !== undefined) break;
        slots[at] = hash;
        slots[at + 1] = this.#count + 1;
        const added = this.#add(text);
        if (++this.#taken * 2 > mask) this.#grow();
        return added;
      }
      if (slots[at] === hash && this.#strings.at(row) === text) return row;
    }
    return this.#otherRowOf(text);
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
    for (let i = start; i < end; i++) loaded |= slots[2 * (hashes[i] & mask)];
    return loaded;
  }

  #otherRowOf(text: string): number {
    const row = this.#others.getOrInsert(text, this.#count);
    return row === this.#count ? this.#add(text) : row;
  }

  #add(text: string): number {
    this.#strings.set(this.#count, text);
    return this.#count++;
  }

  #grow(): void {
    const slots = this.#slots;
    const mask = 2 * this.#mask + 1;
    const grown = createSignedColumn(2 * (mask + 1));
    for (let from = 0; from <= 2 * this.#mask; from += 2) {
      if (slots[from + 1] === 0) continue;
      let probe = 0;
      while (probe < MOST_PROBES && grown[2 * ((slots[from] + probe) & mask) + 1] !== 0) probe++;
      if (probe === MOST_PROBES) {
        const row = slots[from + 1] - 1;
        this.#others.set(this.#strings.at(row), row);
        continue;
      }
      const at = 2 * ((slots[from] + probe) & mask);
      grown[at] = slots[from];
      grown[at + 1] = slots[from + 1];
    }
    this.#slots = grown;
    this.#mask = mask;
  }
}
