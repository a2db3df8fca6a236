import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { isRootKind, KIND_SHARED } from "../../../core/graph/graph.ts";
import { NO_BOX, TOP_BOX } from "./box.ts";

export function isInShared({ kind, parent }: FrameTable, box: number): boolean {
  return box > TOP_BOX && kind[parent[box]] === KIND_SHARED;
}

/** Of a box that stands in `(shared)` itself: what owns that, and so whatever holds the box. NO_BOX where it is a root, or a scope: they own all that a page has. */
export function ownerOfShared(frames: FrameTable, box: number, focus: number): number {
  if (box <= focus || !isInShared(frames, box)) return NO_BOX;
  const { kind, parent, names, name } = frames;
  const owner = parent[parent[box]];
  if (owner <= focus || isRootKind(kind[owner])) return NO_BOX;
  return /^(?:Window(?: .*)?|Context|\(closure\))$/.test(names[name[owner]]) ? NO_BOX : owner;
}
