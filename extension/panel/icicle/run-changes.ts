import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { Arrangement } from "../frames/arrangement.ts";
import type { BeforeAfter } from "../frames/change.ts";
import { changeColumnsOf } from "../frames/change.ts";

/**
 * What became of siblings that follow one another, together, in the arrangement's measure. Sums up to each place, as the arrangement's `ends` are: so any run costs two look-ups,
 * and a place is summed once, when it is first asked for or when others are that were arranged after it.
 */
export class RunChanges {
  readonly #arrangement: Arrangement;
  readonly #changes: FrameChanges;
  /** By place of the arrangement's list. */
  #before = new Float64Array(0);
  #after = new Float64Array(0);
  /** Place of the first record that is not summed. */
  #next: number;

  constructor(arrangement: Arrangement, changes: FrameChanges) {
    this.#arrangement = arrangement;
    this.#changes = changes;
    this.#next = arrangement.firstRecord;
  }

  /** Of the siblings at `from … to - 1`. */
  sumOf(from: number, to: number): BeforeAfter {
    if (this.#next < this.#arrangement.length) this.#sumNew();
    return {
      before: this.#before[to - 1] - this.#before[from - 1],
      after: this.#after[to - 1] - this.#after[from - 1],
    };
  }

  #sumNew(): void {
    const { list, length, measure } = this.#arrangement;
    if (this.#before.length < length) {
      this.#before = grown(this.#before, list.length);
      this.#after = grown(this.#after, list.length);
    }
    const before = this.#before;
    const after = this.#after;
    const columns = changeColumnsOf(this.#changes, measure);
    let record = this.#next;
    while (record < length) {
      const end = record + 1 + list[record];
      for (let place = record + 1; place < end; place++) {
        before[place] = before[place - 1] + columns.before[list[place]];
        after[place] = after[place - 1] + columns.after[list[place]];
      }
      record = end;
    }
    this.#next = record;
  }
}

function grown(column: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(length);
  longer.set(column);
  return longer;
}
