import { countOf } from "./cell.ts";
import { SHAPE_COUNTED, type ShapeTable } from "./graph.ts";

/** The cells are not those that the shapes of the nodes ask for. */
export class CellsDoNotFitError extends Error {
  override readonly name = "CellsDoNotFitError";
}

const Column = Uint32Array;

/** Where each node's cells begin, and where those of the last one end: from its shape and the number of repetitions among them. @throws CellsDoNotFitError */
export function locateCells(
  shapes: ShapeTable,
  nodeShape: Uint32Array,
  nodeCount: number,
  cells: Int32Array,
  cellCount: number,
): Uint32Array<ArrayBuffer> {
  const { firstSlot, firstRepeat, flags } = shapes;
  const firstCell = new Column(nodeCount + 1);
  let at = 0;
  for (let node = 0; node < nodeCount; node++) {
    firstCell[node] = at;
    const shape = nodeShape[node]!;
    const repeat = firstRepeat[shape]!;
    at += repeat - firstSlot[shape]!;
    if ((flags[shape]! & SHAPE_COUNTED) !== 0) {
      const count = at < cellCount ? countOf(cells[at]!) : -1;
      if (count < 0) throw new CellsDoNotFitError(`node ${node}: cell ${at} is no number of repetitions`);
      at += 1 + count * (firstSlot[shape + 1]! - repeat);
    }
    if (at > cellCount) throw new CellsDoNotFitError(`node ${node} needs cells up to ${at}; there are ${cellCount}`);
  }
  firstCell[nodeCount] = at;
  if (at !== cellCount) throw new CellsDoNotFitError(`${cellCount - at} cells after those of the last node`);
  return firstCell;
}
