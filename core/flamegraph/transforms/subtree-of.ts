import { type FrameTable, framePathOf } from "../frame-table.ts";

/**
 * One frame as a table of its own: the frame, all frames below it, and those around it, so that paths stay the same.
 * The frames around it keep no bytes and no objects of their own, and their totals are those of the frame. For frame 0,
 * which is above all roots, it is the whole table.
 *
 *     before  store 20 ─┬─ items 12 ─ Array 8          of "items"  store 0 ─ items 12 ─ Array 8
 *                       └─ user 30
 */
export function subtreeOf(frames: FrameTable, frame: number): FrameTable {
  if (!(Number.isInteger(frame) && frame >= 0 && frame < frames.count)) {
    throw new RangeError(`frame ${frame} does not exist: there are ${frames.count} frames`);
  }
  if (frame === 0) return frames;
  const end = frames.subtreeEnd[frame];
  /* Frame 0 and the others around the frame: one for each depth above its own. */
  const around = [0, ...framePathOf(frames, frame).slice(0, -1)];
  const shift = around.length - frame;
  const count = end + shift;

  const parent = new Int32Array(count);
  const subtreeEnd = new Uint32Array(count);
  for (let depth = 0; depth < around.length; depth++) {
    parent[depth] = depth - 1;
    subtreeEnd[depth] = count;
  }
  for (let from = frame, to = around.length; from < end; from++, to++) {
    parent[to] = frames.parent[from] + shift;
    subtreeEnd[to] = frames.subtreeEnd[from] + shift;
  }
  /* Its parent may stand far before it. */
  parent[around.length] = around.length - 1;

  const rows = { frame, end, around };
  return {
    count,
    names: frames.names,
    parent,
    subtreeEnd,
    depth: columnOf(frames.depth, rows, "kept"),
    name: columnOf(frames.name, rows, "kept"),
    kind: columnOf(frames.kind, rows, "kept"),
    flags: columnOf(frames.flags, rows, "kept"),
    selfSize: columnOf(frames.selfSize, rows, "none"),
    selfMaxSize: columnOf(frames.selfMaxSize, rows, "none"),
    totalSize: columnOf(frames.totalSize, rows, "of the frame"),
    totalMaxSize: columnOf(frames.totalMaxSize, rows, "of the frame"),
    selfCount: columnOf(frames.selfCount, rows, "none"),
    totalCount: columnOf(frames.totalCount, rows, "of the frame"),
  };
}

interface Rows {
  readonly frame: number;
  readonly end: number;
  readonly around: readonly number[];
}

/** A column of the new table. `atAround` says what the frames around have there. */
function columnOf<Column extends Float64Array | Uint32Array | Uint8Array>(
  column: Column,
  { frame, end, around }: Rows,
  atAround: "kept" | "none" | "of the frame",
): Column {
  const rows = new (column.constructor as new (count: number) => Column)(around.length + end - frame);
  for (let depth = 0; depth < around.length; depth++) {
    if (atAround !== "none") rows[depth] = column[atAround === "kept" ? around[depth] : frame];
  }
  rows.set(column.subarray(frame, end), around.length);
  return rows;
}
