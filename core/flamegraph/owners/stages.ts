import { CELL_EMPTY, isNodeCell, nodeOf } from "../../graph/cell.ts";
import {
  type Graph,
  ROOT_CALLBACKS,
  ROOT_CLOSURES,
  ROOT_CONTEXTS,
  ROOT_DERIVED,
  ROOT_ELEMENTS,
  ROOT_FRAMEWORK,
  ROOT_FUNCTIONS,
  ROOT_GIVEN,
  ROOT_GLOBAL,
  ROOT_LISTENERS,
  type RootKind,
  SHAPE_COMPONENT,
  SHAPE_INLINE,
  SLOT_BORROWED,
} from "../../graph/graph.ts";

/**
 * The stages of the owners, in order: roots that the app names itself come first, then what its modules keep, and roots that were found do not tear apart what those own. An object is charged to
 * the first stage whose roots reach it. Each stage is two: what its roots reach without borrowed references, then what those add. So a component is charged for what
 * was handed to it only where nothing else of the stage, or of one before, holds that.
 * A component that modules reach only by way of other objects, such as the listeners of a store, is its framework's where that reaches it, too: else one such listener would have the whole page.
 * A variable of a script names an object better than an element that keeps it, and a listener or a lone function only names what nothing else does.
 */
const STAGE_OF_KIND: Readonly<Record<RootKind, number>> = {
  [ROOT_GIVEN]: 0,
  [ROOT_DERIVED]: 2,
  [ROOT_FRAMEWORK]: 4,
  [ROOT_GLOBAL]: 6,
  [ROOT_CLOSURES]: 8,
  [ROOT_ELEMENTS]: 10,
  [ROOT_LISTENERS]: 12,
  [ROOT_CALLBACKS]: 12,
  [ROOT_FUNCTIONS]: 14,
  [ROOT_CONTEXTS]: 16,
};
const STAGE_COUNT = 18;
const NO_STAGE = 0xffffffff;

/**
 * Roots of these kinds are many variables, or elements, that lead to one another. What several of them reach is charged to the nearest, by the number of references, and to the first of those that are equally
 * near: so each variable has a stage of its own, and none of them is torn apart by the others.
 */
