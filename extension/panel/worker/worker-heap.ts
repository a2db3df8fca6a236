import type { Graph, Warning } from "../../../core/graph/graph.ts";
import { totalsOf } from "../../../core/graph/totals.ts";
import { writeShare, writeSize } from "../frames/figures.ts";

/** The code of warnings that say how much of a worker's heap a snapshot has. There is one for each worker that was measured. */
export const WORKER_HEAP = "worker-heap";

/** How much of the heap of a worker its graph has. */
export function workerHeapWarning(worker: string, graph: Graph): Warning {
  const { size, offHeapSize } = totalsOf(graph);
  const heapSize = size - offHeapSize;
  const used = Math.max(graph.usedHeapSize, heapSize);
  const detail = `The ${worker} has a JS heap of its own, with ${writeSize(used)} in use. This snapshot has ${writeSize(heapSize)} of it (${writeShare(heapSize / used)}); the rest was not reached, or is the engine’s own (code, shapes). Measured is for the heaps of the page and its workers together.`;
  return { code: WORKER_HEAP, path: worker, detail };
}
