import type { FrameTable } from "../frame-table.ts";
import { gathered, type LooseTree, orderOf, totalsOf } from "./frame-order.ts";

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
  const selfMaxSize = gathered(loose.selfMaxSize, frame);
  const selfCount = gathered(loose.selfCount, frame);
  /* In order a frame stands near the one around it: cheaper than to sum first and gather then. */
  const ordered = { count: loose.count, parent };
  const frames: FrameTable = {
    count: loose.count,
    names: loose.strings,
    parent,
    subtreeEnd,
    depth,
    name: gathered(loose.name, frame),
    kind: gathered(loose.kind, frame),
    flags: gathered(loose.flags, frame),
    selfSize: gathered(loose.selfSize, frame),
    selfMaxSize,
    totalSize: gathered(totalSize, frame),
    totalMaxSize: totalsOf(ordered, selfMaxSize),
    selfCount,
    totalCount: new Uint32Array(totalsOf(ordered, selfCount)),
  };
  return { frames, frame };
}