function isByDistance(kind: number): boolean {
  return (
    kind === ROOT_DERIVED ||
    kind === ROOT_CLOSURES ||
    kind === ROOT_ELEMENTS ||
    kind === ROOT_FUNCTIONS ||
    kind === ROOT_CONTEXTS
  );
}

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
    if (stageOfRoot(graph, r) !== stageOfRoot(graph, 0) || isByDistance(roots.kind[r])) hasSeveral = true;
  }
  const borrowed = borrowedCellsOf(graph);
  if (!hasSeveral && borrowed === undefined) return { graph, stage: null };
  const { stage, isSeed } = stagesOf(graph, borrowed);
  const inner = cells.slice();
  for (let node = 0; node < nodeCount; node++) {
    const own = stage[node];
    const end = firstCell[node + 1];
    for (let c = firstCell[node]; c < end; c++) {
      const cell = cells[c];
      if (!isNodeCell(cell) || isSeed?.[c] === 1) continue;
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
  /** Per cell: 1 if a stage of its own began there, that of a variable. */
  readonly isSeed: Uint8Array | undefined;
}

function stagesOf(graph: Graph, borrowed: Uint8Array | undefined): Stages {
  const { nodeCount, cells, firstCell, roots, nodeShape, shapes } = graph;
  const stage = new Uint32Array(nodeCount).fill(NO_STAGE);
  /* Nodes in the order in which they are reached, so that the nearest comes first. */
  const queue = new Uint32Array(nodeCount);
  let reached = 0;
  let next = 0;
  const lenders: number[] = [];
  /** References to components that wait until frameworks have reached theirs. */
  const waiting: number[] = [];
  const hasFrameworks = roots.kind.includes(ROOT_FRAMEWORK);
  let doComponentsWait = false;

  function reach(cell: number, own: number): boolean {
    if (!isNodeCell(cell) || stage[nodeOf(cell)] !== NO_STAGE) return false;
    stage[nodeOf(cell)] = own;
    queue[reached++] = nodeOf(cell);
    return true;
  }

  /** Reaches what a node of the stage refers to. */
  function follow(c: number, own: number): void {
    if (doComponentsWait && isComponent(cells[c])) waiting.push(c, own);
    else reach(cells[c], own);
  }

  function isComponent(cell: number): boolean {
    return isNodeCell(cell) && (shapes.flags[nodeShape[nodeOf(cell)]] & SHAPE_COMPONENT) !== 0;
  }

  /** Reaches all that the reached nodes refer to; what they borrow waits, if it has to. */
  function spread(canBorrow: boolean): void {
    while (next < reached) {
      const node = queue[next++];
      const end = firstCell[node + 1];
      for (let c = firstCell[node]; c < end; c++) {
        if (!canBorrow && borrowed !== undefined && borrowed[c] === 1) lenders.push(c, stage[node]);
        else follow(c, stage[node]);
      }
    }
  }

  let isSeed: Uint8Array | undefined;
  let ofVariable = STAGE_COUNT;
  for (let current = 0; current < STAGE_COUNT; current += 2) {
    const seeds: number[] = [];
    doComponentsWait = current === STAGE_OF_KIND[ROOT_DERIVED] && hasFrameworks;
    for (let r = 0; r < roots.count; r++) {
      if (stageOfRoot(graph, r) !== current) continue;
      const root = roots.cell[r];
      /* What a list refers to is reached by stages of its own alone. */
      if (isByDistance(roots.kind[r]) && isFreeList(graph, root, stage)) {
        for (const c of variablesOf(graph, nodeOf(root), stage, current)) seeds.push(c);
      } else reach(root, current);
    }
    for (const c of seeds) {
      if (!reach(cells[c], ofVariable)) continue;
      isSeed ??= new Uint8Array(cells.length);
      isSeed[c] = 1;
      ofVariable += 2;
    }
    spreadAll();
    if (current !== STAGE_OF_KIND[ROOT_FRAMEWORK]) continue;
    for (let w = 0; w < waiting.length; w += 2) reach(cells[waiting[w]], waiting[w + 1]);
    spreadAll();
  }
  return { stage, isSeed };

  function spreadAll(): void {
    spread(false);
    for (let l = 0; l < lenders.length; l += 2) follow(lenders[l], lentAfter(lenders[l + 1]));
    lenders.length = 0;
    spread(true);
  }
}

/** Whether the cell refers to a list of ours, without a frame, that no stage has reached. */
function isFreeList({ shapes, nodeShape }: Graph, cell: number, stage: Uint32Array): boolean {
  if (!isNodeCell(cell) || stage[nodeOf(cell)] !== NO_STAGE) return false;
  return (shapes.flags[nodeShape[nodeOf(cell)]] & SHAPE_INLINE) !== 0;
}

/** The cells of the variables in a list; a list inside it, such as the contexts of a script, has further ones. The lists get the stage of the root. */
function variablesOf(graph: Graph, list: number, stage: Uint32Array, ofRoot: number): readonly number[] {
  const { cells, firstCell } = graph;
  const variables: number[] = [];
  stage[list] = ofRoot;
  for (let c = firstCell[list]; c < firstCell[list + 1]; c++) {
    if (isFreeList(graph, cells[c], stage)) {
      const inner = nodeOf(cells[c]);
      stage[inner] = ofRoot;
      for (let v = firstCell[inner]; v < firstCell[inner + 1]; v++) if (isNodeCell(cells[v])) variables.push(v);
    } else if (isNodeCell(cells[c])) variables.push(c);
  }
  return variables;
}
