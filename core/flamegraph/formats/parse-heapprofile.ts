import { KIND_ROOT, KIND_TYPE } from "../../graph/graph.ts";
import { FrameNames, FrameTree } from "../tree/frame-tree.ts";
import { withWholeSizes } from "../tree/whole-sizes.ts";
import { expect, InvalidFile } from "./invalid-file.ts";
import { isJson, type Json, shown } from "./parse-json.ts";
import { MAX_FRAMES_OF_FILE, type ParsedFrames, sumError } from "./parsed-frames.ts";
import { withStackFlags } from "./stack-flags.ts";

export function isHeapProfile(file: Json): boolean {
  return isJson(file.head) && "selfSize" in file.head;
}

/**
 * Chrome's allocation sampling (`.heapprofile`, also `node --heap-prof`) as frames: the functions on the stack when memory was allocated that was still there at the end, each with its `selfSize`. V8 samples, so sizes
 * are estimates. The first function of each stack is a root; the top "(root)" is a frame only if it has bytes. @throws InvalidFile
 */
export function parseHeapProfile(file: Json): ParsedFrames {
  const names = new FrameNames();
  const tree = new FrameTree(names, MAX_FRAMES_OF_FILE);
  let total = 0;
  /* Nodes to read, with the frame around them. */
  const open: { readonly node: unknown; readonly parent: number }[] = [{ node: file.head, parent: -1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { name, selfSize, children } = nodeOf(next.node);
    total += selfSize;
    const isTop = next.parent === -1;
    let frame = 0;
    if (!isTop) frame = tree.child(next.parent, names.rowOf(name), next.parent === 0 ? KIND_ROOT : KIND_TYPE);
    if (selfSize > 0) {
      const at = isTop ? tree.child(0, names.rowOf(name), KIND_ROOT) : frame;
      tree.selfSize[at] += selfSize;
      tree.selfMaxSize[at] += selfSize;
    }
    for (const child of children) open.push({ node: child, parent: frame });
  }
  expect(total <= Number.MAX_SAFE_INTEGER, sumError(total));
  expect(Math.round(total) > 0, "no memory was sampled: every selfSize is 0");
  return { ok: true, frames: withStackFlags(withWholeSizes(tree.finish())) };
}

function nodeOf(node: unknown): {
  readonly name: string;
  readonly selfSize: number;
  readonly children: readonly unknown[];
} {
  if (!isJson(node)) throw new InvalidFile(`a node of "head" is ${shown(node)}, expected an object`);
  const { callFrame, selfSize, children = [] } = node;
  if (!isJson(callFrame) || typeof callFrame.functionName !== "string")
    throw new InvalidFile(`"callFrame" is ${shown(callFrame)}, expected an object with a "functionName"`);
  const { functionName } = callFrame;
  if (typeof selfSize !== "number" || !Number.isFinite(selfSize) || selfSize < 0)
    throw new InvalidFile(`"selfSize" of ${shown(functionName)} is ${shown(selfSize)}, expected a number from 0 on`);
  if (!Array.isArray(children))
    throw new InvalidFile(`"children" of ${shown(functionName)} is ${shown(children)}, expected a list`);
  return { name: functionName === "" ? "(anonymous)" : functionName, selfSize, children };
}
