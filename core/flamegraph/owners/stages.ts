import { CELL_EMPTY, isNodeCell, nodeOf } from "../../graph/cell.ts";
import {
  type Graph,
  ROOT_ELEMENTS,
  ROOT_FRAMEWORK,
  ROOT_GIVEN,
  ROOT_GLOBAL,
  type RootKind,
} from "../../graph/graph.ts";

/**
 * The stages of the owners, in order: roots that the app names itself come first, and roots that were found do not tear apart what those own. An object is charged to
 * the first stage whose roots reach it.
 */
const STAGE_OF_KIND: Readonly<Record<RootKind, number>> = {
  [ROOT_GIVEN]: 0,
  [ROOT_FRAMEWORK]: 1,
  [ROOT_GLOBAL]: 2,
  [ROOT_ELEMENTS]: 3,
};
const STAGE_COUNT = 4;
const NO_STAGE = 255;

export function stageOfRoot({ roots }: Graph, root: number): number {
  return STAGE_OF_KIND[roots.kind[root] as RootKind];
}

export interface StagedGraph {
  /** The graph without references from one stage to another. */
  readonly graph: Graph;
  /** Per node: its stage; `null` where there is one stage only. */
  readonly stage: Uint8Array | null;
}

export function withinStages(graph: Graph): StagedGraph {
  const { nodeCount, cells, firstCell, roots } = graph;
  let hasSeveral = false;
  for (let r = 1; r < roots.count; r++) if (stageOfRoot(graph, r) !== stageOfRoot(graph, 0)) hasSeveral = true;
  if (!hasSeveral) return { graph, stage: null };
  const stage = stagesOf(graph);
  const inner = cells.slice();
  for (let node = 0; node < nodeCount; node++) {
    const own = stage[node];
    const end = firstCell[node + 1];
    for (let c = firstCell[node]; c < end; c++) {
      const cell = cells[c];
      if (isNodeCell(cell) && stage[nodeOf(cell)] !== own) inner[c] = CELL_EMPTY;
    }
  }
  const rootCells = roots.cell.map((cell, r) =>
    isNodeCell(cell) && stage[nodeOf(cell)] !== stageOfRoot(graph, r) ? CELL_EMPTY : cell,
  );
  return { graph: { ...graph, firstCell, cells: inner, roots: { ...roots, cell: rootCells } }, stage };
}

/** Per node: the first stage that reaches it; NO_STAGE where none does. */
function stagesOf(graph: Graph): Uint8Array {
  const { nodeCount, cells, firstCell, roots } = graph;
  const stage = new Uint8Array(nodeCount).fill(NO_STAGE);
  const pending = new Uint32Array(nodeCount);
  for (let current = 0; current < STAGE_COUNT; current++) {
    let count = 0;
    const reach = (cell: number): void => {
      if (!isNodeCell(cell) || stage[nodeOf(cell)] !== NO_STAGE) return;
      stage[nodeOf(cell)] = current;
      pending[count++] = nodeOf(cell);
    };
    for (let r = 0; r < roots.count; r++) if (stageOfRoot(graph, r) === current) reach(roots.cell[r]);
    while (count > 0) {
      const node = pending[--count];
      const end = firstCell[node + 1];
      for (let c = firstCell[node]; c < end; c++) reach(cells[c]);
    }
  }
  return stage;
}
