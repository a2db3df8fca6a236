import type { Graph } from "../../graph/graph.ts";
import type { NodeSizes } from "../../graph/node-sizes.ts";
import { dominatorsOf } from "../owners/dominators.ts";

/** Bytes that would be freed without a node: its own, and those of all that only it keeps alive. All roots count alike, found or registered. */
export interface RetainedSizes {
  /** Per node, at least; 0 for one that no root reaches. */
  readonly size: Float64Array;
  /** At most. The same column where all sizes are exact. */
  readonly maxSize: Float64Array;
  /** Per node: its immediate dominator, as in `Owners.owner`. */
  readonly owner: Int32Array;
}

export function retainedSizesOf(graph: Graph, sizes: NodeSizes): RetainedSizes {
  const { owner, order } = dominatorsOf(graph);
  const size = new Float64Array(graph.nodeCount);
  const maxSize = new Float64Array(graph.nodeCount);
  let isExact = true;
  for (let i = 0; i < order.length; i++) {
    const node = order[i];
    sizes.measure(node);
    size[node] = sizes.size;
    maxSize[node] = sizes.maxSize;
    if (sizes.size !== sizes.maxSize) isExact = false;
  }
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i];
    const above = owner[node];
    if (above < 0) continue;
    size[above] += size[node];
    maxSize[above] += maxSize[node];
  }
  return { size, maxSize: isExact ? size : maxSize, owner };
}
