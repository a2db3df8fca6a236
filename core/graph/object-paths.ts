import { isNodeCell, nodeOf } from "./cell.ts";
import { type Graph, KIND_FIELD, PLACE_SELF, SHAPE_OBJECT } from "./graph.ts";
import { holderOfCell } from "./holder-of-cell.ts";
import { nodeSizeOf } from "./node-size.ts";
import { slotOfCell } from "./path.ts";
import { isCountedShape, repetitionsOf } from "./repetitions.ts";

/** A place that the paths go through. Row 0 is the object itself. */
export interface PathPlace {
  readonly parent: number;
  readonly name: string;
  readonly kind: number;
  readonly flags: number;
}

/** What a node was when it was walked. */
export interface PathShape {
  readonly typeName: string;
  /** Its name in the script, where a build changed it; else the same. */
  readonly minifiedTypeName: string;
  readonly isObject: boolean;
  /** Bytes of a string or bigint; 0 for an object. */
  readonly size: number;
  /** The names of its fields, in order. */
  readonly fields: readonly string[];
}

/**
 * How to find objects of a graph again: a forest in which a holder stands before what it holds, as columns. `nth` is the position in the holder's description: from 0 on the index of a repetition
 * at the place; below 0, as `-1 - n`, the nth of the values at the place that have a node.
 */
export interface ObjectPaths {
  readonly count: number;
  /** Rows of the objects that are to be found, in the order in which they were asked for. The others lead to them. */
  readonly asked: Int32Array;
  readonly askedCount: number;
  /** For each of them the row of another path to the same node, by which the walk met it first; -1 for none. */
  readonly otherwise: Int32Array;
  /** -1 for a value without a node. */
  readonly node: Int32Array;
  /** Row; -1 for what a root or nothing refers to. */
  readonly holder: Int32Array;
  /** Row of `places`. */
  readonly place: Int32Array;
  readonly nth: Int32Array;
  /** Row of `shapes`; -1 for a value without a node. */
  readonly shape: Int32Array;
  /** How many repetitions it had; -1 where it has none. While their number is the same, each is taken to stand where it stood. */
  readonly repetitions: Int32Array;
  readonly places: readonly PathPlace[];
  readonly shapes: readonly PathShape[];
}

/** Longest way to an object. */
const MAX_STEPS = 1 << 12;

/** Finds paths in one graph. Costs four bytes a node, and one pass over the cells. */
export class PathFinder {
  readonly graph: Graph;
  /** By node: the cell by which it was first met, plus 1; 0 where that is a root. */
  readonly #firstCellTo: Uint32Array;

  constructor(graph: Graph) {
    this.graph = graph;
    this.#firstCellTo = firstCellsTo(graph);
  }

  /** The paths to the values at `cells`, or to `nodes` where a cell is -1, row by row. A node is -1 for a value that has none. */
  pathsTo(nodes: Int32Array, cells: Int32Array): ObjectPaths {
    const rows = new PathRows(this.graph);
    const asked = new Int32Array(nodes.length);
    const otherwise = new Int32Array(nodes.length).fill(-1);
    for (let i = 0; i < nodes.length; i++) {
      const first = nodes[i] === -1 ? -1 : this.#firstCellTo[nodes[i]] - 1;
      asked[i] = this.#add(rows, nodes[i], cells[i] === -1 ? first : cells[i]);
      if (cells[i] !== -1 && first !== -1 && first !== cells[i]) otherwise[i] = this.#add(rows, nodes[i], first);
    }
    return rows.toPaths(asked, otherwise);
  }

  #add(rows: PathRows, node: number, cell: number): number {
    return cell === -1
      ? rows.add(node, -1, -1)
      : rows.add(node, this.#holderRow(rows, holderOfCell(this.graph, cell)), cell);
  }

  /** The row of a node, with those of all that leads to it. */
  #holderRow(rows: PathRows, node: number): number {
    const chain: number[] = [];
    let at = node;
    while (rows.rowOf(at) === undefined && chain.length < MAX_STEPS) {
      chain.push(at);
      const cell = this.#firstCellTo[at] - 1;
      if (cell === -1) break;
      at = holderOfCell(this.graph, cell);
    }
    let row = rows.rowOf(at) ?? -1;
    for (let i = chain.length - 1; i >= 0; i--) {
      const held = chain[i];
      const cell = this.#firstCellTo[held] - 1;
      row = rows.addHolder(held, cell === -1 ? -1 : row, cell);
    }
    return row;
  }
}

/** By node: one more than the cell of the first node, in the order of the walk, that refers to it and comes before it; 0 for none. A list of ours leads to what it holds as anything else does. */
function firstCellsTo({ nodeCount, cells, firstCell, roots }: Graph): Uint32Array {
  const first = new Uint32Array(nodeCount);
  for (let holder = 0; holder < nodeCount; holder++) {
    const end = firstCell[holder + 1];
    for (let at = firstCell[holder]; at < end; at++) {
      const cell = cells[at];
      if (!isNodeCell(cell)) continue;
      const node = nodeOf(cell);
      if (node > holder && first[node] === 0) first[node] = at + 1;
    }
  }
  for (let r = 0; r < roots.count; r++) if (isNodeCell(roots.cell[r])) first[nodeOf(roots.cell[r])] = 0;
  return first;
}

