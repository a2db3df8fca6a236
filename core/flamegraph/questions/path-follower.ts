import type { Graph } from "../../graph/graph.ts";
import type { BarredHolders } from "./barred-holders.ts";
import type { StepIds, StepNames } from "./named-steps.ts";

/** The nodes that a path of these names leads to. */
export interface PathEnd {
  readonly nodes: readonly number[];
  /** The cells that the last step leads over; none where it is a root. */
  readonly cells: readonly number[];
  /** The roots, where the path is one step. */
  readonly roots: readonly number[];
}

/** Cells that are looked at for one path: a path of a million steps through a million nodes has no end that can be waited for. */
const MOST_CELLS = 100_000_000;

/** Follows paths by their names, from all roots at once. */
export class PathFollower {
  readonly #graph: Graph;
  readonly #names: StepNames;
  /** Per node: the move that it was met in last. */
  readonly #metIn: Int32Array;
  #move = 0;

  constructor(graph: Graph, names: StepNames) {
    this.#graph = graph;
    this.#names = names;
    this.#metIn = new Int32Array(graph.nodeCount);
  }

  /** `null` for a path that takes too long to follow. */
  endOf(steps: readonly StepIds[], barred: BarredHolders | null): PathEnd | null {
    const start = rootsOfStep(this.#graph, this.#names, steps[0], barred);
    const end = this.endFrom(start.nodes, steps.slice(1), barred);
    return end === null || steps.length > 1 ? end : { ...end, roots: start.roots };
  }

  /** The same from nodes on: the steps after those that lead to them. */
  endFrom(from: readonly number[], steps: readonly StepIds[], barred: BarredHolders | null): PathEnd | null {
    const { firstCell, cells } = this.#graph;
    const names = this.#names;
    const metIn = this.#metIn;
    let nodes = [...from];
    let next: number[] = [];
    const passed: number[] = [];
    let looked = 0;
    for (let step = 0; step < steps.length; step++) {
      const { place, type, times } = steps[step];
      for (let time = 0; time < times; time++) {
        const move = ++this.#move;
        next.length = 0;
        passed.length = 0;
        for (let i = 0; i < nodes.length; i++) {
          const node = nodes[i];
          const end = firstCell[node + 1];
          looked += end - firstCell[node];
          if (looked > MOST_CELLS) return null;
          for (let at = firstCell[node]; at < end; at++) {
            const to = cells[at] - 1;
            if (to < 0 || names.typeOf(to) !== type || names.placeOf(node, at) !== place) continue;
            if (barred !== null && (barred.isNode(to) || barred.isCell(at))) continue;
            passed.push(at);
            if (metIn[to] === move) continue;
            metIn[to] = move;
            next.push(to);
          }
        }
        const before = nodes;
        nodes = next;
        next = before;
      }
    }
    return { nodes, cells: passed, roots: [] };
  }
}

function rootsOfStep(
  { roots }: Graph,
  names: StepNames,
  { place, type }: StepIds,
  barred: BarredHolders | null,
): { readonly nodes: number[]; readonly roots: readonly number[] } {
  const nodes = new Set<number>();
  const found: number[] = [];
  for (let root = 0; root < roots.count; root++) {
    const node = roots.cell[root] - 1;
    if (node < 0 || names.rootPlaceOf(root) !== place || names.typeOf(node) !== type) continue;
    if (barred !== null && (barred.isRoot(root) || barred.isNode(node))) continue;
    nodes.add(node);
    found.push(root);
  }
  return { nodes: [...nodes], roots: found };
}
