import { type Graph, KIND_STORAGE } from "../../graph/graph.ts";
import { isHeapGraph } from "../../graph/is-heap-graph.ts";
import { isCountedShape } from "../../graph/repetitions.ts";

/**
 * How the nodes of a shape hold entries.
 *
 * - `"none"`: they do not.
 * - `"list"`: an entry for each cell: items, members of a Set, values of a dictionary.
 * - `"pairs"`: an entry for each cell of a value, which stands behind that of its key: a Map, a dictionary with names.
 * - `"paired-lists"`: lists side by side, two of which are keys and values; entries whose value V8 does not list have none here.
 * - `"lists"`: several lists side by side, as long as the longest; cells that are empty may be no entry.
 */
export type Container = "none" | "list" | "pairs" | "paired-lists" | "lists";

/** By shape. */
export function containersOf(graph: Graph): readonly Container[] {
  const { shapes, places, names } = graph;
  const { count, firstSlot, firstRepeat, slotPlace } = shapes;
  /* V8 lists references alone, and each node once. */
  const hasPairs = !isHeapGraph(graph);
  return Array.from({ length: count }, (_, shape) => {
    const width = firstSlot[shape + 1] - firstRepeat[shape];
    if (!isCountedShape(graph, shape) || width === 0) return "none";
    if (!hasPairs && valueSlotOf(graph, shape) > 0) return "paired-lists";
    if (width === 1) return hasPairs ? "list" : "lists";
    const key = slotPlace[firstRepeat[shape]];
    const isKey = places.kind[key] === KIND_STORAGE && names[places.name[key]] === "key";
    return hasPairs && width === 2 && isKey ? "pairs" : "lists";
  });
}

/** Which of the repeated slots has the values, behind that of the keys; -1 where none has. */
export function valueSlotOf({ shapes, places, names }: Graph, shape: number): number {
  const { firstSlot, firstRepeat, slotPlace } = shapes;
  for (let slot = firstRepeat[shape]; slot + 1 < firstSlot[shape + 1]; slot++) {
    const isKey = names[places.name[slotPlace[slot]]] === "key" && places.kind[slotPlace[slot]] === KIND_STORAGE;
    if (isKey && names[places.name[slotPlace[slot + 1]]] === "value") return slot + 1 - firstRepeat[shape];
  }
  return -1;
}
