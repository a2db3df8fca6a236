import { bytesOf, countOf } from "./cell.ts";
import { type Graph, KIND_FIELD, PLACE_SELF, SHAPE_COUNTED, SLOT_MAX_ONLY } from "./graph.ts";

export interface NodeSize {
  /** Bytes of the node and its private storage, at least. */
  readonly size: number;
  /** Those of its header and its fields' words: what it is, without what it has allocated for itself. */
  readonly inlineSize: number;
}

export function nodeSizeOf(graph: Graph, node: number): NodeSize {
  const { nodeShape, firstCell, cells, largeBytes, shapes, places } = graph;
  const { firstSlot, firstRepeat, slotPlace, slotSize, slotFlags, headerSize, flags } = shapes;
  const { firstStorage, storageSize, storageItemSize } = shapes;
  const shape = nodeShape[node];
  let size = headerSize[shape];
  let inlineSize = size;
  let at = firstCell[node];
  const repeat = firstRepeat[shape];
  for (let slot = firstSlot[shape]; slot < repeat; slot++) {
    const place = slotPlace[slot];
    const isInline = place === PLACE_SELF || (places.kind[place] === KIND_FIELD && places.parent[place] === PLACE_SELF);
    const word = slotSize[slot];
    const bytes = (slotFlags[slot] & SLOT_MAX_ONLY) === 0 ? bytesOf(cells[at], largeBytes) : 0;
    at++;
    size += word + bytes;
    /* Bytes beside a field's word are a box on the heap. */
    if (isInline) inlineSize += word > 0 ? word : bytes;
  }
  let count = 0;
  if ((flags[shape] & SHAPE_COUNTED) !== 0) {
    count = countOf(cells[at++]);
    const end = at + count * (firstSlot[shape + 1] - repeat);
    for (; at < end; at++) size += bytesOf(cells[at], largeBytes);
  }
  for (let s = firstStorage[shape]; s < firstStorage[shape + 1]; s++) {
    size += storageSize[s] + storageItemSize[s] * count;
  }
  return { size, inlineSize };
}
