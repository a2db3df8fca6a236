import type { Graph } from "./graph.ts";

/**
 * What each slot takes at most. Objects of one shape share the representation of a field: where it is a double in some, the integers in others
 * may be in a box as well. Those boxes come on top, on average over the nodes of the shape.
 */
export function slotMaxSizesOf(graph: Graph): Uint32Array {
  const { nodeCount, nodeShape, firstCell, cells, shapes, wordSize } = graph;
  const { firstSlot, firstRepeat, slotSize } = shapes;
  /* HeapNumber: map and eight bytes. */
  const boxSize = wordSize + 8;
  const boxes = new Uint32Array(slotSize.length);
  const counts = new Uint32Array(shapes.count);
  for (let node = 0; node < nodeCount; node++) {
    const shape = nodeShape[node];
    counts[shape]++;
    let at = firstCell[node];
    const repeat = firstRepeat[shape];
    for (let slot = firstSlot[shape]; slot < repeat; slot++) if (cells[at++] === -boxSize) boxes[slot]++;
  }
  const maxSizes = shapes.slotMaxSize.slice();
  for (let shape = 0; shape < shapes.count; shape++) {
    const count = counts[shape];
    for (let slot = firstSlot[shape]; slot < firstRepeat[shape]; slot++) {
      /* A field has a word of its own, a storage has none. */
      if (slotSize[slot] === 0 || boxes[slot] === 0) continue;
      maxSizes[slot] += Math.ceil((boxSize * (count - boxes[slot])) / count);
    }
  }
  return maxSizes;
}
