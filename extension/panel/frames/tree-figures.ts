import type { DiffScope, FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";

/** What the rows of a merged tree add up: bytes and objects of a frame, and with those below it. */
export interface TreeFigures {
  selfSizeOf(frame: number): number;
  totalSizeOf(frame: number): number;
  selfCountOf(frame: number): number;
  totalCountOf(frame: number): number;
  /** Whether a box with these has a place in the tree. */
  isWorthARow(size: number, count: number): boolean;
}

/** As the table has them. */
export function figuresOfFrames({ selfSize, totalSize, selfCount, totalCount }: FrameTable): TreeFigures {
  return {
    selfSizeOf: (frame) => selfSize[frame],
    totalSizeOf: (frame) => totalSize[frame],
    selfCountOf: (frame) => selfCount[frame],
    totalCountOf: (frame) => totalCount[frame],
    isWorthARow: () => true,
  };
}

/** By how much they changed, up or down; boxes that did not are left out. */
export function figuresOfChanges(frames: FrameTable, changes: FrameChanges, scope: DiffScope): TreeFigures {
  const isWorthARow = (size: number, count: number): boolean => size !== 0 || count !== 0;
  /* The frames of growth have what was added for their own. */
  if (scope === "growth") return { ...figuresOfFrames(frames), isWorthARow };
  if (scope === "shrunk") return { ...negativeOf(figuresOfFrames(frames)), isWorthARow };
  const { beforeSelf, afterSelf, beforeTotal, afterTotal } = changes;
  const { beforeSelfCount, afterSelfCount, beforeCount, afterCount } = changes;
  return {
    selfSizeOf: (frame) => afterSelf[frame] - beforeSelf[frame],
    totalSizeOf: (frame) => afterTotal[frame] - beforeTotal[frame],
    selfCountOf: (frame) => afterSelfCount[frame] - beforeSelfCount[frame],
    totalCountOf: (frame) => afterCount[frame] - beforeCount[frame],
    isWorthARow,
  };
}

/** The frames of what shrank have what was removed for their own. */
function negativeOf(figures: TreeFigures): TreeFigures {
  return {
    ...figures,
    selfSizeOf: (frame) => -figures.selfSizeOf(frame),
    totalSizeOf: (frame) => -figures.totalSizeOf(frame),
    selfCountOf: (frame) => -figures.selfCountOf(frame),
    totalCountOf: (frame) => -figures.totalCountOf(frame),
  };
}
