import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { firstChildOf, NO_BOX, parentBoxOf, tailOf } from "./box.ts";
import { Chains } from "./chains.ts";
import type { Measure, Totals } from "./measure.ts";
import { shownMeasureOf, totalsOf } from "./measure.ts";
import { nameRanksOf } from "./name-ranks.ts";
import { sortedByKey } from "./sorted-by-key.ts";

/** How siblings stand from left to right: largest first, or by name. */
export type Order = "size" | "name";

export function isOrder(text: string): text is Order {
  return text === "size" || text === "name";
}

/**
 * Where the children of each frame stand, by one measure and order. A parent is arranged when its children are first
 * asked for, so that opening a table costs nothing, and the whole of it never more than a pass and its sorts.
 *
 * The children of a parent are a record of two columns:
 *
 *     place          record      record + 1    …    record + count
 *     list           count       child         …    child
 *     ends           0           sum of the totals up to and with this child
 *
 * so child `list[p]` takes `ends[p - 1] … ends[p]` of its parent's width, and any width is found by bisection.
 */
export class Arrangement {
  readonly frames: FrameTable;
  readonly measure: Measure;
  readonly order: Order;
  readonly totals: Totals;
  /** Siblings stand as in the table: then several that follow one another are a run of frames, too. */
  readonly isOfTable: boolean;
  /** Which boxes are drawn as one; `null` if each is by itself. */
  readonly chains: Chains | null;
  /** Another array after `recordOf` has arranged a parent. */
  list = new Uint32Array(FIRST_LENGTH);
  /** As `list`. */
  ends = new Float64Array(FIRST_LENGTH);
  /** Place of each parent's record; 0 while it has none. */
  readonly #records: Uint32Array;
  /** Place 0 is not used; records follow one another without a gap. */
  readonly firstRecord = 1;
  #length = 1;

  /** `joined` are the changes of a comparison whose chains are drawn as one box. */
  constructor(frames: FrameTable, measure: Measure, order: Order, joined: FrameChanges | null = null) {
    this.frames = frames;
    this.measure = measure;
    this.order = order;
    this.totals = totalsOf(frames, measure);
    this.isOfTable = measure === "size" && order === "size";
    this.#records = new Uint32Array(frames.count);
    this.chains = joined === null ? null : new Chains(this, joined);
  }

  /** Place after the last record that there is. */
  get length(): number {
    return this.#length;
  }

  /** Place of the record of the children of frame `parent`. A frame without children has an empty one. */
  recordOf(parent: number): number {
    const known = this.#records[parent];
    return known !== 0 ? known : this.#arrange(parent);
  }

  #arrange(parent: number): number {
    const { frames, totals } = this;
    const { subtreeEnd } = frames;
    const record = this.#length;
    const end = subtreeEnd[parent];
    let place = record + 1;
    for (let child = parent + 1; child < end; child = subtreeEnd[child]) {
      if (place >= this.list.length) this.#grow();
      this.list[place++] = child;
    }
    if (place >= this.list.length) this.#grow();
    const { list, ends } = this;
    list[record] = place - record - 1;
    if (!this.isOfTable && place > record + 2) this.#sort(list.subarray(record + 1, place));
    let sum = 0;
    ends[record] = 0;
    for (let at = record + 1; at < place; at++) {
      sum += totals[list[at]];
      ends[at] = sum;
    }
    this.#records[parent] = record;
    this.#length = place;
    return record;
  }

  /** Siblings that are alike stay as in the table. */
  #sort(children: Uint32Array): void {
    const { frames, totals } = this;
    const keys = new Float64Array(children.length);
    if (this.order === "size") {
      for (let i = 0; i < keys.length; i++) keys[i] = -totals[children[i]];
    } else {
      const { name } = frames;
      const ranks = nameRanksOf(frames.names);
      const base = ranks.length + 1;
      for (let i = 0; i < keys.length; i++) {
        const head = children[i];
        const tail = tailOf(frames, head);
        /* A box of two names stands after the box of the first name alone. */
        keys[i] = ranks[name[head]] * base + (tail === head ? 0 : ranks[name[tail]] + 1);
      }
    }
    const sorted = sortedByKey(children, keys);
    if (sorted !== children) children.set(sorted);
  }

  #grow(): void {
    const list = new Uint32Array(this.list.length * 2);
    list.set(this.list);
    this.list = list;
    const ends = new Float64Array(this.ends.length * 2);
    ends.set(this.ends);
    this.ends = ends;
  }
}

const FIRST_LENGTH = 1024;

/** For one table: the displayed arrangement and the one before it. Older ones have no use. */
const KEPT_ARRANGEMENTS = 2;

const kept = new WeakMap<FrameTable, Arrangement[]>();

/** The same arrangement for the same question, as long as it was one of the last. By bytes if objects are wanted and the table counts none. */
export function arrangementOf(
  frames: FrameTable,
  wanted: Measure,
  order: Order,
  joined: FrameChanges | null = null,
): Arrangement {
  const measure = shownMeasureOf(frames, wanted);
  let known = kept.get(frames);
  if (known === undefined) {
    known = [];
    kept.set(frames, known);
  }
  const index = known.findIndex(
    (one) => one.measure === measure && one.order === order && (one.chains === null) === (joined === null),
  );
  if (index === 0) return known[0];
  const found = known[index] ?? new Arrangement(frames, measure, order, joined);
  if (index > 0) known.splice(index, 1);
  known.unshift(found);
  known.length = Math.min(known.length, KEPT_ARRANGEMENTS);
  return found;
}

/** Place of the box in its siblings' record. Where they stand as in the table it is found by bisection, else it costs a step per sibling before it. */
export function placeOf(arrangement: Arrangement, head: number): number {
  const record = arrangement.recordOf(arrangement.frames.parent[head]);
  const { list } = arrangement;
  if (!arrangement.isOfTable) return list.indexOf(head, record + 1);
  let low = record + 1;
  let high = record + list[record];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle] < head) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The leftmost child of the box for a step to the right, else the rightmost one; NO_BOX if there is none. */
export function edgeChildOf(arrangement: Arrangement, head: number, step: 1 | -1): number {
  const { frames } = arrangement;
  const child = firstChildOf(frames, head);
  if (child === NO_BOX) return NO_BOX;
  const record = arrangement.recordOf(frames.parent[child]);
  return arrangement.list[step > 0 ? record + 1 : record + arrangement.list[record]];
}

/** The sibling beside the box, or NO_BOX. */
export function siblingBeside(arrangement: Arrangement, head: number, step: 1 | -1): number {
  const parent = arrangement.frames.parent[head];
  if (parent < 0) return NO_BOX;
  const record = arrangement.recordOf(parent);
  const place = placeOf(arrangement, head) + step;
  return place > record && place <= record + arrangement.list[record] ? arrangement.list[place] : NO_BOX;
}

/** How far the left edge of the box is from that of `ancestor`, in the arrangement's measure. */
export function offsetOf(arrangement: Arrangement, box: number, ancestor: number): number {
  let offset = 0;
  for (let at = box; at !== ancestor; at = parentBoxOf(arrangement.frames, at)) {
    const place = placeOf(arrangement, at);
    offset += arrangement.ends[place - 1];
  }
  return offset;
}
