import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { firstChildOf, headOf, NO_BOX, TOP_BOX, tailOf } from "./box.ts";
import { selfOfChange } from "./change.ts";
import type { ColumnSort } from "./column-sort.ts";
import { sortedByKey } from "./sorted-by-key.ts";

/** Columns of the table of changes, in their order. */
export const CHANGE_COLUMNS = ["path", "delta", "percent", "before", "after", "objects"] as const;

export type ChangeColumn = (typeof CHANGE_COLUMNS)[number];

export type ChangeSort = ColumnSort<ChangeColumn>;

export const MOST_GROWN_FIRST: ChangeSort = { column: "delta", direction: "descending" };

/**
 * The boxes in `focus` that changed in bytes or in objects, in the order of the table. A box whose change is that of one box directly inside it is left out: the one inside tells
 * it, nearer to the cause.
 */
export function changedBoxesOf(frames: FrameTable, changes: FrameChanges, focus: number): Uint32Array {
  const { beforeTotal, afterTotal, beforeCount, afterCount } = changes;
  const isChanged = (box: number): boolean =>
    beforeTotal[box] !== afterTotal[box] || beforeCount[box] !== afterCount[box];
  const boxes = new Uint32Array(frames.subtreeEnd[focus]! - focus);
  let count = 0;
  for (let box = Math.max(focus, TOP_BOX + 1); box < frames.subtreeEnd[focus]!; box++) {
    if (headOf(frames, box) === box && isChanged(box) && !isOfOneInside(box)) boxes[count++] = box;
  }
  return boxes.slice(0, count);

  function isOfOneInside(box: number): boolean {
    const self = selfOfChange(frames, changes, box);
    if (self.before !== self.after || selfCountChanged(box)) return false;
    let changed = 0;
    const end = frames.subtreeEnd[box]!;
    for (let at = firstChildOf(frames, box); at !== NO_BOX && at < end && changed < 2; at = frames.subtreeEnd[at]!) {
      if (isChanged(at)) changed++;
    }
    return changed === 1;
  }

  /** Whether objects came to the box itself, or went. */
  function selfCountChanged(box: number): boolean {
    let difference = afterCount[box]! - beforeCount[box]!;
    const end = frames.subtreeEnd[box]!;
    for (let at = tailOf(frames, box) + 1; at < end; at = frames.subtreeEnd[at]!) {
      difference -= afterCount[at]! - beforeCount[at]!;
    }
    return difference !== 0;
  }
}

/** The boxes by one column; equal ones stay as they stand. */
export function sortedChanges(
  boxes: Uint32Array,
  changes: FrameChanges,
  { column, direction }: ChangeSort,
): Uint32Array {
  if (column === "path") return direction === "ascending" ? boxes : boxes.toReversed();
  const sign = direction === "ascending" ? 1 : -1;
  const keys = new Float64Array(boxes.length);
  for (let i = 0; i < keys.length; i++) keys[i] = sign * keyOf(changes, boxes[i]!, column);
  return sortedByKey(boxes, keys);
}

function keyOf(changes: FrameChanges, box: number, column: Exclude<ChangeColumn, "path">): number {
  const before = changes.beforeTotal[box]!;
  const after = changes.afterTotal[box]!;
  switch (column) {
    case "before":
      return before;
    case "after":
      return after;
    case "delta":
      return after - before;
    case "percent":
      return before === after ? 0 : (after - before) / before;
    case "objects":
      return changes.afterCount[box]! - changes.beforeCount[box]!;
  }
}
