import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { Arrangement } from "./arrangement.ts";
import { parentBoxOf, TOP_BOX, tailOf } from "./box.ts";

/** The rows of the object tree that are not inside a collapsed one, top to bottom. Roots have level 1. */
export interface TreeRows {
  readonly count: number;
  /** Heads. */
  readonly box: Uint32Array;
  readonly level: Uint32Array;
  /** Place among its siblings, from 1. */
  readonly position: Uint32Array;
  /** Number of siblings, itself included. */
  readonly setSize: Uint32Array;
}

export const NO_ROWS: TreeRows = {
  count: 0,
  box: new Uint32Array(0),
  level: new Uint32Array(0),
  position: new Uint32Array(0),
  setSize: new Uint32Array(0),
};

/** Siblings stand as in the arrangement. Costs two steps per row; nothing for what is collapsed. */
export function treeRowsOf(arrangement: Arrangement, expanded: ReadonlySet<number>): TreeRows {
  const { frames } = arrangement;
  const box: number[] = [];
  const level: number[] = [];
  const position: number[] = [];
  const setSize: number[] = [];
  /* Open sibling lists: where each is in the arrangement's list, and the sibling to go on with. */
  const records: number[] = [];
  const next: number[] = [];
  if (frames.count > 0) {
    records.push(arrangement.recordOf(TOP_BOX));
    next.push(1);
  }
  while (records.length > 0) {
    const top = records.length - 1;
    const record = records[top]!;
    const place = next[top]!;
    const size = arrangement.list[record]!;
    if (place > size) {
      records.pop();
      next.pop();
      continue;
    }
    next[top] = place + 1;
    const at = arrangement.list[record + place]!;
    box.push(at);
    level.push(top + 1);
    position.push(place);
    setSize.push(size);
    if (!expanded.has(at)) continue;
    records.push(arrangement.recordOf(tailOf(frames, at)));
    next.push(1);
  }
  return {
    count: box.length,
    box: Uint32Array.from(box),
    level: Uint32Array.from(level),
    position: Uint32Array.from(position),
    setSize: Uint32Array.from(setSize),
  };
}

/** Row of the box, or -1 where it is inside a collapsed one. */
export function rowOfBox(rows: TreeRows, box: number): number {
  return rows.box.indexOf(box);
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
