import type { Graph } from "./graph.ts";

/**
 * Whether `graphOfHeap` made the graph, which may have been in a file since: its shapes have no bytes, because each
 * node has its own size. Shapes of a walk have bytes.
 */
export function isHeapGraph({ shapes }: Graph): boolean {
  const { count, headerSize, firstStorage } = shapes;
  if (count === 0 || firstStorage[count] > 0) return false;
  for (let shape = 0; shape < count; shape++) if (headerSize[shape] > 0) return false;
  return true;
}
