import { toCountCell, toNodeCell } from "../graph/cell.ts";
import { type Graph, SHAPE_COUNTED, SHAPE_OBJECT } from "../graph/graph.ts";

/** A graph of bare nodes, each 16 bytes of one type, with the given references; node 0 is the only root by default. */
export function graphOf(referencesOf: readonly (readonly number[])[], roots: readonly number[] = [0]): Graph {
  const nodeCount = referencesOf.length;
  const firstCell = new Uint32Array(nodeCount + 1);
  const cells: number[] = [];
  for (let node = 0; node < nodeCount; node++) {
    firstCell[node] = cells.length;
    cells.push(toCountCell(referencesOf[node]!.length));
    for (const target of referencesOf[node]!) cells.push(toNodeCell(target));
  }
  firstCell[nodeCount] = cells.length;
  return {
    wordSize: 4,
    names: ["", "Node", "items", ...roots.map((_, i) => `root ${i}`)],
    places: {
      count: 2,
      parent: new Int32Array([-1, 0]),
      name: new Uint32Array([0, 2]),
      kind: new Uint8Array([1, 2]),
      flags: new Uint8Array(2),
    },
    shapes: {
      count: 1,
      typeName: new Uint32Array([1]),
      flags: new Uint16Array([SHAPE_OBJECT | SHAPE_COUNTED]),
      headerSize: new Uint32Array([16]),
      headerMaxSize: new Uint32Array([16]),
      firstSlot: new Uint32Array([0, 1]),
      firstRepeat: new Uint32Array([0]),
      slotPlace: new Uint32Array([1]),
      slotSize: new Uint32Array([0]),
      slotMaxSize: new Uint32Array([0]),
      slotFlags: new Uint8Array([0]),
      firstStorage: new Uint32Array([0, 0]),
      storagePlace: new Uint32Array(0),
      storageSize: new Uint32Array(0),
      storageMaxSize: new Uint32Array(0),
      storageItemSize: new Uint32Array(0),
      storageItemMaxSize: new Uint32Array(0),
    },
    nodeCount,
    nodeShape: new Uint32Array(nodeCount),
    firstCell,
    cells: Int32Array.from(cells),
    largeBytes: new Float64Array(0),
    roots: {
      count: roots.length,
      name: Uint32Array.from(roots, (_, i) => 3 + i),
      cell: Int32Array.from(roots, toNodeCell),
      kind: new Uint8Array(roots.length),
      group: new Uint32Array(roots.length),
    },
    warnings: [],
    usedHeapSize: 0,
  };
}

/** Small, fast, seeded: mulberry32. Numbers from 0 up to 1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
