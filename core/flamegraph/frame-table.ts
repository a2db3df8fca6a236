import type { FrameKind } from "../graph/graph.ts";

/** Bit of `FrameTable.flags`: objects that repeat this (field, type) further down were folded into this frame. */
export const FRAME_RECURSIVE = 1;
/** Bit of `FrameTable.flags`: the frame's own bytes are not on the JS heap. */
export const FRAME_OFF_HEAP = 2;
/** Bit of `FrameTable.flags`: the frame stands for several small siblings, "(N more)". */
export const FRAME_MERGED = 4;
/** Bit of `FrameTable.flags`: the table is bottom-up: the children of a frame are its parents of the top-down table. */
export const FRAME_INVERTED = 8;
/** Bit of `FrameTable.flags`: the frame's own bytes are capacity that is reserved for later. */
export const FRAME_SPARE = 16;

/**
 * A tree of frames in pre-order, as columns: the descendants of frame `f` are `f + 1 … subtreeEnd[f] - 1`, so its first child is
 * `f + 1` and the next sibling of `c` is `subtreeEnd[c]`. Siblings stand by total size, largest first, then by name.
 * Frame 0 is above all roots: its kind is KIND_ROOT, its name is "", and its totals are those of the whole snapshot.
 * Sizes are bytes. Float64 because a sum of off-heap bytes may pass 2^32.
 */
export interface FrameTable {
  readonly count: number;
  readonly names: readonly string[];
  /** Index of the enclosing frame; -1 for frame 0. */
  readonly parent: Int32Array;
  readonly subtreeEnd: Uint32Array;
  /** Frame 0 has depth 0, roots have depth 1. */
  readonly depth: Uint32Array;
  /** Index into `names`. Two frames of one name have one index. */
  readonly name: Uint32Array;
  readonly kind: Uint8Array;
  /** FRAME_… bits. */
  readonly flags: Uint8Array;
  /** Least bytes of the frame itself. */
  readonly selfSize: Float64Array;
  /** Most bytes of the frame itself. */
  readonly selfMaxSize: Float64Array;
  /** Least bytes of the frame and all below it. */
  readonly totalSize: Float64Array;
  readonly totalMaxSize: Float64Array;
  /** JS objects that stand at this very frame: of a type, of a component, or inline in a field or root. */
  readonly selfCount: Uint32Array;
  /** JS objects at this frame and below. */
  readonly totalCount: Uint32Array;
}

export function frameNameOf(frames: FrameTable, frame: number): string {
  return frames.names[frames.name[frame]];
}

export function frameKindOf(frames: FrameTable, frame: number): FrameKind {
  return frames.kind[frame] as FrameKind;
}

/** Frames from the root to `frame`, both included, frame 0 left out. */
export function framePathOf(frames: FrameTable, frame: number): number[] {
  const path: number[] = [];
  for (let at = frame; at > 0; at = frames.parent[at]) path.push(at);
  return path.reverse();
}
