import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { isInside, NO_BOX, parentBoxOf } from "./box.ts";

/** How the children of each box stand. */
export interface Siblings {
  readonly frames: FrameTable;
  /** Boxes directly below the box, in their order. */
  childrenOf(box: number): Uint32Array;
  /** Index of a box among its siblings, which `childrenOf` gave. */
  placeOf(siblings: Uint32Array, box: number): number;
}

/*
 * The rows of a tree of boxes are runs: siblings that follow one another with nothing open between them. A run costs the same for one row as for half a
 * million, so opening a row costs as much as there are open ones.
 *
 *     a                run 0, level 1
 *     b (open)
 *       x              run 1, level 2
 *     c                run 2, level 1, goes on in the siblings of run 0
 */
export interface BoxRows {
  readonly siblings: Siblings;
  readonly count: number;
  readonly runs: readonly Run[];
  /** The box that stands in the first row, above its children; NO_BOX if the children stand alone. */
  readonly head: number;
  /** Runs of the children of a box, by that box; in their order. */
  readonly runsBelow: ReadonlyMap<number, readonly Run[]>;
}

interface Run {
  readonly firstRow: number;
  readonly boxes: Uint32Array;
  /** Index of the first row's box in `boxes`. */
  readonly from: number;
  readonly level: number;
}

/** A list of siblings that is being read. */
interface OpenList {
  readonly parent: number;
  readonly boxes: Uint32Array;
  readonly level: number;
  /** Indices of the open ones, ascending. */
  readonly openPlaces: readonly number[];
  /** How many of them are done. */
  opened: number;
  next: number;
}

/** The box, which has level 1 and is always open, and the open rows below it. */
export function rowsFrom(siblings: Siblings, box: number, expanded: ReadonlySet<number>): BoxRows {
  const first: Run = { firstRow: 0, boxes: Uint32Array.of(box), from: 0, level: 1 };
  return new RowBuilder(siblings, box, expanded).build(box, [first]);
}

/** The children of the box, which have level 1, and the open rows below them. */
export function rowsBelow(siblings: Siblings, box: number, expanded: ReadonlySet<number>): BoxRows {
  return new RowBuilder(siblings, box, expanded).build(NO_BOX, []);
}

class RowBuilder {
  readonly #siblings: Siblings;
  readonly #top: number;
  /** Open boxes by the box around them. */
  readonly #openBelow = new Map<number, number[]>();

  constructor(siblings: Siblings, top: number, expanded: ReadonlySet<number>) {
    this.#siblings = siblings;
    this.#top = top;
    const { frames } = siblings;
    for (const box of expanded) {
      if (box === top || !isInside(frames, box, top)) continue;
      const parent = parentBoxOf(frames, box);
      const open = this.#openBelow.get(parent);
      if (open === undefined) this.#openBelow.set(parent, [box]);
      else open.push(box);
    }
  }

  build(head: number, runs: Run[]): BoxRows {
    const runsBelow = new Map<number, Run[]>();
    let count = runs.length;
    const lists = [this.#listOf(this.#top, runs.length + 1)];
    for (let list = lists.at(-1); list !== undefined; list = lists.at(-1)) {
      const { parent, boxes, level, openPlaces, next } = list;
      const place = openPlaces[list.opened];
      const end = place === undefined ? boxes.length : place + 1;
      if (next < end) {
        const run = { firstRow: count, boxes, from: next, level };
        runs.push(run);
        const before = runsBelow.get(parent);
        if (before === undefined) runsBelow.set(parent, [run]);
        else before.push(run);
        count += end - next;
      }
      list.next = end;
      if (place === undefined) lists.pop();
      else {
        list.opened++;
        lists.push(this.#listOf(boxes[place], level + 1));
      }
    }
    return { siblings: this.#siblings, count, runs, head, runsBelow };
  }

  #listOf(parent: number, level: number): OpenList {
    const boxes = this.#siblings.childrenOf(parent);
    const openPlaces = (this.#openBelow.get(parent) ?? [])
      .map((box) => this.#siblings.placeOf(boxes, box))
      .sort((one, other) => one - other);
    return { parent, boxes, level, openPlaces, opened: 0, next: 0 };
  }
}

export interface BoxRow {
  readonly box: number;
  readonly level: number;
  /** Place among its siblings, from 1. */
  readonly position: number;
  /** Number of siblings, itself included. */
  readonly setSize: number;
}

export function rowAt(rows: BoxRows, row: number): BoxRow {
  const run = rows.runs[lastAtOrBefore(rows.runs, "firstRow", row)];
  const place = run.from + row - run.firstRow;
  return { box: run.boxes[place], level: run.level, position: place + 1, setSize: run.boxes.length };
}

/** Row of the box, or -1 if it has none. */
export function rowOfBox(rows: BoxRows, box: number): number {
  if (box === NO_BOX) return -1;
  if (box === rows.head) return 0;
  const { siblings, runsBelow } = rows;
  const runs = runsBelow.get(parentBoxOf(siblings.frames, box));
  if (runs === undefined) return -1;
  const place = siblings.placeOf(runs[0].boxes, box);
  const run = runs[lastAtOrBefore(runs, "from", place)];
  return run.firstRow + place - run.from;
}

/** Index of the last run whose `column` is at most `value`; the first run of all has the least. */
function lastAtOrBefore(runs: readonly Run[], column: "firstRow" | "from", value: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (runs[middle][column] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
