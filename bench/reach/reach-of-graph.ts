import { FRAME_OFF_HEAP } from "../../core/flamegraph/frame-table.ts";
import { framesOfGraph } from "../../core/flamegraph/frames-of-graph.ts";
import { ownersOf } from "../../core/flamegraph/owners/sharing-policy.ts";
import { type Graph, isRootKind, KIND_SHARED } from "../../core/graph/graph.ts";
import { totalsOf } from "../../core/graph/totals.ts";

/** What a snapshot explains. Bytes are the least ones, on the JS heap. */
export interface Reach {
  readonly heapBytes: number;
  readonly maxHeapBytes: number;
  /** In no frame `(shared)`. */
  readonly namedBytes: number;
  /** In the frame `(shared)` at the top, or in one directly below a root. */
  readonly sharedBytes: number;
}

export function reachOf(graph: Graph): Reach {
  const totals = totalsOf(graph);
  const frames = framesOfGraph(graph, ownersOf(graph, "owner"));
  const { count, kind, parent, subtreeEnd, selfSize, flags } = frames;
  let unnamedBytes = 0;
  let sharedBytes = 0;
  for (let f = 1; f < count; ) {
    if (kind[f] !== KIND_SHARED) {
      f++;
      continue;
    }
    let onHeap = 0;
    for (let below = f; below < subtreeEnd[f]!; below++) {
      if ((flags[below]! & FRAME_OFF_HEAP) === 0) onHeap += selfSize[below]!;
    }
    unnamedBytes += onHeap;
    if (isRootKind(kind[parent[f]!]!)) sharedBytes += onHeap;
    f = subtreeEnd[f]!;
  }
  const offHeap = totals.offHeapSize;
  return {
    heapBytes: totals.size - offHeap,
    maxHeapBytes: totals.maxSize - offHeap,
    namedBytes: totals.size - unnamedBytes - offHeap,
    sharedBytes,
  };
}
