import type { FrameTable } from "../frame-table.ts";
import { type FrameOrder, gathered, type LooseTree, orderOf, totalsOf } from "./frame-order.ts";

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
  const order = orderOf(loose, totalSize);
  const { frame, parent, subtreeEnd, depth } = order;
  const selfMaxSize = columnOf(loose.selfMaxSize, order);
  const selfCount = columnOf(loose.selfCount, order);
  /* In order a frame stands near the one around it: cheaper than to sum first and gather then. */
  const ordered = { count: loose.count, parent };
  const frames: FrameTable = {
    count: loose.count,
    names: loose.strings,
    parent,
    subtreeEnd,
    depth,
    name: columnOf(loose.name, order),
    kind: columnOf(loose.kind, order),
    flags: columnOf(loose.flags, order),
    selfSize: columnOf(loose.selfSize, order),
    selfMaxSize,
    totalSize: columnOf(totalSize, order),
    totalMaxSize: totalsOf(ordered, selfMaxSize),
    selfCount,
    totalCount: new Uint32Array(totalsOf(ordered, selfCount)),
  };
  return { frames, frame };
}

function columnOf<Column extends Float64Array | Uint8Array | Uint32Array>(
  column: Column,
  { frame, isAsBefore }: FrameOrder,
): Column {
  return isAsBefore ? (column.slice(0, frame.length) as Column) : gathered(column, frame);
}
