import { countOf } from "./cell.ts";
import { type Graph, type GraphTables, SHAPE_COUNTED, type ShapeTable } from "./graph.ts";

/** The cells are not those that the shapes of the nodes ask for. */
export class CellsDoNotFitError extends Error {
  override readonly name = "CellsDoNotFitError";
}

/** Where each node's cells begin, and where those of the last one end: from its shape and the number of repetitions among them. @throws CellsDoNotFitError */
function locateCells(shapes: ShapeTable, nodeShape: Uint32Array, cells: Int32Array): Uint32Array<ArrayBuffer> {
  const { firstSlot, firstRepeat, flags } = shapes;
  const nodeCount = nodeShape.length;
  const firstCell = new Uint32Array(nodeCount + 1);
  let at = 0;
  for (let node = 0; node < nodeCount; node++) {
    firstCell[node] = at;
    const shape = nodeShape[node];
    const repeat = firstRepeat[shape];
    at += repeat - firstSlot[shape];
    if ((flags[shape] & SHAPE_COUNTED) !== 0) {
      const count = at < cells.length ? countOf(cells[at]) : -1;
      if (count < 0) throw new CellsDoNotFitError(`node ${node}: cell ${at} is not a valid repeat count`);
      at += 1 + count * (firstSlot[shape + 1] - repeat);
    }
    if (at > cells.length)
      throw new CellsDoNotFitError(`node ${node} needs cells up to ${at}; there are ${cells.length}`);
  }
  firstCell[nodeCount] = at;
  if (at !== cells.length) throw new CellsDoNotFitError(`${cells.length - at} cells after those of the last node`);
  return firstCell;
}

/**
 * The tables of a walk, with the places of cells when they are first asked for. A class, because the getter of an object literal is kept by its hidden class, and with
 * it the tables, longer than the object.
 */
class LocatedGraph implements Graph {
  readonly wordSize: Graph["wordSize"];
  readonly engine: Graph["engine"];
  readonly names: Graph["names"];
  readonly minifiedNames: Graph["minifiedNames"];
  readonly places: Graph["places"];
  readonly shapes: Graph["shapes"];
  readonly nodeCount: number;
  readonly nodeShape: Uint32Array;
  readonly cells: Int32Array;
  readonly largeBytes: Float64Array;
  readonly roots: Graph["roots"];
  readonly warnings: Graph["warnings"];
  readonly usedHeapSize: number;
  readonly timeline: Graph["timeline"];
  readonly domCounts: Graph["domCounts"];
  readonly watched: Graph["watched"];
  #firstCell: Uint32Array | undefined;

  constructor(tables: GraphTables) {
    this.wordSize = tables.wordSize;
    this.engine = tables.engine;
    this.names = tables.names;
    this.minifiedNames = tables.minifiedNames;
    this.places = tables.places;
    this.shapes = tables.shapes;
    this.nodeCount = tables.nodeCount;
    this.nodeShape = tables.nodeShape;
    this.cells = tables.cells;
    this.largeBytes = tables.largeBytes;
    this.roots = tables.roots;
    this.warnings = tables.warnings;
    this.usedHeapSize = tables.usedHeapSize;
    this.timeline = tables.timeline;
    this.domCounts = tables.domCounts;
    this.watched = tables.watched;
  }

  get firstCell(): Uint32Array {
    this.#firstCell ??= locateCells(this.shapes, this.nodeShape, this.cells);
    return this.#firstCell;
  }
}

/** @throws CellsDoNotFitError when the places of cells are asked for */
export function toGraph(tables: GraphTables): Graph {
  return new LocatedGraph(tables);
}
