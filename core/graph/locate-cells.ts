import { countOf } from "./cell.ts";
import { type Graph, type GraphTables, SHAPE_COUNTED, type ShapeTable } from "./graph.ts";

/** The cells are not those that the shapes of the nodes ask for. */
export class CellsDoNotFitError extends Error {
  override readonly name = "CellsDoNotFitError";
}

/** Where each node's cells begin, and where those of the last one end: from its shape and the number of repetitions among them. @throws CellsDoNotFitError */
export function locateCells(shapes: ShapeTable, nodeShape: Uint32Array, cells: Int32Array): Uint32Array<ArrayBuffer> {
  const { firstSlot, firstRepeat, flags } = shapes;
  const nodeCount = nodeShape.length;
  const firstCell = new Uint32Array(nodeCount + 1);
  let at = 0;
  for (let node = 0; node < nodeCount; node++) {
    firstCell[node] = at;
    const shape = nodeShape[node]!;
    const repeat = firstRepeat[shape]!;
    at += repeat - firstSlot[shape]!;
    if ((flags[shape]! & SHAPE_COUNTED) !== 0) {
      const count = at < cells.length ? countOf(cells[at]!) : -1;
      if (count < 0) throw new CellsDoNotFitError(`node ${node}: cell ${at} is no number of repetitions`);
      at += 1 + count * (firstSlot[shape + 1]! - repeat);
    }
    if (at > cells.length)
      throw new CellsDoNotFitError(`node ${node} needs cells up to ${at}; there are ${cells.length}`);
  }
  firstCell[nodeCount] = at;
  if (at !== cells.length) throw new CellsDoNotFitError(`${cells.length - at} cells after those of the last node`);
  return firstCell;
}

/** The tables of a walk, with the places of cells when they are first asked for. */
export function toGraph(tables: GraphTables): Graph {
  let firstCell: Uint32Array | undefined;
  return {
    ...tables,
    get firstCell() {
      firstCell ??= locateCells(tables.shapes, tables.nodeShape, tables.cells);
      return firstCell;
    },
  };
}
