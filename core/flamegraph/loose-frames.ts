import { gathered, type LooseTree, orderOf, totalsOf } from "./frame-order.ts";
import type { FrameTable } from "./frame-table.ts";

/** Frames in no particular order, but that a frame's index is larger than that of the frame around it. Columns may be longer than `count`. */
export interface LooseFrames extends LooseTree {
  readonly kind: Uint8Array;
  readonly flags: Uint8Array;
  readonly selfSize: Float64Array;
  readonly selfMaxSize: Float64Array;
  readonly selfCount: Uint32Array;
}

export interface OrderedFrames {
  readonly frames: FrameTable;
  /** Which of the loose frames stands at each row. */
  readonly frame: Uint32Array;
}

/** The frames in order, with their totals. */
export function orderedOf(loose: LooseFrames): OrderedFrames {
  const totalSize = totalsOf(loose, loose.selfSize);
  const { frame, parent, subtreeEnd, depth } = orderOf(loose, totalSize);
  const totalCount = Uint32Array.from(totalsOf(loose, loose.selfCount));
  const frames: FrameTable = {
    count: loose.count,
    names: loose.texts,
    parent,
    subtreeEnd,
    depth,
    name: gathered(loose.name, frame),
    kind: gathered(loose.kind, frame),
    flags: gathered(loose.flags, frame),
    selfSize: gathered(loose.selfSize, frame),
    selfMaxSize: gathered(loose.selfMaxSize, frame),
    totalSize: gathered(totalSize, frame),
    totalMaxSize: gathered(totalsOf(loose, loose.selfMaxSize), frame),
    selfCount: gathered(loose.selfCount, frame),
    totalCount: gathered(totalCount, frame),
  };
  return { frames, frame };
}
