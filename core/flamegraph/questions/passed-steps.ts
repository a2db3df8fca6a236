/** Steps that paths were found over, by the type that they lead from, their place, and the type that they lead to. */
export class PassedSteps {
  readonly #placeCount: number;
  readonly #byStart = new Map<number, Set<number>>();
  /** 1 for a type that such a step leads to: most lead to others. */
  readonly #isReached: Uint8Array;

  constructor(placeCount: number, nameCount: number) {
    this.#placeCount = placeCount;
    this.#isReached = new Uint8Array(nameCount);
  }

  leadsTo(type: number): boolean {
    return this.#isReached[type] === 1;
  }

  /** `from` is -1 for a root. */
  has(from: number, place: number, to: number): boolean {
    return this.#byStart.get((from + 1) * this.#placeCount + place)?.has(to) === true;
  }

  add(from: number, place: number, to: number): void {
    const start = (from + 1) * this.#placeCount + place;
    const known = this.#byStart.get(start);
    if (known === undefined) this.#byStart.set(start, new Set([to]));
    else known.add(to);
    this.#isReached[to] = 1;
  }
}
