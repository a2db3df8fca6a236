import type { Graph } from "../../graph/graph.ts";
import type { BarredHolders } from "./barred-holders.ts";
import type { IncomingReferences } from "./incoming-references.ts";
import type { StepNames } from "./named-steps.ts";
import type { PassedSteps } from "./passed-steps.ts";

/** A path of nodes: from a root to its value, `nodes[0]`, and over `cells[i]` from `nodes[i]` to `nodes[i + 1]`. */
export interface NodePath {
  readonly root: number;
  readonly nodes: readonly number[];
  readonly cells: readonly number[];
}

/** Ways that paths may take. */
export interface Ways {
  /** Whether a path may lead from one root through the value of another. */
  readonly throughRoots: "yes" | "no";
  /** Nodes that paths lead to over one cell alone. */
  readonly onlyCells: ReadonlyMap<number, number>;
}

/** Paths that are as good as one another, at most: of those the one that holds the most objects is taken. */
const MOST_EQUALS = 32;
const FIRST_ROWS = 1024;
/** Stands for "no cell". */
const AT_TARGET = -1;

/** Nodes to look at, with the number of steps to a target, which never falls. */
class Line {
  node = new Int32Array(FIRST_ROWS);
  via = new Int32Array(FIRST_ROWS);
  steps = new Int32Array(FIRST_ROWS);
  count = 0;
  next = 0;

  push(node: number, via: number, steps: number): void {
    if (this.count === this.node.length) this.#grow();
    this.node[this.count] = node;
    this.via[this.count] = via;
    this.steps[this.count++] = steps;
  }

  clear(): void {
    this.count = 0;
    this.next = 0;
  }

  #grow(): void {
    const longer = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(column.length * 2);
      copy.set(column);
      return copy;
    };
    this.node = longer(this.node);
    this.via = longer(this.via);
    this.steps = longer(this.steps);
  }
}

/**
 * Searches backwards from all targets at once, until roots are met. Of two paths the better one shares fewer steps with those that were found before; of such it is the shorter. That is the algorithm
 * of Dijkstra for a length of two parts, where a step adds 0 or 1 to the first part and 1 to the second: two lines in order take the place of a heap.
 */
export class HolderSearch {
  readonly #graph: Graph;
  readonly #incoming: IncomingReferences;
  readonly #names: StepNames;
  readonly #targets: Int32Array;
  readonly #barred: BarredHolders;
  readonly #ways: Ways;
  /** Per node: the cell that leads towards a target. */
  readonly #via: Int32Array;
  /** Per node: the number of the search that has settled it; the number of the round in which it came into each of the lines. */
  readonly #settledIn: Int32Array;
  readonly #queuedIn: Int32Array;
  readonly #sharedIn: Int32Array;
  #searches = 0;
  #rounds = 0;
  /** Of this round, those that a shared step has led to; those of this round's own; and those for the next round. */
  #arrived = new Line();
  readonly #queue = new Line();
  #shared = new Line();

  constructor(
    graph: Graph,
    incoming: IncomingReferences,
    names: StepNames,
    targets: Int32Array,
    barred: BarredHolders,
    ways: Ways,
  ) {
    this.#ways = ways;
    this.#graph = graph;
    this.#incoming = incoming;
    this.#names = names;
    this.#targets = targets;
    this.#barred = barred;
    this.#via = new Int32Array(graph.nodeCount);
    this.#settledIn = new Int32Array(graph.nodeCount);
    this.#queuedIn = new Int32Array(graph.nodeCount);
    this.#sharedIn = new Int32Array(graph.nodeCount);
  }

