import { KIND_FIELD, KIND_ROOT, KIND_TYPE } from "../graph/graph.ts";
import type { FrameTable } from "./frame-table.ts";
import { FrameNames, FrameTree } from "./frame-tree.ts";
import { parseFolded } from "./parse-folded.ts";

/** Frames of folded stacks; names may hold what the format cannot, except ";" and "\n". */
export function framesOfFolded(text: string): FrameTable {
  const parsed = parseFolded(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.frames;
}

/** One root, and below it a chain of frames; each has one byte of its own. */
export function deepFrames(depth: number): FrameTable {
  const names = new FrameNames();
  const tree = new FrameTree(names);
  let frame = 0;
  for (let i = 0; i < depth; i++) {
    frame = tree.child(frame, names.rowOf(i === 0 ? "list" : `next${i}`), i === 0 ? KIND_ROOT : KIND_FIELD);
    tree.selfSize[frame] = 1;
    tree.selfMaxSize[frame] = 1;
  }
  return tree.finish();
}

/** One root, and in it so many frames of different names, each an object of 12 bytes. */
export function wideFrames(children: number): FrameTable {
  const names = new FrameNames();
  const tree = new FrameTree(names);
  const root = tree.child(0, names.rowOf("all"), KIND_ROOT);
  for (let i = 0; i < children; i++) {
    const frame = tree.child(root, names.rowOf(`Type${i}`), KIND_TYPE);
    tree.selfSize[frame] = 12;
    tree.selfMaxSize[frame] = 24;
    tree.selfCount[frame] = 1;
  }
  return tree.finish();
}