/** The rows of paths while they are collected. */
class PathRows {
  readonly #graph: Graph;
  readonly #node: number[] = [];
  readonly #holder: number[] = [];
  readonly #place: number[] = [];
  readonly #nth: number[] = [];
  readonly #shape: number[] = [];
  readonly #repetitions: number[] = [];
  readonly #rowOfNode = new Map<number, number>();
  readonly #places: PathPlace[] = [{ parent: -1, name: "", kind: 0, flags: 0 }];
  readonly #placeRows = new Map<number, number>([[PLACE_SELF, 0]]);
  readonly #shapes: PathShape[] = [];
  readonly #shapeRows = new Map<string, number>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  rowOf(node: number): number | undefined {
    return this.#rowOfNode.get(node);
  }

  addHolder(node: number, holder: number, cell: number): number {
    const row = this.add(node, holder, cell);
    this.#rowOfNode.set(node, row);
    return row;
  }

  add(node: number, holder: number, cell: number): number {
    const row = this.#node.length;
    this.#node[row] = node;
    this.#holder[row] = holder;
    this.#shape[row] = node === -1 ? -1 : this.#shapeRowOf(node);
    this.#repetitions[row] =
      node === -1 || !isCountedShape(this.#graph, this.#graph.nodeShape[node])
        ? -1
        : repetitionsOf(this.#graph, node).count;
    const { place, nth } = cell === -1 ? { place: 0, nth: 0 } : this.#positionOf(cell);
    this.#place[row] = place;
    this.#nth[row] = nth;
    return row;
  }

  /** Where the cell stands in the description of its holder. */
  #positionOf(cell: number): { readonly place: number; readonly nth: number } {
    const { cells, firstCell, nodeShape, shapes } = this.#graph;
    const holder = holderOfCell(this.#graph, cell);
    const slot = slotOfCell(this.#graph, holder, cell);
    const place = shapes.slotPlace[slot];
    const shape = nodeShape[holder];
    const repeat = shapes.firstRepeat[shape];
    const first = firstCell[holder];
    if (slot >= repeat) {
      const repeated = shapes.firstSlot[shape + 1] - repeat;
      const nth = Math.floor((cell - repetitionsOf(this.#graph, holder).first) / repeated);
      return { place: this.#placeRowOf(place), nth };
    }
    let before = 0;
    for (let at = first; at < cell; at++) {
      if (isNodeCell(cells[at]) && shapes.slotPlace[shapes.firstSlot[shape] + at - first] === place) before++;
    }
    return { place: this.#placeRowOf(place), nth: -1 - before };
  }

  #placeRowOf(place: number): number {
    const known = this.#placeRows.get(place);
    if (known !== undefined) return known;
    const { places, names } = this.#graph;
    const parent = this.#placeRowOf(places.parent[place]);
    const row = this.#places.length;
    this.#places.push({
      parent,
      name: names[places.name[place]],
      kind: places.kind[place],
      flags: places.flags[place],
    });
    this.#placeRows.set(place, row);
    return row;
  }

  #shapeRowOf(node: number): number {
    const { nodeShape, shapes } = this.#graph;
    const shape = nodeShape[node];
    const isObject = (shapes.flags[shape] & SHAPE_OBJECT) !== 0;
    const size = isObject ? 0 : nodeSizeOf(this.#graph, node).size;
    const key = `${shape} ${size}`;
    let row = this.#shapeRows.get(key);
    if (row === undefined) {
      row = this.#shapes.length;
      this.#shapes.push(this.#shapeOf(shape, isObject, size));
      this.#shapeRows.set(key, row);
    }
    return row;
  }

  #shapeOf(shape: number, isObject: boolean, size: number): PathShape {
    const { shapes, places, names, minifiedNames } = this.#graph;
    const name = shapes.typeName[shape];
    const minified = minifiedNames?.[name] ?? 0;
    const fields: string[] = [];
    for (let slot = shapes.firstSlot[shape]; slot < shapes.firstRepeat[shape]; slot++) {
      const place = shapes.slotPlace[slot];
      const isField =
        places.kind[place] === KIND_FIELD && places.parent[place] === PLACE_SELF && places.flags[place] === 0;
      if (isField) fields.push(names[places.name[place]]);
    }
    return {
      typeName: names[name],
      minifiedTypeName: minified === 0 ? names[name] : names[minified - 1],
      isObject,
      size,
      fields,
    };
  }

  toPaths(asked: Int32Array, otherwise: Int32Array): ObjectPaths {
    return {
      asked,
      otherwise,
      askedCount: asked.length,
      count: this.#node.length,
      node: Int32Array.from(this.#node),
      holder: Int32Array.from(this.#holder),
      place: Int32Array.from(this.#place),
      nth: Int32Array.from(this.#nth),
      shape: Int32Array.from(this.#shape),
      repetitions: Int32Array.from(this.#repetitions),
      places: this.#places,
      shapes: this.#shapes,
    };
  }
}
