import { FIRST_LARGE } from "./cell.ts";
import { sumOfDomCounts } from "./dom-counts.ts";
import {
  type Graph,
  type GraphTables,
  type PlaceTable,
  type RootTable,
  SHAPE_COUNTED,
  type ShapeTable,
  type TimelineCounts,
  type Warning,
} from "./graph.ts";
import { MAX_WATCHED_ROWS, type Watched } from "./watched.ts";

/**
 * Graphs of one word size beside one another, as one: no node of one refers to a node of another. Names and places that several have are there once. A root whose name,
 * kind and group an earlier graph has gets a number. `heapOf` names the heap of a graph; `""` where it is not known which of them share one.
 *
 *     nodes   [ 0 … a-1 ][ a … a+b-1 ]     shapes, cells and large sizes in the same way
 */
export function mergeGraphs(
  graphs: readonly Graph[],
  warnings: readonly Warning[],
  heapOf: (part: number) => string = () => "",
): GraphTables {
  const [first, ...others] = graphs;
  if (first === undefined) throw new RangeError("mergeGraphs: expected one graph at least; got none");
  const names = new NameMerger();
  const places = new PlaceMerger();
  const parts = [first, ...others].map((graph): MergedPart => {
    const nameRows = Uint32Array.from(graph.names, (name, i) => names.rowOf(name, minifiedOf(graph, i)));
    return { graph, nameRows, placeRows: places.add(graph.places, nameRows) };
  });
  const nodes = nodesOf(parts);
  return {
    wordSize: first.wordSize,
    engine: first.engine,
    places: places.table(),
    shapes: shapesOf(parts),
    ...nodes.tables,
    roots: rootsOf(parts, nodes.cellOf, names),
    ...names.tables(),
    warnings: [
      ...parts.flatMap(({ graph }, p) =>
        graph.warnings.map((one) => (one.node === -1 ? one : { ...one, node: one.node + nodes.firstNode(p) })),
      ),
      ...warnings.map((warning) => ({ ...warning, node: -1 })),
    ],
    usedHeapSize: usedHeapSizeOf(graphs, heapOf),
    timeline: timelineOf(graphs),
    domCounts: sumOfDomCounts(graphs.map(({ domCounts }) => domCounts)),
    watched: watchedOf(graphs),
  };
}

/** Each frame and worker has a timeline of its own. */
function timelineOf(graphs: readonly Graph[]): TimelineCounts | undefined {
  const timelines = graphs.flatMap(({ timeline }) => (timeline === undefined ? [] : [timeline]));
  if (timelines.length === 0) return undefined;
  const sumOf = (count: keyof TimelineCounts): number => timelines.reduce((sum, one) => sum + one[count], 0);
  return {
    marks: sumOf("marks"),
    measures: sumOf("measures"),
    resources: sumOf("resources"),
    reactMeasures: sumOf("reactMeasures"),
  };
}

/** The page alone is watched; a file may be put beside others. */
function watchedOf(graphs: readonly Graph[]): Watched | undefined {
  const all = graphs.flatMap(({ watched }) => (watched === undefined ? [] : [watched]));
  if (all.length === 0) return undefined;
  const rows = all.flatMap((one) => one.rows).slice(0, MAX_WATCHED_ROWS);
  return { ageMs: Math.max(...all.map(({ ageMs }) => ageMs)), rows };
}

/** Documents of one process share its heap, and the browser reports the same figure to each; other figures are of other heaps. So are those of heaps with a name. */
function usedHeapSizeOf(graphs: readonly Graph[], heapOf: (part: number) => string): number {
  if (graphs.some(({ usedHeapSize }) => usedHeapSize === 0)) return 0;
  const figures = new Map(graphs.map(({ usedHeapSize }, part) => [heapOf(part) || usedHeapSize, usedHeapSize]));
  return [...figures.values()].reduce((sum, figure) => sum + figure, 0);
}

/** A graph, and where its names and places are in the merged one. */
interface MergedPart {
  readonly graph: Graph;
  readonly nameRows: Uint32Array;
  readonly placeRows: Uint32Array;
}

/** What a name is in its script; "" for the same. */
function minifiedOf({ names, minifiedNames }: Graph, name: number): string {
  const row = minifiedNames?.[name] ?? 0;
  return row === 0 ? "" : names[row - 1];
}

class NameMerger {
  readonly #names: string[] = [];
  /** As `Graph.minifiedNames`. */
  readonly #minified: number[] = [];
  readonly #rows = new Map<string, number>();

