import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { firstChildOf, headOf, NO_BOX, TOP_BOX, tailOf } from "./box.ts";
import { selfOfChange } from "./change.ts";

/**
 * The boxes in `focus` that changed in bytes or in objects, in the order of the table. A box whose change is that of
 * one box directly inside it is left out: the one inside shows it, nearer to the cause.
 */
export function changedBoxesOf(frames: FrameTable, changes: FrameChanges, focus: number): Uint32Array {
  const { beforeTotal, afterTotal, beforeCount, afterCount } = changes;
  const isChanged = (box: number): boolean =>
    beforeTotal[box] !== afterTotal[box] || beforeCount[box] !== afterCount[box];
  const boxes = new Uint32Array(frames.subtreeEnd[focus] - focus);
  let count = 0;
  for (let box = Math.max(focus, TOP_BOX + 1); box < frames.subtreeEnd[focus]; box++) {
    if (headOf(frames, box) === box && isChanged(box) && !isOfOneInside(box)) boxes[count++] = box;
  }
  return boxes.slice(0, count);

  function isOfOneInside(box: number): boolean {
    const self = selfOfChange(frames, changes, box);
    if (self.before !== self.after || selfCountChanged(box)) return false;
    let changed = 0;
    const end = frames.subtreeEnd[box];
    for (let at = firstChildOf(frames, box); at !== NO_BOX && at < end && changed < 2; at = frames.subtreeEnd[at]) {
      if (isChanged(at)) changed++;
    }
    return changed === 1;
  }

  /** Whether objects came to the box itself, or went. */
  function selfCountChanged(box: number): boolean {
    let difference = afterCount[box] - beforeCount[box];
    const end = frames.subtreeEnd[box];
    for (let at = tailOf(frames, box) + 1; at < end; at = frames.subtreeEnd[at]) {
      difference -= afterCount[at] - beforeCount[at];
    }
    return difference !== 0;
  }
}
