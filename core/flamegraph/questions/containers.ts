import { countOf } from "../../graph/cell.ts";
import { type Graph, KIND_STORAGE, SHAPE_COUNTED } from "../../graph/graph.ts";
import { isHeapGraph } from "../../graph/is-heap-graph.ts";

/**
 * How the nodes of a shape hold entries.
 *
 * - `"none"`: they do not.
 * - `"list"`: an entry for each cell: items, members of a Set, values of a dictionary.
 * - `"pairs"`: an entry for each cell of a value, which stands behind that of its key: a Map, a dictionary with names.
 * - `"lists"`: several lists side by side, as long as the longest; cells that are empty may be no entry.
 */
export type Container = "none" | "list" | "pairs" | "lists";

/** By shape. */
export function containersOf(graph: Graph): readonly Container[] {
  const { shapes, places, names } = graph;
  const { count, flags, firstSlot, firstRepeat, slotPlace } = shapes;
  /* V8 lists references alone: a number in a Map has no cell, so keys and values do not stand side by side. */
  const hasPairs = !isHeapGraph(graph);
  return Array.from({ length: count }, (_, shape) => {
    const width = firstSlot[shape + 1] - firstRepeat[shape];
    if ((flags[shape] & SHAPE_COUNTED) === 0 || width === 0) return "none";
    if (width === 1) return hasPairs ? "list" : "lists";
    const key = slotPlace[firstRepeat[shape]];
    const isKey = places.kind[key] === KIND_STORAGE && names[places.name[key]] === "key";
    return hasPairs && width === 2 && isKey ? "pairs" : "lists";
  });
}

/** The cell where the repetitions of a node begin, and their number. Only of a container. */
export function repetitionsOf(graph: Graph, node: number): { readonly first: number; readonly count: number } {
  const { nodeShape, firstCell, cells, shapes } = graph;
  const shape = nodeShape[node];
  const at = firstCell[node] + shapes.firstRepeat[shape] - shapes.firstSlot[shape];
  return { first: at + 1, count: countOf(cells[at]) };
}
