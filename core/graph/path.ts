import { isNodeCell, nodeOf } from "./cell.ts";
import type { Graph, Warning } from "./graph.ts";

/* Taken at load: paths are made in the page. */
const Rows = Uint32Array;

/** Keys shown at most; the middle of a longer path is left out. */
const MAX_STEPS = 24;

/** The warnings of a graph, with their paths. */
export function warningsOf(graph: Graph): Warning[] {
  const nodes: number[] = [];
  for (const { node } of graph.warnings) if (node >= 0) nodes.push(node);
  const paths = nodes.length === 0 ? [] : pathsOfNodes(graph, nodes);
  let next = 0;
  return graph.warnings.map(({ code, node, path, detail }) => ({
    code,
    path: node >= 0 ? paths[next++] : path,
    detail,
  }));
}

/**
 * For each of `nodes` the path by which it was first met: root name and the names of the places in between, joined by ";". Costs one pass over the cells.
 */
function pathsOfNodes(graph: Graph, nodes: readonly number[]): string[] {
  const { nodeCount, cells, firstCell, roots } = graph;
  /** By node: one more than the node that refers to it first, and than the root that does; 0 for none. */
  const firstReferrer = new Rows(nodeCount);
  const firstRoot = new Rows(nodeCount);
  const viaCell = new Rows(nodeCount);
  for (let owner = 0; owner < nodeCount; owner++) {
    const end = firstCell[owner + 1];
    for (let at = firstCell[owner]; at < end; at++) {
      const cell = cells[at];
      if (!isNodeCell(cell)) continue;
      const node = nodeOf(cell);
      if (node > owner && node < nodeCount && firstReferrer[node] === 0) {
        firstReferrer[node] = owner + 1;
        viaCell[node] = at;
      }
    }
  }
  for (let r = roots.count - 1; r >= 0; r--) {
    const cell = roots.cell[r];
    if (isNodeCell(cell)) firstRoot[nodeOf(cell)] = r + 1;
  }
  const paths: string[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const steps: string[] = [];
    let at = nodes[i];
    while (firstRoot[at] === 0 && firstReferrer[at] !== 0) {
      const referrer = firstReferrer[at] - 1;
      steps[steps.length] = placeTextOf(graph, referrer, viaCell[at]);
      at = referrer;
    }
    const root = firstRoot[at];
    let path = root === 0 ? "" : rootPathOf(graph, root - 1);
    for (let s = steps.length - 1; s >= 0; s--) {
      if (steps.length > MAX_STEPS && s === steps.length - MAX_STEPS / 2) {
        path += ";…";
        s = MAX_STEPS / 2;
      }
      path += `;${steps[s]}`;
    }
    paths[i] = path;
  }
  return paths;
}

/** The name of a root, after that of its group. */
function rootPathOf({ names, roots }: Graph, root: number): string {
  const name = names[roots.name[root]];
  return roots.group[root] === 0 ? name : `${names[roots.group[root] - 1]};${name}`;
}

/** Names of the place at which a cell of the node stands. */
function placeTextOf(graph: Graph, node: number, at: number): string {
  const { shapes, places, names } = graph;
  const slot = slotOfCell(graph, node, at);
  let text = "";
  for (let place = shapes.slotPlace[slot]; place > 0; place = places.parent[place]) {
    const name = names[places.name[place]];
    text = text === "" ? name : `${name};${text}`;
  }
  return text;
}

/** Row of the slot columns that a cell belongs to; -1 for the number of repetitions. */
export function slotOfCell(graph: Graph, node: number, at: number): number {
  const { shapes } = graph;
  const shape = graph.nodeShape[node];
  const repeat = shapes.firstRepeat[shape];
  const fixed = repeat - shapes.firstSlot[shape];
  const offset = at - graph.firstCell[node];
  if (offset < fixed) return shapes.firstSlot[shape] + offset;
  if (offset === fixed) return -1;
  return repeat + ((offset - fixed - 1) % (shapes.firstSlot[shape + 1] - repeat));
}
