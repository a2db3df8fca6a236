import { countOf } from "./cell.ts";
import { type Graph, SHAPE_COUNTED } from "./graph.ts";

/** The repeated cells of a node. */
export interface Repetitions {
  /** Row of `Graph.cells` where they begin. */
  readonly first: number;
  readonly count: number;
}

/** Whether nodes of the shape have a number of repetitions. */
export function isCountedShape({ shapes }: Graph, shape: number): boolean {
  return (shapes.flags[shape] & SHAPE_COUNTED) !== 0;
}

/** Only of a node whose shape is counted. */
export function repetitionsOf(graph: Graph, node: number): Repetitions {
  const { nodeShape, firstCell, cells, shapes } = graph;
  const shape = nodeShape[node];
  const at = firstCell[node] + shapes.firstRepeat[shape] - shapes.firstSlot[shape];
  return { first: at + 1, count: countOf(cells[at]) };
}
