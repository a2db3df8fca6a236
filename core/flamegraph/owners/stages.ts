import { CELL_EMPTY, isNodeCell, nodeOf } from "../../graph/cell.ts";
import {
  type Graph,
  ROOT_CLOSURES,
  ROOT_CONTEXTS,
  ROOT_ELEMENTS,
  ROOT_FRAMEWORK,
  ROOT_FUNCTIONS,
  ROOT_GIVEN,
  ROOT_GLOBAL,
  ROOT_LISTENERS,
  type RootKind,
  SHAPE_INLINE,
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
  [ROOT_CONTEXTS]: 8,
  [ROOT_ELEMENTS]: 10,
  [ROOT_LISTENERS]: 12,
  [ROOT_FUNCTIONS]: 14,
};
const STAGE_COUNT = 16;
const NO_STAGE = 0xffffffff;

/**
 * Of these kinds a root is a list whose items have a stage each, in their order: all of them lead to one another, and the outer ones come first. What an item reaches is charged to it, unless
 * one before reached it.
 */
const IN_TURN: ReadonlySet<number> = new Set([ROOT_CONTEXTS, ROOT_FUNCTIONS]);

export function stageOfRoot({ roots }: Graph, root: number): number {
  return STAGE_OF_KIND[roots.kind[root] as RootKind];
}

export interface StagedGraph {
  /** The graph without references that make no owner: from one stage to an earlier one, and borrowed ones to what the stage has otherwise. */
  readonly graph: Graph;
  /** Per node: its stage; `null` where there is one stage only. */
  readonly stage: Uint32Array | null;
}

export function withinStages(graph: Graph): StagedGraph {
  const { nodeCount, cells, firstCell, roots } = graph;
  let hasSeveral = false;
  for (let r = 0; r < roots.count; r++) {
    if (stageOfRoot(graph, r) !== stageOfRoot(graph, 0) || IN_TURN.has(roots.kind[r])) hasSeveral = true;
  }
  const borrowed = borrowedCellsOf(graph);
  if (!hasSeveral && borrowed === undefined) return { graph, stage: null };
  const { stage, isTurn } = stagesOf(graph, borrowed);
  const inner = cells.slice();
  for (let node = 0; node < nodeCount; node++) {
    const own = stage[node];
    const end = firstCell[node + 1];
    for (let c = firstCell[node]; c < end; c++) {
      const cell = cells[c];
      if (!isNodeCell(cell) || isTurn?.[c] === 1) continue;
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

interface Stages {
  /** Per node: the first stage that reaches it; NO_STAGE where none does. */
  readonly stage: Uint32Array;
  /** Per cell: 1 for one of a list whose items have a stage each, if the stage began there. */
  readonly isTurn: Uint8Array | undefined;
}

function stagesOf(graph: Graph, borrowed: Uint8Array | undefined): Stages {
  const { nodeCount, cells, firstCell, roots } = graph;
  const stage = new Uint32Array(nodeCount).fill(NO_STAGE);
  const pending = new Uint32Array(nodeCount);
  const lenders: number[] = [];
  let count = 0;

  function reach(cell: number, current: number): boolean {
    if (!isNodeCell(cell) || stage[nodeOf(cell)] !== NO_STAGE) return false;
    stage[nodeOf(cell)] = current;
    pending[count++] = nodeOf(cell);
    return true;
  }

  function spread(current: number): void {
    const isLent = lentAfter(current) === current;
    while (count > 0) {
      const node = pending[--count];
      const end = firstCell[node + 1];
      for (let c = firstCell[node]; c < end; c++) {
        if (borrowed !== undefined && borrowed[c] === 1 && !isLent) lenders.push(c);
        else reach(cells[c], current);
      }
    }
  }

  function spreadWithLent(current: number): void {
    spread(current);
    const lent = lentAfter(current);
    for (const c of lenders.splice(0)) reach(cells[c], lent);
    spread(lent);
  }

  let isTurn: Uint8Array | undefined;
  let turn = STAGE_COUNT;
  for (let current = 0; current < STAGE_COUNT; current += 2) {
    for (let r = 0; r < roots.count; r++) {
      if (stageOfRoot(graph, r) !== current || !reach(roots.cell[r], current) || !isListInTurn(graph, r)) continue;
      const list = pending[--count];
      isTurn ??= new Uint8Array(cells.length);
      for (let c = firstCell[list]; c < firstCell[list + 1]; c++) {
        if (!reach(cells[c], turn)) continue;
        isTurn[c] = 1;
        spreadWithLent(turn);
        turn += 2;
      }
    }
    spreadWithLent(current);
  }
  return { stage, isTurn };
}

/** Whether the root is a list of ours, whose items have a stage each. */
function isListInTurn({ roots, shapes, nodeShape }: Graph, root: number): boolean {
  return IN_TURN.has(roots.kind[root]) && (shapes.flags[nodeShape[nodeOf(roots.cell[root])]] & SHAPE_INLINE) !== 0;
}