  /** The best paths, all equally good; none if no root leads to a target. */
  find(passed: PassedSteps): NodePath[] {
    this.#searches++;
    const arrived = this.#arrived;
    arrived.clear();
    for (let t = 0; t < this.#targets.length; t++) arrived.push(this.#targets[t], AT_TARGET, 0);
    const best: Best = { shared: Number.POSITIVE_INFINITY, steps: 0, ends: [] };
    for (let shared = 0; this.#arrived.count > 0 && shared <= best.shared; shared++) {
      this.#searchRound(passed, shared, best);
      const empty = this.#arrived;
      this.#arrived = this.#shared;
      this.#shared = empty;
    }
    return best.ends.map(({ root, node }) => this.#pathFrom(root, node));
  }

  /** All nodes whose path shares so many steps. */
  #searchRound(passed: PassedSteps, shared: number, best: Best): void {
    const round = ++this.#rounds;
    const { first, from, cell: cellOf, roots } = this.#incoming;
    const { onlyCells } = this.#ways;
    const names = this.#names;
    const barred = this.#barred;
    const settledIn = this.#settledIn;
    const queuedIn = this.#queuedIn;
    const sharedIn = this.#sharedIn;
    const search = this.#searches;
    const arrived = this.#arrived;
    const queue = this.#queue;
    const later = this.#shared;
    queue.clear();
    later.clear();
    for (;;) {
      const hasArrived = arrived.next < arrived.count;
      const hasQueued = queue.next < queue.count;
      if (!hasArrived && !hasQueued) return;
      const line =
        hasArrived && (!hasQueued || arrived.steps[arrived.next] <= queue.steps[queue.next]) ? arrived : queue;
      const at = line.next++;
      const node = line.node[at];
      if (settledIn[node] === search) continue;
      const steps = line.steps[at];
      if (shared > best.shared || (shared === best.shared && steps + 1 > best.steps)) return;
      settledIn[node] = search;
      this.#via[node] = line.via[at];
      const type = names.typeOf(node);
      const mayShare = passed.leadsTo(type);
      const ends = roots.get(node);
      if (ends !== undefined) {
        this.#meetRoots(ends, node, shared, steps + 1, passed, best);
        if (this.#ways.throughRoots === "no") continue;
      }
      const onlyCell = onlyCells.get(node);
      const end = first[node + 1];
      for (let row = first[node]; row < end; row++) {
        const holder = from[row];
        if (settledIn[holder] === search || barred.isNode(holder)) continue;
        const cell = cellOf[row];
        if (barred.isCell(cell) || (onlyCell !== undefined && onlyCell !== cell)) continue;
        if (mayShare && passed.has(names.typeOf(holder), names.placeOf(holder, cell), type)) {
          if (sharedIn[holder] === round) continue;
          sharedIn[holder] = round;
          later.push(holder, cell, steps + 1);
        } else if (queuedIn[holder] !== round) {
          queuedIn[holder] = round;
          queue.push(holder, cell, steps + 1);
        }
      }
    }
  }

  #meetRoots(
    ends: readonly number[],
    node: number,
    sharedBefore: number,
    steps: number,
    passed: PassedSteps,
    best: Best,
  ): void {
    const type = this.#names.typeOf(node);
    for (const root of ends) {
      if (this.#barred.isRoot(root)) continue;
      const shared = passed.has(-1, this.#names.rootPlaceOf(root), type) ? sharedBefore + 1 : sharedBefore;
      if (shared > best.shared || (shared === best.shared && steps > best.steps)) continue;
      if (shared < best.shared || steps < best.steps) best.ends.length = 0;
      best.shared = shared;
      best.steps = steps;
      if (best.ends.length < MOST_EQUALS) best.ends.push({ root, node });
    }
  }

  #pathFrom(root: number, start: number): NodePath {
    const { cells } = this.#graph;
    const path: { root: number; nodes: number[]; cells: number[] } = { root, nodes: [start], cells: [] };
    for (let node = start; this.#via[node] !== AT_TARGET; ) {
      const cell = this.#via[node];
      path.cells.push(cell);
      node = cells[cell] - 1;
      path.nodes.push(node);
    }
    return path;
  }
}

interface Best {
  shared: number;
  steps: number;
  readonly ends: { readonly root: number; readonly node: number }[];
}
