import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { firstChildOf, NO_BOX, parentBoxOf, TOP_BOX } from "./box.ts";

/** The rows of the object tree that are not inside a collapsed one, top to bottom. Roots have level 1. */
export interface TreeRows {
  readonly count: number;
  /** Heads; ascending, as rows stand in pre-order. */
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

/** Costs two steps per row; nothing for what is collapsed. */
export function treeRowsOf(frames: FrameTable, expanded: ReadonlySet<number>): TreeRows {
  const box: number[] = [];
  const level: number[] = [];
  const position: number[] = [];
  const setSize: number[] = [];
  /* Open sibling lists: the sibling to go on with, where the list ends, and how far it is. */
  const next: number[] = [];
  const end: number[] = [];
  const placed: number[] = [];
  const sizes: number[] = [];
  const open = (parent: number): void => {
    const first = firstChildOf(frames, parent);
    if (first === NO_BOX) return;
    const stop = frames.subtreeEnd[parent]!;
    let size = 0;
    for (let at = first; at < stop; at = frames.subtreeEnd[at]!) size++;
    next.push(first);
    end.push(stop);
    placed.push(0);
    sizes.push(size);
  };
  if (frames.count > 0) open(TOP_BOX);
  while (next.length > 0) {
    const top = next.length - 1;
    const at = next[top]!;
    if (at >= end[top]!) {
      next.pop();
      end.pop();
      placed.pop();
      sizes.pop();
      continue;
    }
    next[top] = frames.subtreeEnd[at]!;
    placed[top] = placed[top]! + 1;
    box.push(at);
    level.push(top + 1);
    position.push(placed[top]!);
    setSize.push(sizes[top]!);
    if (expanded.has(at)) open(at);
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
  let low = 0;
  let high = rows.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows.box[middle]! < box) low = middle + 1;
    else high = middle;
  }
  return low < rows.count && rows.box[low] === box ? low : -1;
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
