import { expect, test } from "vitest";
import { DOM_COUNT_ROWS, DOM_NOT_KNOWN } from "../../graph/dom-counts.ts";
import { ROOT_FUNCTIONS, ROOT_LISTENERS } from "../../graph/graph.ts";
import { graphOf } from "../graph.fixture.ts";
import { pageCountsOf } from "./page-counts.ts";

/** Roots that are lists: node 0 of three listeners, node 1 of one, node 2 of two lone functions. */
const GRAPH = graphOf([[3, 4, 5], [6], [7, 8], [], [], [], [], [], []], [0, 1, 2]);

const withRoots = (kinds: readonly number[], names: readonly string[], more: object = {}) => ({
  ...GRAPH,
  names: ["", "keyup", "items", ...names],
  roots: { ...GRAPH.roots, kind: Uint8Array.from(kinds) },
  ...more,
});

test("listeners by target and type, lone functions, and what the walk counted", () => {
  const graph = withRoots([ROOT_LISTENERS, ROOT_LISTENERS, ROOT_FUNCTIONS], ["button", "window", "app.js"], {
    domCounts: Float64Array.of(120, 4, 310, 2, 30),
    timeline: { marks: 20, measures: 3, resources: 1, reactMeasures: 0 },
  });
  const { totals, listeners, hasAllListeners } = pageCountsOf(graph);
  expect(listeners).toEqual([
    { name: "button keyup", count: 3 },
    { name: "window keyup", count: 1 },
  ]);
  expect(hasAllListeners).toBe(true);
  expect(totals.map(({ name, count }) => `${name} ${count}`)).toEqual([
    "DOM nodes 310",
    "DOM elements 120",
    "detached DOM nodes 0",
    "documents 2",
    "listeners 4",
    "listeners of the process 30",
    "functions that no root reaches 2",
    "User Timing marks 20",
    "User Timing measures 3",
    "resource timings 1",
  ]);
});

test("what is not known has no row", () => {
  const domCounts = new Float64Array(DOM_COUNT_ROWS).fill(DOM_NOT_KNOWN);
  const { totals, hasAllListeners } = pageCountsOf(withRoots([0, 0, 0], ["a", "b", "c"], { domCounts }));
  expect(totals).toEqual([{ name: "detached DOM nodes", count: 0 }]);
  expect(hasAllListeners).toBe(false);
});
