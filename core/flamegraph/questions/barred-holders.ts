import type { Graph } from "../../graph/graph.ts";

/** What paths do not lead through. */
export class BarredHolders {
  readonly #node: Uint8Array;
  readonly #cell: Uint8Array | null;
  readonly #roots: ReadonlySet<number>;

  constructor(node: Uint8Array, cell: Uint8Array | null, roots: ReadonlySet<number>) {
    this.#node = node;
    this.#cell = cell;
    this.#roots = roots;
  }

  isNode(node: number): boolean {
    return this.#node[node] === 1;
  }

  isCell(cell: number): boolean {
    return this.#cell !== null && this.#cell[cell] === 1;
  }

  isRoot(root: number): boolean {
    return this.#roots.has(root);
  }
}

/** Bars the given roots alone. */
export function barredRoots(graph: Graph, roots: ReadonlySet<number>): BarredHolders {
  return new BarredHolders(new Uint8Array(graph.nodeCount), null, roots);
}

/** 1 for each node that a root leads to otherwise. */
export function reachedBeside(graph: Graph, barred: BarredHolders): Uint8Array {
  const { nodeCount, firstCell, cells, roots } = graph;
  const isReached = new Uint8Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  let count = 0;
  for (let root = 0; root < roots.count; root++) {
    const node = roots.cell[root] - 1;
    if (node < 0 || isReached[node] === 1 || barred.isRoot(root) || barred.isNode(node)) continue;
    isReached[node] = 1;
    queue[count++] = node;
  }
  for (let next = 0; next < count; next++) {
    const end = firstCell[queue[next] + 1];
    for (let at = firstCell[queue[next]]; at < end; at++) {
      const node = cells[at] - 1;
      if (node < 0 || isReached[node] === 1 || barred.isNode(node) || barred.isCell(at)) continue;
      isReached[node] = 1;
      queue[count++] = node;
    }
  }
  return isReached;
}
