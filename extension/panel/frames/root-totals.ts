import { type FrameTable, frameNameOf } from "../../../core/flamegraph/frame-table.ts";
import { readableName } from "./box.ts";

/** What stands at the top of a snapshot: a root, or a group of roots that were found. */
export interface RootTotal {
  readonly name: string;
  /** As `FrameTable.kind`. */
  readonly kind: number;
  readonly totalSize: number;
  readonly objectCount: number;
}

/** The largest first. Roots of one kind and one name are one frame. */
export function rootTotalsOf(frames: FrameTable): readonly RootTotal[] {
  const { count, kind, subtreeEnd, totalSize, totalCount } = frames;
  const totals: RootTotal[] = [];
  for (let frame = 1; frame < count; frame = subtreeEnd[frame]) {
    totals.push({
      name: readableName(frameNameOf(frames, frame)),
      kind: kind[frame],
      totalSize: totalSize[frame],
      objectCount: totalCount[frame],
    });
  }
  return totals;
}
