import { bytesOf, countOf } from "./cell.ts";
import { type Graph, PLACE_OFF_HEAP, SHAPE_CONTENT, SHAPE_COUNTED, SHAPE_OBJECT, SLOT_MAX_ONLY } from "./graph.ts";
import { referenceCountsOf } from "./reference-counts.ts";
import { slotMaxSizesOf } from "./unseen-boxes.ts";

export interface GraphTotals {
  readonly objectCount: number;
  /** Bytes, at least. */
  readonly size: number;
  /** Bytes, at most. */
  readonly maxSize: number;
  /** Bytes of `size` that are not on the JS heap: contents of buffers, pixels, samples. */
  readonly offHeapSize: number;
}

/** Sums over all nodes and roots. One pass. */
export function totalsOf(graph: Graph): GraphTotals {
  const { nodeCount, nodeShape, firstCell, cells, largeBytes, shapes, roots, places } = graph;
  const { firstSlot, firstRepeat, slotPlace, slotSize, slotFlags, headerSize, headerMaxSize, flags } = shapes;
  const { firstStorage, storagePlace, storageSize, storageMaxSize, storageItemSize, storageItemMaxSize } = shapes;
  const slotMaxSize = slotMaxSizesOf(graph);
  const referenceCount = referenceCountsOf(graph);
  let objectCount = 0;
  let size = 0;
  let maxSize = 0;
  let offHeapSize = 0;
  for (let node = 0; node < nodeCount; node++) {
    const shape = nodeShape[node];
    if ((flags[shape] & SHAPE_OBJECT) !== 0) objectCount++;
    /* Equal strings are one node; at most each reference has a copy of its own. */
    const copies = (flags[shape] & SHAPE_CONTENT) === 0 ? 1 : referenceCount[node];
    size += headerSize[shape];
    maxSize += headerMaxSize[shape] * copies;
    let at = firstCell[node];
    const repeat = firstRepeat[shape];
    for (let slot = firstSlot[shape]; slot < repeat; slot++) {
      size += slotSize[slot];
      maxSize += slotMaxSize[slot] * copies;
      const cell = cells[at++];
      if (cell >= 0) continue;
      const bytes = bytesOf(cell, largeBytes);
      maxSize += bytes * copies;
      if ((slotFlags[slot] & SLOT_MAX_ONLY) !== 0) continue;
      size += bytes;
      if ((places.flags[slotPlace[slot]] & PLACE_OFF_HEAP) !== 0) offHeapSize += bytes;
    }
    let count = 0;
    if ((flags[shape] & SHAPE_COUNTED) !== 0) {
      count = countOf(cells[at++]);
      const end = at + count * (firstSlot[shape + 1] - repeat);
      for (; at < end; at++) {
        const bytes = bytesOf(cells[at], largeBytes);
        size += bytes;
        maxSize += bytes;
      }
    }
    const storages = firstStorage[shape + 1];
    for (let s = firstStorage[shape]; s < storages; s++) {
      const bytes = storageSize[s] + storageItemSize[s] * count;
      size += bytes;
      maxSize += (storageMaxSize[s] + storageItemMaxSize[s] * count) * copies;
      if ((places.flags[storagePlace[s]] & PLACE_OFF_HEAP) !== 0) offHeapSize += bytes;
    }
  }
  for (let r = 0; r < roots.count; r++) {
    const bytes = bytesOf(roots.cell[r], largeBytes);
    size += bytes;
    maxSize += bytes;
  }
  return { objectCount, size, maxSize, offHeapSize };
}
