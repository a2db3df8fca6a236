import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_OFF_HEAP } from "../../../core/flamegraph/frame-table.ts";
import { isTypeKind } from "../../../core/graph/graph.ts";
import { headOf } from "./box.ts";

/** What the objects of one type keep outside of the JS heap in one way, such as the `backing_store` of an `ArrayBuffer`. */
export interface OffHeapGroup {
  /** Indices into `FrameTable.names`. */
  readonly typeName: number;
  readonly storageName: number;
  /** Bytes of all its boxes, at least and at most. */
  readonly size: number;
  readonly maxSize: number;
  /** Objects that have the bytes. */
  readonly objectCount: number;
  /** Largest first. */
  readonly rows: readonly OffHeapRow[];
}

export interface OffHeapRow {
  readonly box: number;
  readonly size: number;
  readonly maxSize: number;
  readonly objectCount: number;
}

export interface OffHeap {
  readonly size: number;
  readonly maxSize: number;
  /** Largest first. */
  readonly groups: readonly OffHeapGroup[];
}

/** Whatever in the box `focus` has bytes of its own that are not on the JS heap. One pass over its frames. */
export function offHeapOf(frames: FrameTable, focus: number): OffHeap {
  const { flags, name, subtreeEnd, selfSize, selfMaxSize, selfCount } = frames;
  const rowsOfGroup = new Map<number, OffHeapRow[]>();
  const end = subtreeEnd[focus];
  for (let frame = focus; frame < end; frame++) {
    if ((flags[frame] & FRAME_OFF_HEAP) === 0 || selfMaxSize[frame] === 0) continue;
    const type = typeFrameOf(frames, frame);
    const key = name[type] * frames.names.length + name[frame];
    const row: OffHeapRow = {
      box: headOf(frames, frame),
      size: selfSize[frame],
      maxSize: selfMaxSize[frame],
      objectCount: selfCount[type],
    };
    const rows = rowsOfGroup.get(key);
    if (rows === undefined) rowsOfGroup.set(key, [row]);
    else rows.push(row);
  }
  const groups: OffHeapGroup[] = [];
  for (const [key, rows] of rowsOfGroup) {
    const storageName = key % frames.names.length;
    groups.push({
      typeName: (key - storageName) / frames.names.length,
      storageName,
      ...sumOf(rows),
      objectCount: rows.reduce((sum, row) => sum + row.objectCount, 0),
      rows: rows.sort(bySize),
    });
  }
  return { ...sumOf(groups), groups: groups.sort(bySize) };
}

/** The nearest type frame around; the frame itself in a table that has none there. */
function typeFrameOf({ kind, parent }: FrameTable, frame: number): number {
  let at = frame;
  while (at > 0 && !isTypeKind(kind[at])) at = parent[at];
  return at > 0 ? at : frame;
}

interface Sizes {
  readonly size: number;
  readonly maxSize: number;
}

function bySize(one: Sizes, other: Sizes): number {
  return other.size - one.size || other.maxSize - one.maxSize;
}

function sumOf(parts: readonly Sizes[]): Sizes {
  let size = 0;
  let maxSize = 0;
  for (const part of parts) {
    size += part.size;
    maxSize += part.maxSize;
  }
  return { size, maxSize };
}
