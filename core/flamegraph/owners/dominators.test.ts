import { describe, expect, test } from "vitest";
import { isNodeCell, nodeOf } from "../../graph/cell.ts";
import type { Graph } from "../../graph/graph.ts";
import { graphOf, randomFrom } from "../graph.fixture.ts";
import { dominatorOwners } from "./dominators.ts";
import { OWNED_BY_ROOT, UNREACHED } from "./owners.ts";

/** Nodes reached from the roots when `without` is taken away. */
function reachedWithout(graph: Graph, without: number): Uint8Array {
  const seen = new Uint8Array(graph.nodeCount);
  const work: number[] = [];
  const meet = (cell: number) => {
    if (!isNodeCell(cell) || nodeOf(cell) === without || seen[nodeOf(cell)]) return;
    seen[nodeOf(cell)] = 1;
    work.push(nodeOf(cell));
  };
  graph.roots.cell.forEach(meet);
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    graph.cells.subarray(graph.firstCell[node], graph.firstCell[node + 1]).forEach(meet);
  }
  return seen;
}

/** By definition: a dominates b when b is not reached without a. The owner is the dominator that all others dominate. O(n²). */
function naiveOwners(graph: Graph): Int32Array {
  const { nodeCount } = graph;
  const reached = reachedWithout(graph, -1);
  const dominators = Array.from({ length: nodeCount }, () => new Set<number>());
  for (let a = 0; a < nodeCount; a++) {
    if (!reached[a]) continue;
    const left = reachedWithout(graph, a);
    for (let b = 0; b < nodeCount; b++) if (b !== a && reached[b] && !left[b]) dominators[b]!.add(a);
  }
  return Int32Array.from({ length: nodeCount }, (_, b) => {
    if (!reached[b]) return UNREACHED;
    for (const a of dominators[b]!) if (dominators[a]!.size === dominators[b]!.size - 1) return a;
    return OWNED_BY_ROOT;
  });
}

function expectOwners(graph: Graph): void {
  const { owner, order } = dominatorOwners(graph);
  expect(owner).toEqual(naiveOwners(graph));
  const seen = new Set<number>();
  for (const node of order) {
    if (owner[node] !== OWNED_BY_ROOT) expect(seen.has(owner[node]!)).toBe(true);
    seen.add(node);
  }
  expect(seen.size).toBe(owner.filter((o) => o !== UNREACHED).length);
}

describe("owners by dominators", () => {
  test.each<[string, number[][], number[]?]>([
    ["one node", [[]]],
    ["a node that refers to itself", [[0]]],
    ["a diamond", [[1, 2], [3], [3], []]],
    ["a cycle entered twice", [[1, 2], [2], [1]]],
    ["two roots that share", [[2], [2], []], [0, 1]],
    ["a root inside another", [[1], [2], []], [0, 1]],
    ["the same root twice", [[1], []], [0, 0]],
    ["unreached nodes that refer into the graph", [[1], [], [1, 0]]],
    ["no roots", [[1], []], []],
    /* The example of Lengauer and Tarjan, 1979. */
    ["the classic", [[1, 2, 3], [4], [1, 4, 5], [6, 7], [12], [8], [9], [9, 10], [5, 11], [11], [9], [9, 0], [8]]],
    /* Irreducible: two entries into one loop. */
    ["an irreducible loop", [[1, 2], [3], [4], [4], [3, 5], []]],
  ])("%s", (_name, references, roots) => expectOwners(graphOf(references, roots)));

  test("a ladder of 200 rungs", () => {
    const rungs = 200;
    const references: number[][] = [];
    for (let i = 0; i < rungs; i++) {
      const next = i + 1 < rungs ? [2 * i + 2, 2 * i + 3] : [];
      references.push([...next, 2 * i + 1], [...next, 2 * i]);
    }
    expectOwners(graphOf(references));
  });

  test("a clique of 60", () => {
    const all = Array.from({ length: 60 }, (_, i) => i);
    expectOwners(graphOf(all.map(() => all)));
  });

  test("5,000 random graphs, sparse and dense", () => {
    const random = randomFrom(20_260_101);
    for (let round = 0; round < 5000; round++) {
      const count = 1 + Math.floor(random() * 14);
      const density = random() * 3;
      const references = Array.from({ length: count }, () =>
        Array.from({ length: Math.floor(random() * density * 2) }, () => Math.floor(random() * count)),
      );
      const roots = Array.from({ length: 1 + Math.floor(random() * 3) }, () => Math.floor(random() * count));
      expectOwners(graphOf(references, roots));
    }
  });

  test("100 larger random graphs", () => {
    const random = randomFrom(7);
    for (let round = 0; round < 100; round++) {
      const count = 100 + Math.floor(random() * 100);
      const references = Array.from({ length: count }, (_, i) =>
        Array.from({ length: Math.floor(random() * 4) }, () =>
          random() < 0.8 ? Math.min(count - 1, i + 1 + Math.floor(random() * 5)) : Math.floor(random() * count),
        ),
      );
      expectOwners(graphOf(references));
    }
  });

  test("a list of 1,000,000 links with back pointers", () => {
    const count = 1_000_000;
    const references = Array.from({ length: count }, (_, i) =>
      i === 0 ? [1] : i === count - 1 ? [i - 1] : [i + 1, i - 1],
    );
    const { owner } = dominatorOwners(graphOf(references));
    expect(owner[0]).toBe(OWNED_BY_ROOT);
    let wrong = 0;
    for (let i = 1; i < count; i++) if (owner[i] !== i - 1) wrong++;
    expect(wrong).toBe(0);
  });

  test("a list of 1,000,000 links that all refer to the last", () => {
    const count = 1_000_000;
    const references = Array.from({ length: count }, (_, i) =>
      i < count - 2 ? [count - 1, i + 1] : i < count - 1 ? [i + 1] : [],
    );
    const { owner } = dominatorOwners(graphOf(references));
    expect(owner[count - 1]).toBe(0);
  });
});
