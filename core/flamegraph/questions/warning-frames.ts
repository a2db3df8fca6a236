import { type Graph, KIND_ROOT } from "../../graph/graph.ts";
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
    if (frames.kind[at] === KIND_ROOT) roots.set(frameNameOf(frames, at), at);
  }
  return roots;
}
