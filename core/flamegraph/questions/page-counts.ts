import { isNodeCell, nodeOf } from "../../graph/cell.ts";
import {
  DOM_ELEMENTS,
  DOM_LISTENERS,
  DOM_NOT_KNOWN,
  DOM_PROCESS_DOCUMENTS,
  DOM_PROCESS_LISTENERS,
  DOM_PROCESS_NODES,
} from "../../graph/dom-counts.ts";
import {
  type Graph,
  ROOT_CLOSURES,
  ROOT_CONTEXTS,
  ROOT_FUNCTIONS,
  ROOT_LISTENERS,
  SHAPE_DETACHED,
} from "../../graph/graph.ts";
import { isCountedShape, repetitionsOf } from "../../graph/repetitions.ts";
import { watchedCountsOf } from "./watched-counts.ts";

/** How many there are of something. */
export interface CountRow {
  readonly name: string;
  readonly count: number;
}

/** What a snapshot of a page knows of numbers that bytes do not show. A count that is not known has no row. */
export interface PageCounts {
  /** Of the page as a whole. */
  readonly totals: readonly CountRow[];
  /** By target and type, such as `window keyup`; the most first. */
  readonly listeners: readonly CountRow[];
  /** Whether targets and types that are no rows have no listeners. */
  readonly hasAllListeners: boolean;
  /** What the watch counted, by kind and place, such as `setInterval poll.ts:7`; the most first. None where the page was not watched. */
  readonly watched: readonly CountRow[];
  /** Whether of what is no row nothing is there. */
  readonly isWatched: boolean;
}

export const NO_COUNTS: PageCounts = {
  totals: [],
  listeners: [],
  hasAllListeners: false,
  watched: [],
  isWatched: false,
};

/** One pass over the listeners and the lone functions, and one over the nodes where some are detached. */
export function pageCountsOf(graph: Graph): PageCounts {
  const { domCounts, timeline, watched } = graph;
  const totals: CountRow[] = [];
  const add = (name: string, count: number | undefined): void => {
    if (count !== undefined && count !== DOM_NOT_KNOWN) totals.push({ name, count });
  };
  add("DOM nodes", domCounts?.[DOM_PROCESS_NODES]);
  add("DOM elements", domCounts?.[DOM_ELEMENTS]);
  add("detached DOM nodes", detachedCountOf(graph));
  add("documents", domCounts?.[DOM_PROCESS_DOCUMENTS]);
  add("listeners", domCounts?.[DOM_LISTENERS]);
  add("listeners of the process", domCounts?.[DOM_PROCESS_LISTENERS]);
  add("functions that no root reaches", loneFunctionCountOf(graph));
  add("User Timing marks", timeline?.marks);
  add("User Timing measures", timeline?.measures);
  add("resource timings", timeline?.resources);
  return {
    totals,
    listeners: listenersOf(graph),
    hasAllListeners: totals.some(({ name }) => name === "listeners"),
    watched: watched === undefined ? [] : watchedCountsOf(watched),
    isWatched: watched !== undefined,
  };
}

function detachedCountOf({ shapes, nodeCount, nodeShape }: Graph): number {
  if (!shapes.flags.some((flags) => (flags & SHAPE_DETACHED) !== 0)) return 0;
  let count = 0;
  for (let node = 0; node < nodeCount; node++) if ((shapes.flags[nodeShape[node]] & SHAPE_DETACHED) !== 0) count++;
  return count;
}

/** Undefined where no debugger found functions. */
function loneFunctionCountOf(graph: Graph): number | undefined {
  const { kind } = graph.roots;
  if (!kind.some((one) => one === ROOT_CLOSURES || one === ROOT_CONTEXTS || one === ROOT_FUNCTIONS)) return undefined;
  let count = 0;
  for (let root = 0; root < kind.length; root++) {
    if (kind[root] === ROOT_FUNCTIONS) count += itemsOfRoot(graph, root).length;
  }
  return count;
}

function listenersOf(graph: Graph): readonly CountRow[] {
  const { names, roots, shapes, nodeShape } = graph;
  const counts = new Map<string, number>();
  for (let root = 0; root < roots.count; root++) {
    if (roots.kind[root] !== ROOT_LISTENERS) continue;
    const target = names[roots.name[root]];
    for (const item of itemsOfRoot(graph, root)) {
      const name = `${target} ${names[shapes.typeName[nodeShape[item]]]}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].map(([name, count]) => ({ name, count })).toSorted((one, other) => other.count - one.count);
}

/** The nodes in the list that stands for a root. */
function itemsOfRoot(graph: Graph, root: number): readonly number[] {
  const cell = graph.roots.cell[root];
  if (!isNodeCell(cell) || !isCountedShape(graph, graph.nodeShape[nodeOf(cell)])) return [];
  const { first, count } = repetitionsOf(graph, nodeOf(cell));
  return Array.from(graph.cells.subarray(first, first + count))
    .filter(isNodeCell)
    .map(nodeOf);
}
