import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { tailOf } from "./box.ts";
import type { Siblings } from "./box-rows.ts";
import type { ColumnSort } from "./column-sort.ts";
import { nameRanksOf } from "./name-ranks.ts";
import { sortedByKey } from "./sorted-by-key.ts";

/** What siblings are sorted by: a figure of the box. */
export type BoxKey = (box: number) => number;

/**
 * The children of each box by one figure; equal ones stand as in the frame table. The children of a box are sorted when they are first asked for, and
 * that is remembered.
 */
export class SiblingOrder implements Siblings {
  readonly frames: FrameTable;
  readonly #keyOf: BoxKey;
  readonly #children = new Map<number, Uint32Array>();

  constructor(frames: FrameTable, keyOf: BoxKey, direction: ColumnSort["direction"]) {
    this.frames = frames;
    this.#keyOf = direction === "ascending" ? keyOf : (box) => -keyOf(box);
  }

  childrenOf(head: number): Uint32Array {
    let children = this.#children.get(head);
    if (children === undefined) {
      children = this.#sorted(childBoxesOf(this.frames, head));
      this.#children.set(head, children);
    }
    return children;
  }

  placeOf(siblings: Uint32Array, head: number): number {
    const wanted = this.#keyOf(head);
    let low = 0;
    let high = siblings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = siblings[middle];
      const key = this.#keyOf(at);
      if (key < wanted || (key === wanted && at < head)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sorted(boxes: Uint32Array): Uint32Array {
    const keys = new Float64Array(boxes.length);
    for (let i = 0; i < keys.length; i++) keys[i] = this.#keyOf(boxes[i]);
    return sortedByKey(boxes, keys);
  }
}

/** The place of a box's name among all names: a box of two names stands after the box of the first name alone. Names are ranked when one is first asked for. */
export function nameKeyOf(frames: FrameTable): BoxKey {
  let rank: Uint32Array | null = null;
  return (head) => {
    rank ??= nameRanksOf(frames.names);
    const tail = tailOf(frames, head);
    const second = tail === head ? 0 : rank[frames.name[tail]] + 1;
    return rank[frames.name[head]] * (rank.length + 1) + second;
  };
}

function childBoxesOf(frames: FrameTable, head: number): Uint32Array {
  const { subtreeEnd } = frames;
  const end = subtreeEnd[head];
  const first = tailOf(frames, head) + 1;
  let count = 0;
  for (let at = first; at < end; at = subtreeEnd[at]) count++;
  const boxes = new Uint32Array(count);
  for (let at = first, i = 0; at < end; at = subtreeEnd[at]) boxes[i++] = at;
  return boxes;
}

const knownOrders = new WeakMap<FrameTable, Map<string, SiblingOrder>>();

/** The same order for the same column and direction: what was sorted stays sorted. */
export function siblingOrderOf(frames: FrameTable, { column, direction }: ColumnSort, keyOf: BoxKey): SiblingOrder {
  let orders = knownOrders.get(frames);
  if (orders === undefined) {
    orders = new Map();
    knownOrders.set(frames, orders);
  }
  const key = `${column} ${direction}`;
  let order = orders.get(key);
  if (order === undefined) {
    order = new SiblingOrder(frames, keyOf, direction);
    orders.set(key, order);
  }
  return order;
}
