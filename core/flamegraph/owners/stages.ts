import { CELL_EMPTY, isNodeCell, nodeOf } from "../../graph/cell.ts";
import {
  type Graph,
  ROOT_CLOSURES,
  ROOT_ELEMENTS,
  ROOT_FRAMEWORK,
  ROOT_FUNCTIONS,
  ROOT_GIVEN,
  ROOT_GLOBAL,
  ROOT_LISTENERS,
  type RootKind,
  SLOT_BORROWED,
} from "../../graph/graph.ts";

/**
 * The stages of the owners, in order: roots that the app names itself come first, and roots that were found do not tear apart what those own. An object is charged to
 * the first stage whose roots reach it. Each stage is two: what its roots reach without borrowed references, then what those add. So a component is charged for what
 * was handed to it only where nothing else of the stage, or of one before, holds that.
 * A variable of a script names an object better than an element that keeps it, and a listener or a lone function only names what nothing else does.
 */
const STAGE_OF_KIND: Readonly<Record<RootKind, number>> = {
  [ROOT_GIVEN]: 0,
  [ROOT_FRAMEWORK]: 2,
  [ROOT_GLOBAL]: 4,
  [ROOT_CLOSURES]: 6,
  [ROOT_ELEMENTS]: 8,
  [ROOT_LISTENERS]: 10,
  [ROOT_FUNCTIONS]: 12,
};
const STAGE_COUNT = 14;
const NO_STAGE = 255;

export function stageOfRoot({ roots }: Graph, root: number): number {
  return STAGE_OF_KIND[roots.kind[root] as RootKind];
}

export interface StagedGraph {
  /** The graph without references that make no owner: from one stage to an earlier one, and borrowed ones to what the stage has otherwise. */
  readonly graph: Graph;
  /** Per node: its stage; `null` where there is one stage only. */
  readonly stage: Uint8Array | null;
}

export function withinStages(graph: Graph): StagedGraph {
  const { nodeCount, cells, firstCell, roots } = graph;
  let hasSeveral = false;
  for (let r = 1; r < roots.count; r++) if (stageOfRoot(graph, r) !== stageOfRoot(graph, 0)) hasSeveral = true;
  const borrowed = borrowedCellsOf(graph);
  if (!hasSeveral && borrowed === undefined) return { graph, stage: null };
  const stage = stagesOf(graph, borrowed);
  const inner = cells.slice();
  for (let node = 0; node < nodeCount; node++) {
    const own = stage[node];
    const end = firstCell[node + 1];
    for (let c = firstCell[node]; c < end; c++) {
      const cell = cells[c];
      if (!isNodeCell(cell)) continue;
      const other = stage[nodeOf(cell)];
      const isKept = borrowed?.[c] === 1 ? other === lentAfter(own) : other === own;
      if (!isKept) inner[c] = CELL_EMPTY;
    }
  }
  const rootCells = roots.cell.map((cell, r) =>
    isNodeCell(cell) && stage[nodeOf(cell)] !== stageOfRoot(graph, r) ? CELL_EMPTY : cell,
  );
  return { graph: { ...graph, firstCell, cells: inner, roots: { ...roots, cell: rootCells } }, stage };
}

/** The stage of what only borrowed references of a stage reach. */
function lentAfter(stage: number): number {
  return stage | 1;
}

/** Per cell: 1 for a borrowed reference; undefined where there is none at all. */
function borrowedCellsOf({ nodeCount, nodeShape, firstCell, cells, shapes }: Graph): Uint8Array | undefined {
  const { slotFlags, firstSlot, firstRepeat } = shapes;
  const hasBorrowed = new Uint8Array(shapes.count);
  let hasAny = false;
  for (let shape = 0; shape < shapes.count; shape++) {
    for (let slot = firstSlot[shape]; slot < firstRepeat[shape]; slot++) {
      if ((slotFlags[slot] & SLOT_BORROWED) === 0) continue;
      hasBorrowed[shape] = 1;
      hasAny = true;
    }
  }
  if (!hasAny) return undefined;
  const borrowed = new Uint8Array(cells.length);
  for (let node = 0; node < nodeCount; node++) {
    const shape = nodeShape[node];
    if (hasBorrowed[shape] === 0) continue;
    const first = firstSlot[shape];
    for (let slot = first; slot < firstRepeat[shape]; slot++) {
      if ((slotFlags[slot] & SLOT_BORROWED) !== 0) borrowed[firstCell[node] + slot - first] = 1;
    }
  }
  return borrowed;
}

/** Per node: the first stage that reaches it; NO_STAGE where none does. */
function stagesOf(graph: Graph, borrowed: Uint8Array | undefined): Uint8Array {
  const { nodeCount, cells, firstCell, roots } = graph;
  const stage = new Uint8Array(nodeCount).fill(NO_STAGE);
  const pending = new Uint32Array(nodeCount);
  const lenders: number[] = [];
  for (let current = 0; current < STAGE_COUNT; current++) {
    const isLent = lentAfter(current) === current;
    let count = 0;
    const reach = (cell: number): void => {
      if (!isNodeCell(cell) || stage[nodeOf(cell)] !== NO_STAGE) return;
      stage[nodeOf(cell)] = current;
      pending[count++] = nodeOf(cell);
    };
    if (isLent) for (const c of lenders.splice(0)) reach(cells[c]);
    else for (let r = 0; r < roots.count; r++) if (stageOfRoot(graph, r) === current) reach(roots.cell[r]);
    while (count > 0) {
      const node = pending[--count];
      const end = firstCell[node + 1];
      for (let c = firstCell[node]; c < end; c++) {
        if (borrowed !== undefined && borrowed[c] === 1 && !isLent) lenders.push(c);
        else reach(cells[c]);
      }
    }
  }
  return stage;
}
