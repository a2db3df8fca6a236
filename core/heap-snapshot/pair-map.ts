const FIRST_ROWS = 1 << 10;

/** From pairs of numbers (from 0, the first below 2^31, the second below 2^32) to a number from 0. Open addressing over typed arrays: a Map would keep a text or an object for each pair. */
export class PairMap {
  #first = new Int32Array(FIRST_ROWS).fill(-1);
  #second = new Uint32Array(FIRST_ROWS);
  #value = new Int32Array(FIRST_ROWS);
  #count = 0;

  /** -1 for a pair that is not there. */
  get(first: number, second: number): number {
    const row = this.#rowOf(first, second);
    return this.#first[row] === -1 ? -1 : this.#value[row]!;
  }

  set(first: number, second: number, value: number): void {
    let row = this.#rowOf(first, second);
    if (this.#first[row] === -1) {
      if (++this.#count * 2 > this.#first.length) {
        this.#grow();
        row = this.#rowOf(first, second);
      }
      this.#first[row] = first;
      this.#second[row] = second;
    }
    this.#value[row] = value;
  }

  /** Where the pair is, or belongs. */
  #rowOf(first: number, second: number): number {
    const mask = this.#first.length - 1;
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
    hash ^= hash >>> 15;
    let row = hash & mask;
    while (this.#first[row] !== -1 && (this.#first[row] !== first || this.#second[row] !== second))
      row = (row + 1) & mask;
    return row;
  }

  #grow(): void {
    const [first, second, value] = [this.#first, this.#second, this.#value];
    this.#first = new Int32Array(first.length * 2).fill(-1);
    this.#second = new Uint32Array(first.length * 2);
    this.#value = new Int32Array(first.length * 2);
    for (let i = 0; i < first.length; i++) {
      if (first[i] === -1) continue;
      const row = this.#rowOf(first[i]!, second[i]!);
      this.#first[row] = first[i]!;
      this.#second[row] = second[i]!;
      this.#value[row] = value[i]!;
    }
  }
}
