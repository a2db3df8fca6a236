import { KIND_ROOT, KIND_TYPE } from "../graph/graph.ts";
import { FrameNames, FrameTree } from "./frame-tree.ts";
import type { ParsedFrames } from "./parsed-frames.ts";

/** A stack that ends in a number of its own. */
const SECOND_NUMBER = /\s\d+(?:\.\d*)?$/;

/**
 * Folded stacks as frames. Lines are `frame;frame;frame bytes`, with a whole number of bytes after the last blank; empty lines are skipped. What
 * kind of thing a frame is cannot be told from the text: the first of each stack is taken as a root, all others as types. Counts of objects are 0.
 * Text whose every line has two numbers is the difference of two profiles, and refused.
 */
export function parseFolded(text: string): ParsedFrames {
  const names = new FrameNames();
  const tree = new FrameTree(names);
  let lineNumber = 0;
  let total = 0;
  let stackCount = 0;
  let twoNumbers = 0;
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf("\n", start);
    if (end === -1) end = text.length;
    lineNumber++;
    const line = text.slice(start, end).trimEnd();
    start = end + 1;
    if (line === "") continue;
    const blank = line.lastIndexOf(" ");
    const number = line.slice(blank + 1);
    const bytes = Number(number);
    if (blank <= 0 || !/^\d+$/.test(number) || !Number.isSafeInteger(bytes)) {
      return {
        ok: false,
        error: `line ${lineNumber}: expected "frame;frame bytes" with a whole number at the end; got ${JSON.stringify(line.slice(0, 80))}`,
      };
    }
    const head = line.slice(0, blank);
    stackCount++;
    if (SECOND_NUMBER.test(head)) twoNumbers++;
    const stack = head.split(";");
    let frame = 0;
    for (let i = 0; i < stack.length; i++)
      frame = tree.child(frame, names.rowOf(stack[i]!), i === 0 ? KIND_ROOT : KIND_TYPE);
    tree.selfSize[frame]! += bytes;
    tree.selfMaxSize[frame]! += bytes;
    total += bytes;
  }
  if (stackCount > 0 && twoNumbers === stackCount) {
    return {
      ok: false,
      error:
        "every line ends in two numbers, as difffolded.pl writes the difference of two profiles; expected one number a line. Open the two profiles themselves",
    };
  }
  if (total === 0) return { ok: false, error: `${lineNumber} lines hold no stack with bytes` };
  return { ok: true, frames: tree.finish() };
}
