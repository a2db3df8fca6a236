import { expect, test } from "vitest";
import { decodeGraph, encodeGraph } from "../../graph/codec.ts";
import type { Graph, GraphTables } from "../../graph/graph.ts";
import { mergeGraphs } from "../../graph/merge-graphs.ts";
import { withShownNames } from "../../graph/shown-names.ts";
import { takeSnapshot } from "../../snapshot/take-snapshot.ts";
import { shapeLabelsOf } from "./shape-labels.ts";

/** Two classes of one name, and a script for each as a debugger gives it; "" for none. */
function nodesOf(...scripts: string[]): GraphTables {
  const nodes = scripts.map(() => new (class Node {})());
  const { graph } = takeSnapshot({ layout: "chrome", roots: { app: nodes } });
  const names = [...graph.names, ...scripts];
  let met = 0;
  const script = graph.shapes.typeName.map((name) => {
    if (graph.names[name] !== "Node") return 0;
    const at = met++;
    return scripts[at] === "" ? 0 : graph.names.length + at + 1;
  });
  return { ...graph, names, shapes: { ...graph.shapes, script } };
}

function decoded(tables: GraphTables): Graph {
  const result = decodeGraph(encodeGraph(tables));
  if (!result.ok) throw new Error(result.error);
  return result.graph;
}

const classesOf = (graph: Graph): (string | null)[] =>
  shapeLabelsOf(graph).filter((label) => label?.startsWith("Node"));

test("classes of one name are called by their scripts", () => {
  expect(classesOf(decoded(nodesOf("tree.js", "list.js")))).toEqual(["Node (tree.js)", "Node (list.js)"]);
});

test("those of one script, and those of none, by their numbers", () => {
  expect(classesOf(decoded(nodesOf("app.js", "app.js", "", "list.js")))).toEqual([
    "Node (app.js, 1)",
    "Node (app.js, 2)",
    "Node (3)",
    "Node (list.js)",
  ]);
});

test("a class alone has no label", () => {
  expect(classesOf(decoded(nodesOf("tree.js")))).toEqual([]);
});

test("scripts are there in graphs that are put beside one another, and under other names", () => {
  const nodes = decoded(nodesOf("tree.js", "list.js"));
  const plain = decoded(takeSnapshot({ layout: "chrome", roots: { other: [1] } }).graph);
  const merged = decoded(mergeGraphs([plain, nodes], []));
  expect(classesOf(merged)).toEqual(["Node (tree.js)", "Node (list.js)"]);
  const renamed = decoded({ ...nodes, minifiedNames: new Uint32Array(nodes.names.length) });
  expect(classesOf(withShownNames(renamed, "minified"))).toEqual(["Node (tree.js)", "Node (list.js)"]);
});

test("a file with scripts that are not there is refused", () => {
  const nodes = nodesOf("tree.js", "list.js");
  const { script } = nodes.shapes;
  const withScript = (column: Uint32Array) =>
    decodeGraph(encodeGraph({ ...nodes, shapes: { ...nodes.shapes, script: column } }));
  expect(withScript(script!.subarray(1))).toMatchObject({
    ok: false,
    error: expect.stringContaining("scripts of shapes"),
  });
  expect(withScript(script!.map(() => 1000))).toMatchObject({
    ok: false,
    error: expect.stringContaining('column "shapes.script", row 0'),
  });
});
