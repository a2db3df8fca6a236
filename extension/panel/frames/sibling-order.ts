import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxSelfSizeOf, tailOf } from "./box.ts";
import type { Siblings } from "./box-rows.ts";
import type { ColumnSort } from "./column-sort.ts";
import { nameRanksOf } from "./name-ranks.ts";
import { sortedByKey } from "./sorted-by-key.ts";

/** Columns of the tree table, in their order. Share goes by total size: it is another way to write it. */
export const TABLE_COLUMNS = ["name", "self", "total", "max", "objects", "share"] as const;

export type TableColumn = (typeof TABLE_COLUMNS)[number];

export type TableSort = ColumnSort<TableColumn>;

/** As the frames stand. */
export const LARGEST_FIRST: TableSort = { column: "total", direction: "descending" };

/**
 * The children of each box by one column; equal ones stand as in the frame table. The children of a box are sorted when they are first asked for, and
 * that is remembered.
 */
export class SiblingOrder implements Siblings {
  readonly frames: FrameTable;
  readonly #sort: TableSort;
  /** By index of a name: its place among all names. Needed by the column of names alone. */
  readonly #nameRank: Uint32Array;
  readonly #children = new Map<number, Uint32Array>();

  constructor(frames: FrameTable, sort: TableSort) {
    this.frames = frames;
    this.#sort = sort;
    this.#nameRank = sort.column === "name" ? nameRanksOf(frames.names) : new Uint32Array(0);
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
      const at = siblings[middle]!;
      const key = this.#keyOf(at);
      if (key < wanted || (key === wanted && at < head)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sorted(boxes: Uint32Array): Uint32Array {
    const keys = new Float64Array(boxes.length);
    for (let i = 0; i < keys.length; i++) keys[i] = this.#keyOf(boxes[i]!);
    return sortedByKey(boxes, keys);
  }

  /** What the boxes are sorted by: smaller ones first. */
  #keyOf(head: number): number {
    const value = this.#valueOf(head);
    return this.#sort.direction === "ascending" ? value : -value;
  }

  #valueOf(head: number): number {
    const { frames } = this;
    switch (this.#sort.column) {
      case "name": {
        const tail = tailOf(frames, head);
        const rank = this.#nameRank;
        /* A box of two names stands after the box of the first name alone. */
        const second = tail === head ? 0 : rank[frames.name[tail]!]! + 1;
        return rank[frames.name[head]!]! * (rank.length + 1) + second;
      }
      case "self":
        return boxSelfSizeOf(frames, head);
      case "total":
      case "share":
        return frames.totalSize[head]!;
      case "max":
        return frames.totalMaxSize[head]!;
      case "objects":
        return frames.totalCount[head]!;
    }
  }
}

function childBoxesOf(frames: FrameTable, head: number): Uint32Array {
  const { subtreeEnd } = frames;
  const end = subtreeEnd[head]!;
  const first = tailOf(frames, head) + 1;
  let count = 0;
  for (let at = first; at < end; at = subtreeEnd[at]!) count++;
  const boxes = new Uint32Array(count);
  for (let at = first, i = 0; at < end; at = subtreeEnd[at]!) boxes[i++] = at;
  return boxes;
}

const knownOrders = new WeakMap<FrameTable, Map<string, SiblingOrder>>();

/** The same order for the same question: what was sorted stays sorted. */
export function siblingOrderOf(frames: FrameTable, sort: TableSort): SiblingOrder {
  let orders = knownOrders.get(frames);
  if (orders === undefined) {
    orders = new Map();
    knownOrders.set(frames, orders);
  }
  const key = `${sort.column} ${sort.direction}`;
  let order = orders.get(key);
  if (order === undefined) {
    order = new SiblingOrder(frames, sort);
    orders.set(key, order);
  }
  return order;
}
