import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { Arrangement } from "./arrangement.ts";
import { placeOf } from "./arrangement.ts";
import { parentBoxOf, TOP_BOX, tailOf } from "./box.ts";

/**
 * The rows of the object tree that are not inside a collapsed one, top to bottom, as runs of siblings of which none is open but the last: half a million
 * collapsed siblings are one run. The columns have a cell for each run.
 */
export interface TreeRows {
  readonly count: number;
  readonly arrangement: Arrangement;
  /** First row of the run. */
  readonly start: readonly number[];
  /** Record of the siblings in the arrangement. */
  readonly record: readonly number[];
  /** Place of the run's first box among its siblings, from 1. */
  readonly place: readonly number[];
  /** Roots have level 1. */
  readonly level: readonly number[];
}

export interface TreeRow {
  /** Head. */
  readonly box: number;
  readonly level: number;
  /** Place among its siblings, from 1. */
  readonly position: number;
  /** Number of siblings, itself included. */
  readonly setSize: number;
}

/** Siblings stand as in the arrangement. Costs a few steps for each open box, nothing for the others. */
export function treeRowsOf(arrangement: Arrangement, expanded: ReadonlySet<number>): TreeRows {
  const { frames } = arrangement;
  const [start, record, place, level]: [number[], number[], number[], number[]] = [[], [], [], []];
  const openPlaces = openPlacesOf(arrangement, expanded);
  let count = 0;
  /* Open sibling lists: where each is in the arrangement's list, the place to go on with, and how many open ones are behind. */
  const records: number[] = [];
  const next: number[] = [];
  const passed: number[] = [];
  const open = (parent: number): void => {
    records.push(arrangement.recordOf(parent));
    next.push(1);
    passed.push(0);
  };
  if (frames.count > 0) open(TOP_BOX);
  while (records.length > 0) {
    const top = records.length - 1;
    const at = records[top]!;
    const size = arrangement.list[at]!;
    const first = next[top]!;
    if (first > size) {
      records.pop();
      next.pop();
      passed.pop();
      continue;
    }
    const openPlace = openPlaces.get(at)?.[passed[top]!];
    const last = openPlace ?? size;
    start.push(count);
    record.push(at);
    place.push(first);
    level.push(top + 1);
    count += last - first + 1;
    next[top] = last + 1;
    if (openPlace === undefined) continue;
    passed[top]!++;
    open(tailOf(frames, arrangement.list[at + last]!));
  }
  return { count, arrangement, start, record, place, level };
}

/** Places of open boxes among their siblings, ascending, by the siblings' record. */
function openPlacesOf(arrangement: Arrangement, expanded: ReadonlySet<number>): ReadonlyMap<number, number[]> {
  const places = new Map<number, number[]>();
  for (const box of expanded) {
    const record = arrangement.recordOf(arrangement.frames.parent[box]!);
    const place = placeOf(arrangement, box) - record;
    const known = places.get(record);
    if (known === undefined) places.set(record, [place]);
    else known.push(place);
  }
  for (const known of places.values()) known.sort((one, other) => one - other);
  return places;
}

export function treeRowAt(rows: TreeRows, row: number): TreeRow {
  const run = runOfRow(rows, row);
  const record = rows.record[run]!;
  const position = rows.place[run]! + row - rows.start[run]!;
  const { list } = rows.arrangement;
  return { box: list[record + position]!, level: rows.level[run]!, position, setSize: list[record]! };
}

function runOfRow({ start }: TreeRows, row: number): number {
  let low = 0;
  let high = start.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (start[middle]! <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Row of the box, or -1 where it is inside a collapsed one. */
export function rowOfBox(rows: TreeRows, box: number): number {
  const { arrangement, count, start, record, place } = rows;
  const parent = arrangement.frames.parent[box]!;
  if (parent < 0) return -1;
  const itsRecord = arrangement.recordOf(parent);
  const itsPlace = placeOf(arrangement, box) - itsRecord;
  for (let run = 0; run < start.length; run++) {
    if (record[run] !== itsRecord) continue;
    const row = start[run]! + itsPlace - place[run]!;
    if (row >= start[run]! && row < (start[run + 1] ?? count)) return row;
  }
  return -1;
}

/** `expanded` with all ancestors of the box in it; the same set where nothing is missing. */
export function expandedToShow(frames: FrameTable, expanded: ReadonlySet<number>, box: number): ReadonlySet<number> {
  let grown: Set<number> | null = null;
  for (let at = parentBoxOf(frames, box); at > TOP_BOX; at = parentBoxOf(frames, at)) {
    if (expanded.has(at)) continue;
    grown ??= new Set(expanded);
    grown.add(at);
  }
  return grown ?? expanded;
}
