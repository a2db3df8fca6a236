import { isInside, NO_BOX, parentBoxOf, TOP_BOX } from "./box.ts";
import type { SiblingOrder } from "./sibling-order.ts";

/*
 * The rows of the tree table are runs: siblings that follow one another with nothing open between them. A run costs the same for one row as for half a
 * million, so opening a row costs as much as there are open ones.
 *
 *     focus            run 0, level 1
 *       a              run 1, level 2
 *       b (open)
 *         x            run 2, level 3
 *       c              run 3, level 2, goes on in the siblings of run 1
 */
export interface TableRows {
  readonly order: SiblingOrder;
  readonly count: number;
  readonly runs: readonly Run[];
  /** Runs of the children of a box, by that box; in their order. */
  readonly runsBelow: ReadonlyMap<number, readonly Run[]>;
}

interface Run {
  readonly firstRow: number;
  readonly siblings: Uint32Array;
  /** Index of the first row's box in `siblings`. */
  readonly from: number;
  /** The focus has level 1. */
  readonly level: number;
}

/** A list of siblings that is under way. */
interface OpenList {
  readonly box: number;
  readonly siblings: Uint32Array;
  readonly level: number;
  /** Indices of the open ones, ascending. */
  readonly openPlaces: readonly number[];
  /** How many of them are done. */
  opened: number;
  next: number;
}

/** The focus, which is always open, and what is open below it. */
export function tableRowsOf(order: SiblingOrder, focus: number, expanded: ReadonlySet<number>): TableRows {
  const { frames } = order;
  const openBelow = new Map<number, number[]>();
  for (const box of expanded) {
    if (box === focus || !isInside(frames, box, focus)) continue;
    const parent = parentBoxOf(frames, box);
    const open = openBelow.get(parent);
    if (open === undefined) openBelow.set(parent, [box]);
    else open.push(box);
  }
  const listOf = (box: number, level: number): OpenList => {
    const siblings = order.childrenOf(box);
    const openPlaces = (openBelow.get(box) ?? []).map((open) => order.placeOf(siblings, open)).sort((a, b) => a - b);
    return { box, siblings, level, openPlaces, opened: 0, next: 0 };
  };

  const runs: Run[] = [];
  const runsBelow = new Map<number, Run[]>();
  let count = 0;
  const addRun = (parent: number, siblings: Uint32Array, level: number, from: number, end: number): void => {
    if (from === end) return;
    const run = { firstRow: count, siblings, from, level };
    runs.push(run);
    const before = runsBelow.get(parent);
    if (before === undefined) runsBelow.set(parent, [run]);
    else before.push(run);
    count += end - from;
  };

  addRun(NO_BOX, Uint32Array.of(focus), 1, 0, 1);
  const lists = [listOf(focus, 2)];
  for (let list = lists.at(-1); list !== undefined; list = lists.at(-1)) {
    const { box, siblings, level, openPlaces, next } = list;
    const place = openPlaces[list.opened];
    const end = place === undefined ? siblings.length : place + 1;
    addRun(box, siblings, level, next, end);
    list.next = end;
    if (place === undefined) lists.pop();
    else {
      list.opened++;
      lists.push(listOf(siblings[place]!, level + 1));
    }
  }
  return { order, count, runs, runsBelow };
}

export interface TableRow {
  readonly box: number;
  /** The focus has level 1. */
  readonly level: number;
  /** Place among its siblings, from 1. */
  readonly position: number;
  /** Number of siblings, itself included. */
  readonly setSize: number;
}

export function tableRowAt(rows: TableRows, row: number): TableRow {
  const run = rows.runs[lastAtOrBefore(rows.runs, "firstRow", row)]!;
  const place = run.from + row - run.firstRow;
  return { box: run.siblings[place]!, level: run.level, position: place + 1, setSize: run.siblings.length };
}

/** Row of the box, or -1 where it has none. */
export function tableRowOf(rows: TableRows, box: number): number {
  if (rows.runs[0]!.siblings[0] === box) return 0;
  if (box <= TOP_BOX) return -1;
  const runs = rows.runsBelow.get(parentBoxOf(rows.order.frames, box));
  if (runs === undefined) return -1;
  const place = rows.order.placeOf(runs[0]!.siblings, box);
  const run = runs[lastAtOrBefore(runs, "from", place)]!;
  return run.firstRow + place - run.from;
}

/** Index of the last run whose `column` is at most `value`; the first run of all has the least. */
function lastAtOrBefore(runs: readonly Run[], column: "firstRow" | "from", value: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (runs[middle]![column] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
