import { type Graph, isRootKind, KIND_GROUP } from "../../graph/graph.ts";
import { type FrameTable, frameNameOf } from "../frame-table.ts";
import type { NodeFrames } from "../frames-of-graph.ts";

/** The frame of each warning, in the order of the graph: that of its node, or of the root; -1 if it has none. */
export function warningFramesOf(graph: Graph, { frames, nodeFrame }: NodeFrames): Int32Array {
  const rootFrames = rootFramesOf(frames);
  return Int32Array.from(graph.warnings, ({ node, path }) =>
    node >= 0 ? nodeFrame[node] : (rootFrames.get(path) ?? -1),
  );
}

function rootFramesOf(frames: FrameTable): ReadonlyMap<string, number> {
  const roots = new Map<string, number>();
  for (let at = 1; at < frames.count; at = frames.subtreeEnd[at]) {
    const { kind } = frames;
    if (!isRootKind(kind[at])) continue;
    roots.set(frameNameOf(frames, at), at);
    if (kind[at] !== KIND_GROUP) continue;
    for (let inner = at + 1; inner < frames.subtreeEnd[at]; inner = frames.subtreeEnd[inner]) {
      if (isRootKind(kind[inner])) roots.set(`${frameNameOf(frames, at)};${frameNameOf(frames, inner)}`, inner);
    }
  }
  return roots;
}
