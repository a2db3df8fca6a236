import { KIND_FIELD, KIND_ROOT, KIND_STORAGE, KIND_TYPE } from "../graph/graph.ts";
import { parseFolded } from "./formats/parse-folded.ts";
import { parseStacks } from "./formats/parse-stacks.ts";
import type { ParsedFrames } from "./formats/parsed-frames.ts";
import type { FrameTable } from "./frame-table.ts";
import { randomFrom } from "./graph.fixture.ts";
import { FrameNames, FrameTree } from "./tree/frame-tree.ts";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
export const textOf = (bytes: Uint8Array): string => utf8.decode(bytes);

export function parseFoldedText(text: string): ParsedFrames {
  return parseFolded(new TextEncoder().encode(text), textOf);
}

export function parseStacksText(text: string): ParsedFrames {
  return parseStacks(new TextEncoder().encode(text), textOf);
}

/** Frames of folded stacks; names may hold what the format cannot, except ";" and "\n". */
export function framesOfFolded(text: string): FrameTable {
  const parsed = parseFoldedText(text);
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

/** Few names, so that they recur on one path, among siblings of other kinds, and all over the tree. */
const RANDOM_NAMES = ["__proto__", "constructor", "Object", "Array", "items", "", "next"];
const RANDOM_KINDS = [KIND_TYPE, KIND_FIELD, KIND_STORAGE] as const;

/** The same table for the same seed; some frames have no bytes of their own. */
export function randomTable(seed: number, frameCount: number): FrameTable {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const names = new FrameNames();
  const tree = new FrameTree(names);
  const depth = 1 + below(4);
  for (let i = 0; tree.count < frameCount && i < 50 * frameCount; i++) {
    const parent = random() < 0.1 ? 0 : Math.max(0, tree.count - 1 - below(2 ** depth));
    const name = names.rowOf(RANDOM_NAMES[below(RANDOM_NAMES.length)]!);
    const frame = tree.child(parent, name, parent === 0 ? KIND_ROOT : RANDOM_KINDS[below(3)]!);
    const size = below(4) * 12;
    tree.selfSize[frame]! += size;
    tree.selfMaxSize[frame]! += size + below(3);
    tree.selfCount[frame]! += below(3);
  }
  return tree.finish();
}