  rowOf(name: string, minified = ""): number {
    const key = `${name.length} ${name}${minified}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = this.#names.length;
      this.#names.push(name);
      this.#rows.set(key, row);
      this.#minified[row] = 0;
      if (minified !== "") this.#minified[row] = this.rowOf(minified) + 1;
    }
    return row;
  }

  tables(): Pick<GraphTables, "names" | "minifiedNames"> {
    const names = this.#names;
    return this.#minified.some((row) => row > 0)
      ? { names, minifiedNames: Uint32Array.from(this.#minified) }
      : { names };
  }
}

class PlaceMerger {
  readonly #rows = new Map<string, number>();
  readonly #parent: number[] = [];
  readonly #name: number[] = [];
  readonly #kind: number[] = [];
  readonly #flags: number[] = [];

  /** Where the rows of the table are. A parent comes before its children, in the merged table, too. */
  add({ count, parent, name, kind, flags }: PlaceTable, nameRows: Uint32Array): Uint32Array {
    const rows = new Uint32Array(count);
    for (let p = 0; p < count; p++) {
      const isSelf = parent[p] === -1;
      const enclosing = isSelf ? -1 : rows[parent[p]];
      const place = [enclosing, isSelf ? 0 : nameRows[name[p]], kind[p], flags[p]] as const;
      const key = place.join(" ");
      let row = this.#rows.get(key);
      if (row === undefined) {
        row = this.#parent.length;
        this.#rows.set(key, row);
        this.#parent.push(enclosing);
        this.#name.push(nameRows[name[p]]);
        this.#kind.push(kind[p]);
        this.#flags.push(flags[p]);
      }
      rows[p] = row;
    }
    return rows;
  }

  table(): PlaceTable {
    return {
      count: this.#parent.length,
      parent: Int32Array.from(this.#parent),
      name: Uint32Array.from(this.#name),
      kind: Uint8Array.from(this.#kind),
      flags: Uint8Array.from(this.#flags),
    };
  }
}

/** The columns of all parts, each value changed by `change`. */
function columnOf<Column extends Uint8Array | Uint16Array | Uint32Array>(
  type: { new (length: number): Column },
  parts: readonly MergedPart[],
  columnIn: (shapes: ShapeTable) => Column,
  change: (value: number, part: MergedPart) => number = (value) => value,
): Column {
  const merged = new type(parts.reduce((sum, { graph }) => sum + columnIn(graph.shapes).length, 0));
  let at = 0;
  for (const part of parts) {
    const column = columnIn(part.graph.shapes);
    for (let i = 0; i < column.length; i++) merged[at++] = change(column[i], part);
  }
  return merged;
}

/** `firstSlot` and the like: each part's begin where those of the part before end, and one row ends the last. */
function firstsOf(
  parts: readonly MergedPart[],
  firstIn: (shapes: ShapeTable) => Uint32Array,
  isWithEnd: boolean,
  endIn: (shapes: ShapeTable) => number,
): Uint32Array {
  const merged: number[] = [];
  let before = 0;
  for (const { graph } of parts) {
    const { shapes } = graph;
    const first = firstIn(shapes);
    for (let s = 0; s < shapes.count; s++) merged.push(first[s] + before);
    before += endIn(shapes);
  }
  if (isWithEnd) merged.push(before);
  return Uint32Array.from(merged);
}

function shapesOf(parts: readonly MergedPart[]): ShapeTable {
  const nameIn = (name: number, { nameRows }: MergedPart): number => nameRows[name];
  const placeIn = (place: number, { placeRows }: MergedPart): number => placeRows[place];
  const slotCount = ({ slotPlace }: ShapeTable): number => slotPlace.length;
  return {
    count: parts.reduce((sum, { graph }) => sum + graph.shapes.count, 0),
    typeName: columnOf(Uint32Array, parts, ({ typeName }) => typeName, nameIn),
    flags: columnOf(Uint16Array, parts, ({ flags }) => flags),
    script: parts.some(({ graph }) => graph.shapes.script !== undefined)
      ? columnOf(
          Uint32Array,
          parts,
          ({ count, script }) => script ?? new Uint32Array(count),
          (script, part) => (script === 0 ? 0 : nameIn(script - 1, part) + 1),
        )
      : undefined,
    headerSize: columnOf(Uint32Array, parts, ({ headerSize }) => headerSize),
    headerMaxSize: columnOf(Uint32Array, parts, ({ headerMaxSize }) => headerMaxSize),
    firstSlot: firstsOf(parts, ({ firstSlot }) => firstSlot, true, slotCount),
    firstRepeat: firstsOf(parts, ({ firstRepeat }) => firstRepeat, false, slotCount),
    firstStorage: firstsOf(
      parts,
      ({ firstStorage }) => firstStorage,
      true,
      ({ storagePlace }) => storagePlace.length,
    ),
    slotPlace: columnOf(Uint32Array, parts, ({ slotPlace }) => slotPlace, placeIn),
    slotSize: columnOf(Uint32Array, parts, ({ slotSize }) => slotSize),
    slotMaxSize: columnOf(Uint32Array, parts, ({ slotMaxSize }) => slotMaxSize),
    slotFlags: columnOf(Uint8Array, parts, ({ slotFlags }) => slotFlags),
    storagePlace: columnOf(Uint32Array, parts, ({ storagePlace }) => storagePlace, placeIn),
    storageSize: columnOf(Uint32Array, parts, ({ storageSize }) => storageSize),
    storageMaxSize: columnOf(Uint32Array, parts, ({ storageMaxSize }) => storageMaxSize),
    storageItemSize: columnOf(Uint32Array, parts, ({ storageItemSize }) => storageItemSize),
    storageItemMaxSize: columnOf(Uint32Array, parts, ({ storageItemMaxSize }) => storageItemMaxSize),
  };
}

interface MergedNodes {
  readonly tables: Pick<GraphTables, "nodeCount" | "nodeShape" | "cells" | "largeBytes">;
  /** The first node of a part. */
  firstNode(part: number): number;
  /** A cell of a part, as it is in the merged graph. */
  cellOf(cell: number, part: number): number;
}

function nodesOf(parts: readonly MergedPart[]): MergedNodes {
  const firstNodes: number[] = [];
  const firstLarges: number[] = [];
  let nodeCount = 0;
  let cellCount = 0;
  let largeCount = 0;
  for (const { graph } of parts) {
    firstNodes.push(nodeCount);
    firstLarges.push(largeCount);
    nodeCount += graph.nodeCount;
    cellCount += graph.cells.length;
    largeCount += graph.largeBytes.length;
  }
  const cellOf = (cell: number, part: number): number => {
    if (cell > 0) return cell + firstNodes[part];
    return cell <= -FIRST_LARGE ? cell - firstLarges[part] : cell;
  };
  const nodeShape = new Uint32Array(nodeCount);
  const cells = new Int32Array(cellCount);
  const largeBytes = new Float64Array(largeCount);
  let firstShape = 0;
  let firstCell = 0;
  for (const [p, { graph }] of parts.entries()) {
    const { shapes } = graph;
    for (let i = 0; i < graph.cells.length; i++) cells[firstCell + i] = cellOf(graph.cells[i], p);
    for (let node = 0; node < graph.nodeCount; node++) {
      const shape = graph.nodeShape[node];
      nodeShape[firstNodes[p] + node] = firstShape + shape;
      if ((shapes.flags[shape] & SHAPE_COUNTED) === 0) continue;
      /* A number of repetitions refers to nothing, however large it is. */
      const count = graph.firstCell[node] + shapes.firstRepeat[shape] - shapes.firstSlot[shape];
      cells[firstCell + count] = graph.cells[count];
    }
    largeBytes.set(graph.largeBytes, firstLarges[p]);
    firstShape += shapes.count;
    firstCell += graph.cells.length;
  }
  return { tables: { nodeCount, nodeShape, cells, largeBytes }, firstNode: (part) => firstNodes[part], cellOf };
}

function rootsOf(parts: readonly MergedPart[], cellOf: MergedNodes["cellOf"], names: NameMerger): RootTable {
  const taken = new Set<string>();
  const nameRowOf = (name: string, minified: string, kind: number, group: number): number => {
    for (let n = 1; ; n++) {
      const row = names.rowOf(n === 1 ? name : `(${n}) ${name}`, minified);
      const key = `${row} ${kind} ${group}`;
      if (taken.has(key)) continue;
      taken.add(key);
      return row;
    }
  };
  const name: number[] = [];
  const cell: number[] = [];
  const kind: number[] = [];
  const group: number[] = [];
  for (const [p, { graph, nameRows }] of parts.entries()) {
    const { roots } = graph;
    for (let r = 0; r < roots.count; r++) {
      const ofGroup = roots.group[r];
      const groupRow = ofGroup === 0 ? 0 : nameRows[ofGroup - 1] + 1;
      const row = roots.name[r];
      name.push(nameRowOf(graph.names[row], minifiedOf(graph, row), roots.kind[r], groupRow));
      cell.push(cellOf(roots.cell[r], p));
      kind.push(roots.kind[r]);
      group.push(groupRow);
    }
  }
  return {
    count: name.length,
    name: Uint32Array.from(name),
    cell: Int32Array.from(cell),
    kind: Uint8Array.from(kind),
    group: Uint32Array.from(group),
  };
}
