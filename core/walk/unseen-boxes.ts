import { countOf } from "../graph/cell.ts";
import { SHAPE_COUNTED, type ShapeTable } from "../graph/graph.ts";
import { createSignedColumn } from "./columns.ts";

const { ceil } = Math;

/** How many nodes there are of each shape. */
export function nodesByShape(nodeShape: Uint32Array, nodeCount: number, shapeCount: number): Int32Array {
  const counts = createSignedColumn(shapeCount);
  for (let node = 0; node < nodeCount; node++) counts[nodeShape[node]!]!++;
  return counts;
}

/**
 * Objects of one shape share the representation of a field: where it is a double in some, the integers in others may be in a box as well.
 * Adds those boxes to what the field takes at most, on average over the nodes of the shape.
 */
export function addUnseenBoxes(
  shapes: ShapeTable,
  counts: Int32Array,
  nodeShape: Uint32Array,
  nodeCount: number,
  cells: Int32Array,
  heapNumberSize: number,
): void {
  const { flags, firstSlot, firstRepeat, slotSize, slotMaxSize } = shapes;
  const boxes = createSignedColumn(firstSlot[shapes.count]!);
  let at = 0;
  for (let node = 0; node < nodeCount; node++) {
    const shape = nodeShape[node]!;
    const repeat = firstRepeat[shape]!;
    for (let slot = firstSlot[shape]!; slot < repeat; slot++) {
      if (cells[at++] === -heapNumberSize) boxes[slot]!++;
    }
    if ((flags[shape]! & SHAPE_COUNTED) !== 0) at += 1 + countOf(cells[at]!) * (firstSlot[shape + 1]! - repeat);
  }
  for (let shape = 0; shape < shapes.count; shape++) {
    const count = counts[shape]!;
    for (let slot = firstSlot[shape]!; slot < firstRepeat[shape]!; slot++) {
      /* A field has a word of its own, a storage has none. */
      if (slotSize[slot]! === 0 || boxes[slot]! === 0) continue;
      slotMaxSize[slot]! += ceil((heapNumberSize * (count - boxes[slot]!)) / count);
    }
  }
}
