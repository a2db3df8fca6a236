import { expect, test } from "vitest";
import type { Graph } from "../../graph/graph.ts";
import { NodeSizes } from "../../graph/node-sizes.ts";
import { referenceCountsOf } from "../../graph/reference-counts.ts";
import { graphOf, randomFrom } from "../graph.fixture.ts";
import { retainedSizesOf } from "./retained-sizes.ts";

function retainedIn(graph: Graph): number[] {
  return [...retainedSizesOf(graph, new NodeSizes(graph, referenceCountsOf(graph))).size];
}

test("what a node alone keeps alive counts for it", () => {
  expect(retainedIn(graphOf([[1, 2], [3], [3], [4], []]))).toEqual([80, 16, 16, 32, 16]);
});

test("all roots alike: what two of them reach is of neither", () => {
  const graph = graphOf([[2], [2], [3], []], [0, 1]);
  expect(retainedIn(graph)).toEqual([16, 16, 32, 16]);
  /* As if one had been registered and the other one found. */
  expect(retainedIn({ ...graph, roots: { ...graph.roots, kind: Uint8Array.of(0, 2) } })).toEqual([16, 16, 32, 16]);
});

test("a node that no root reaches retains nothing", () => {
  expect(retainedIn(graphOf([[], [2], []]))).toEqual([16, 0, 0]);
});

test("on random graphs: the bytes that are not reached any more without the node", () => {
  const random = randomFrom(7);
  for (let round = 0; round < 300; round++) {
    const count = 1 + Math.floor(random() * 25);
    const references = Array.from({ length: count }, () =>
      Array.from({ length: Math.floor(random() * 3) }, () => Math.floor(random() * count)),
    );
    const roots = [0, Math.floor(random() * count)];
    const retained = retainedIn(graphOf(references, [...new Set(roots)]));
    const whole = reachedWithout(references, roots, -1);
    for (let node = 0; node < count; node++) {
      const expected = whole.has(node) ? whole.size - reachedWithout(references, roots, node).size : 0;
      expect(retained[node]).toBe(16 * expected);
    }
  }
});

function reachedWithout(references: readonly number[][], roots: readonly number[], left: number): Set<number> {
  const reached = new Set<number>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === left || reached.has(node)) continue;
    reached.add(node);
    waiting.push(...references[node]!);
  }
  return reached;
}
