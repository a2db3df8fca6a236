import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { KIND_SHARED, KIND_STORAGE } from "../../../core/graph/graph.ts";

/** Per frame from the focus on: how many objects it holds as its children, on both sides. */
export interface ChildCounts {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/**
 * The nearest objects below each frame; what stands in `(shared)` is held together with others and is left out. The table of a Map has keys and values: the one there
 * are more of counts its entries.
 */
export function countsInside(frames: FrameTable, changes: FrameChanges, focus: number): ChildCounts {
  const { parent, kind, subtreeEnd } = frames;
  const { beforeSelfCount, afterSelfCount } = changes;
  const length = subtreeEnd[focus] - focus;
  const before = new Float64Array(length);
  const after = new Float64Array(length);
  const table = frames.names.indexOf("table");
  for (let frame = subtreeEnd[focus] - 1; frame > focus; frame--) {
    if (kind[frame] === KIND_SHARED) continue;
    const isCounted = beforeSelfCount[frame] > 0 || afterSelfCount[frame] > 0;
    const wereThere = isCounted ? beforeSelfCount[frame] : before[frame - focus];
    const areThere = isCounted ? afterSelfCount[frame] : after[frame - focus];
    const around = parent[frame];
    const at = around - focus;
    if (kind[around] === KIND_STORAGE && frames.name[around] === table) {
      before[at] = Math.max(before[at], wereThere);
      after[at] = Math.max(after[at], areThere);
    } else {
      before[at] += wereThere;
      after[at] += areThere;
    }
  }
  return { before, after };
}
