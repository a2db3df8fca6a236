import { isNodeCell, nodeOf } from "../../graph/cell.ts";
import {
  CLOSURES_GROUP,
  type Graph,
  KIND_FIELD,
  PLACE_SELF,
  ROLE_ANY_KEY,
  ROLE_ELEMENTS,
  ROLE_TABLE,
  ROOT_CLOSURES,
  ROOT_GIVEN,
  ROOT_GLOBAL,
  roleOf,
  SHAPE_INLINE,
} from "../../graph/graph.ts";
import { holderOfCell } from "../../graph/holder-of-cell.ts";
import { slotOfCell } from "../../graph/path.ts";

/** A way from something with a name in the console to a value, by properties, items and entries of Maps. */
export interface ExpressionPath {
  /** The name, or the expression, that it begins with. */
  readonly start: string;
  /** The nodes after the first one, and the cells that lead to them; the last node is -1 for a value without one. */
  readonly nodes: readonly number[];
  readonly cells: readonly number[];
}

/** Where paths begin: at global variables and at expressions that are roots, or at the outermost variables of scripts. The console has a name for those of a classic script, and none for those of a module. */
export type ExpressionStarts = "globals" | "scripts";

/** The shortest such path to a node, or to the value at `cell` where it has none; null where there is none. `expressions` by the name of their root. */
export function expressionPathOf(
  graph: Graph,
  node: number,
  cell: number,
  starts: ExpressionStarts,
  expressions: ReadonlyMap<string, string>,
): ExpressionPath | null {
  const startOf = startsOf(graph, starts, expressions);
  const holder = node === -1 ? holderOfCell(graph, cell) : node;
  const canCode = codablePlacesOf(graph);
  if (node === -1 && !canCode(holder, cell)) return null;
  const way = wayTo(graph, holder, startOf, canCode);
  if (way === null) return null;
  return node === -1 ? { ...way, nodes: [...way.nodes, -1], cells: [...way.cells, cell] } : way;
}

/** By node: what it is called in the console. */
function startsOf(
  graph: Graph,
  starts: ExpressionStarts,
  expressions: ReadonlyMap<string, string>,
): ReadonlyMap<number, string> {
  const { roots, names } = graph;
  const startOf = new Map<number, string>();
  const add = (cell: number, code: string | undefined): void => {
    if (code !== undefined && isNodeCell(cell) && !startOf.has(nodeOf(cell))) startOf.set(nodeOf(cell), code);
  };
  for (let r = 0; r < roots.count; r++) {
    const name = names[roots.name[r]];
    const group = roots.group[r] === 0 ? "" : names[roots.group[r] - 1];
    if (starts === "globals") {
      if (roots.kind[r] === ROOT_GLOBAL && group === "") add(roots.cell[r], globalCodeOf(name));
      if (roots.kind[r] === ROOT_GIVEN && group === "") add(roots.cell[r], expressions.get(name));
    } else if (roots.kind[r] === ROOT_CLOSURES && group === CLOSURES_GROUP) {
      forEachVariable(graph, roots.cell[r], (variable, cell) => add(cell, isName(variable) ? variable : undefined));
    }
  }
  return startOf;
}

function globalCodeOf(name: string): string {
  return isName(name) ? name : `globalThis[${JSON.stringify(name)}]`;
}

function isName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

/** The variables in the list of a script's contexts. */
function forEachVariable(graph: Graph, list: number, visit: (name: string, cell: number) => void): void {
  const { cells, firstCell, nodeShape, shapes, places, names } = graph;
  const lists = [list];
  for (let i = 0; i < lists.length; i++) {
    if (!isNodeCell(lists[i])) continue;
    const node = nodeOf(lists[i]);
    if ((shapes.flags[nodeShape[node]] & SHAPE_INLINE) === 0) continue;
    for (let at = firstCell[node]; at < firstCell[node + 1]; at++) {
      if (!isNodeCell(cells[at])) continue;
      const place = shapes.slotPlace[slotOfCell(graph, node, at)];
      if (place === PLACE_SELF) lists.push(cells[at]);
      else if (places.kind[place] === KIND_FIELD) visit(names[places.name[place]], cells[at]);
    }
  }
}

/** Whether an expression can go from a node by one of its cells. */
function codablePlacesOf(graph: Graph): (node: number, cell: number) => boolean {
  const { shapes, places, names } = graph;
  const isCodable = Uint8Array.from({ length: places.count }, (_, place) => {
    const role = roleOf(places.flags[place]);
    if (role === ROLE_ELEMENTS || role === ROLE_ANY_KEY) return 1;
    const parent = places.parent[place];
    if (places.kind[place] === KIND_FIELD) return parent === PLACE_SELF ? 1 : 0;
    return parent > 0 && roleOf(places.flags[parent]) === ROLE_TABLE && names[places.name[place]] === "value" ? 1 : 0;
  });
  return (node, cell) => {
    const slot = slotOfCell(graph, node, cell);
    return slot !== -1 && isCodable[shapes.slotPlace[slot]] === 1;
  };
}

/** Breadth-first, so that the first way found is a shortest one. */
function wayTo(
  graph: Graph,
  target: number,
  startOf: ReadonlyMap<number, string>,
  canCode: (node: number, cell: number) => boolean,
): ExpressionPath | null {
  const { nodeCount, cells, firstCell } = graph;
  /** By node: the cell that leads to it, plus 1. */
  const via = new Uint32Array(nodeCount);
  const holder = new Int32Array(nodeCount).fill(-1);
  const queue = new Uint32Array(nodeCount);
  const isMet = new Uint8Array(nodeCount);
  let met = 0;
  for (const node of startOf.keys()) {
    isMet[node] = 1;
    queue[met++] = node;
  }
  for (let next = 0; next < met && isMet[target] === 0; next++) {
    const node = queue[next];
    for (let at = firstCell[node]; at < firstCell[node + 1]; at++) {
      const cell = cells[at];
      if (!isNodeCell(cell) || isMet[nodeOf(cell)] === 1 || !canCode(node, at)) continue;
      const to = nodeOf(cell);
      isMet[to] = 1;
      via[to] = at + 1;
      holder[to] = node;
      queue[met++] = to;
    }
  }
  if (isMet[target] === 0) return null;
  const nodes: number[] = [];
  const ways: number[] = [];
  let at = target;
  for (; via[at] !== 0; at = holder[at]) {
    nodes.push(at);
    ways.push(via[at] - 1);
  }
  return { start: startOf.get(at) ?? "", nodes: nodes.reverse(), cells: ways.reverse() };
}
