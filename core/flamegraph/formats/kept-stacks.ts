import { KIND_ROOT, KIND_TYPE } from "../../graph/graph.ts";
import type { FrameTable } from "../frame-table.ts";
import { stackFlagsOf } from "./stack-flags.ts";

/**
 * The data from which the frames of a file of stacks can be made again: sixteen bytes a frame and the names. All else
 * follows: the first frame of each stack is a root, all others are types, sizes are exact, and there are no objects.
 */
export interface KeptStacks {
  readonly names: readonly string[];
  readonly parent: Int32Array;
  readonly name: Uint32Array;
  readonly selfSize: Float64Array;
}

/** Copies: the frames may be handed over. */
export function keptStacksOf({ names, parent, name, selfSize }: FrameTable): KeptStacks {
  return { names, parent: parent.slice(), name: name.slice(), selfSize: selfSize.slice() };
}

/** The frames as they were. Costs a few passes over the columns; shares none of them. */
export function framesOfStacks(stacks: KeptStacks): FrameTable {
  const parent = stacks.parent.slice();
  const selfSize = stacks.selfSize.slice();
  const count = parent.length;
  const subtreeEnd = new Uint32Array(count);
  const depth = new Uint32Array(count);
  const kind = new Uint8Array(count).fill(KIND_TYPE);
  const totalSize = selfSize.slice();
  kind[0] = KIND_ROOT;
  for (let f = 1; f < count; f++) {
    depth[f] = depth[parent[f]] + 1;
    if (depth[f] === 1) kind[f] = KIND_ROOT;
  }
  for (let f = count - 1; f >= 0; f--) {
    /* The last frame inside has set it, where there is one. */
    if (subtreeEnd[f] === 0) subtreeEnd[f] = f + 1;
    if (f === 0) break;
    const around = parent[f];
    totalSize[around] += totalSize[f];
    if (subtreeEnd[around] === 0) subtreeEnd[around] = subtreeEnd[f];
  }
  const { names } = stacks;
  const name = stacks.name.slice();
  return {
    count,
    names,
    parent,
    subtreeEnd,
    depth,
    name,
    kind,
    flags: stackFlagsOf({ count, names, name, kind }),
    selfSize,
    selfMaxSize: selfSize.slice(),
    totalSize,
    totalMaxSize: totalSize.slice(),
    selfCount: new Uint32Array(count),
    totalCount: new Uint32Array(count),
  };
}

/** About what they take in memory: columns, and characters of the names. */
export function keptStacksBytesOf({ names, parent }: KeptStacks): number {
  let bytes = parent.length * 16;
  for (const name of names) bytes += 16 + name.length;
  return bytes;
}
