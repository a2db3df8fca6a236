import { toCountCell, toNodeCell } from "../graph/cell.ts";
import { type Graph, KIND_FIELD, KIND_STORAGE, KIND_TYPE, SHAPE_COUNTED, SHAPE_OBJECT } from "../graph/graph.ts";

/** Nodes by the names that the text gives them. */
export interface NamedGraph {
  readonly graph: Graph;
  nodeOf(name: string): number;
}

/**
 * A graph from lines, in any order: `app > store` is a root; `store: Store .sessions > map .last > a` a node of a type, what its fields refer to, and `[table/value] > a b` what a storage of the engine does.
 */
export function namedGraphOf(text: string): NamedGraph {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const names: string[] = [""];
  const rowOf = (name: string): number => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1);
  const places = [{ parent: -1, name: 0, kind: KIND_TYPE as number }];
  const placeOf = (path: string): number => {
    const isStorage = path.startsWith("[");
    let at = 0;
    for (const part of (isStorage ? path.slice(1, -1) : path.slice(1)).split("/")) {
      const name = rowOf(part);
      const kind = isStorage ? KIND_STORAGE : KIND_FIELD;
      const known = places.findIndex((place) => place.parent === at && place.name === name && place.kind === kind);
      at = known >= 0 ? known : places.push({ parent: at, name, kind }) - 1;
    }
    return at;
  };
  const nodes: { readonly name: string; readonly type: number; readonly slots: (readonly [number, string[]])[] }[] = [];
  const roots: (readonly [number, string])[] = [];
  for (const line of lines) {
    const node = /^(\S+): (\S+)(.*)$/.exec(line);
    if (node === null) {
      const root = /^(.+) > (\S+)$/.exec(line);
      if (root === null) throw new Error(`neither node nor root: ${line}`);
      roots.push([rowOf(root[1]!), root[2]!]);
      continue;
    }
    const references = node[3]!.matchAll(/([.[]\S+) > ((?:[^.[\s]\S*\s*)+)/g);
    nodes.push({
      name: node[1]!,
      type: rowOf(node[2]!),
      slots: [...references].map(([, place, targets]) => [placeOf(place!), targets!.trim().split(/\s+/)] as const),
    });
  }
  const indexes = new Map(nodes.map(({ name }, index) => [name, index]));
  const nodeOf = (name: string): number => {
    const index = indexes.get(name);
    if (index === undefined) throw new Error(`no node ${name}`);
    return index;
  };
  const cells: number[] = [];
  const firstCell = [0];
  for (const { slots } of nodes) {
    for (const [, targets] of slots) for (const target of targets) cells.push(toNodeCell(nodeOf(target)));
    /* Repeats nothing. */
    cells.push(toCountCell(0));
    firstCell.push(cells.length);
  }
  const slotPlaces = nodes.map(({ slots }) => slots.flatMap(([place, targets]) => targets.map(() => place)));
  const firstSlot = [0];
  for (const own of slotPlaces) firstSlot.push((firstSlot.at(-1) ?? 0) + own.length);
  const slotCount = firstSlot.at(-1) ?? 0;
  const zeros = new Uint32Array(nodes.length);
  const graph: Graph = {
    wordSize: 4,
    names,
    places: {
      count: places.length,
      parent: Int32Array.from(places, ({ parent }) => parent),
      name: Uint32Array.from(places, ({ name }) => name),
      kind: Uint8Array.from(places, ({ kind }) => kind),
      flags: new Uint8Array(places.length),
    },
    shapes: {
      count: nodes.length,
      typeName: Uint32Array.from(nodes, ({ type }) => type),
      flags: new Uint16Array(nodes.length).fill(SHAPE_OBJECT | SHAPE_COUNTED),
      headerSize: zeros.map(() => 16),
      headerMaxSize: zeros.map(() => 16),
      firstSlot: Uint32Array.from(firstSlot),
      firstRepeat: Uint32Array.from(firstSlot.slice(1)),
      slotPlace: Uint32Array.from(slotPlaces.flat()),
      slotSize: new Uint32Array(slotCount),
      slotMaxSize: new Uint32Array(slotCount),
      slotFlags: new Uint8Array(slotCount),
      firstStorage: new Uint32Array(nodes.length + 1),
      storagePlace: new Uint32Array(0),
      storageSize: new Uint32Array(0),
      storageMaxSize: new Uint32Array(0),
      storageItemSize: new Uint32Array(0),
      storageItemMaxSize: new Uint32Array(0),
    },
    nodeCount: nodes.length,
    nodeShape: Uint32Array.from(nodes, (_, index) => index),
    firstCell: Uint32Array.from(firstCell),
    cells: Int32Array.from(cells),
    largeBytes: new Float64Array(0),
    roots: {
      count: roots.length,
      name: Uint32Array.from(roots, ([name]) => name),
      cell: Int32Array.from(roots, ([, node]) => toNodeCell(nodeOf(node))),
      kind: new Uint8Array(roots.length),
      group: new Uint32Array(roots.length),
    },
    warnings: [],
    usedHeapSize: 0,
  };
  return { graph, nodeOf };
}
