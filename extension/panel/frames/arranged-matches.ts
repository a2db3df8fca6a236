import type { Arrangement } from "./arrangement.ts";
import type { Matches } from "./search.ts";
import { hasMatchWithin } from "./search.ts";

/** Finds whether several siblings hold a match, themselves or below them; for boxes of more siblings than one could look at. */
export class ArrangedMatches {
  readonly matches: Matches;
  readonly #arrangement: Arrangement;
  /** Beside each child of a counted parent: how many of it and the siblings before it hold a match. */
  #holders = new Uint32Array(0);
  readonly #counted = new Set<number>();

  constructor(arrangement: Arrangement, matches: Matches) {
    this.#arrangement = arrangement;
    this.matches = matches;
  }

  /** Of those at `from … to - 1` of the arrangement's list, which have one parent. */
  isAmong(from: number, to: number): boolean {
    const { list, frames, isOfTable } = this.#arrangement;
    if (isOfTable) return hasMatchWithin(this.matches, list[from], frames.subtreeEnd[list[to - 1]]);
    const record = this.#arrangement.recordOf(frames.parent[list[from]]);
    if (!this.#counted.has(record)) this.#count(record);
    return this.#holders[to - 1] > this.#holders[from - 1];
  }

  #count(record: number): void {
    const { list, frames } = this.#arrangement;
    const { subtreeEnd } = frames;
    if (this.#holders.length < list.length) {
      const holders = new Uint32Array(list.length);
      holders.set(this.#holders);
      this.#holders = holders;
    }
    const holders = this.#holders;
    const end = record + 1 + list[record];
    let count = 0;
    holders[record] = 0;
    for (let place = record + 1; place < end; place++) {
      const box = list[place];
      if (hasMatchWithin(this.matches, box, subtreeEnd[box])) count++;
      holders[place] = count;
    }
    this.#counted.add(record);
  }
}
