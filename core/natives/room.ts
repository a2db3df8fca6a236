/** Fewer are not worth to be looked through. */
const LEAST = 256;

/** Has a list looked through for what is over whenever it has doubled: so it stays as large as what is there, at a cost that is a part of that of adding. */
export class Room {
  readonly #dropEnded: () => number;
  #limit = LEAST;

  /** `dropEnded` drops what is over, and gives how many are left. */
  constructor(dropEnded: () => number) {
    this.#dropEnded = dropEnded;
  }

  /** To be called before one more is added to `count`. */
  make(count: number): void {
    if (count < this.#limit) return;
    const left = this.#dropEnded();
    this.#limit = left * 2 > LEAST ? left * 2 : LEAST;
  }
}
