import { expect, test } from "vitest";
import { writeFolded } from "../flamegraph/formats/folded-text.ts";
import { framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../graph/codec.ts";
import { type Graph, type GraphTables, ROOT_CONTEXTS } from "../graph/graph.ts";
import { mergeGraphs } from "../graph/merge-graphs.ts";
import { type ShownNames, withShownNames } from "../graph/shown-names.ts";
import { addClosureRoots, addContextRoots } from "./closure-roots.ts";
import { contextOf, graphOf } from "./closures.fixture.ts";
import { decodeSnapshot } from "./take-snapshot.ts";

/* A walk gets both names as one string. */
const renamedOf = (text: string) => {
  const [original, minified] = text.split(" <- ");
  return original !== undefined && minified !== undefined ? { original, minified } : undefined;
};

function decoded(tables: GraphTables): Graph {
  const result = decodeGraph(encodeGraph(tables));
  if (!result.ok) throw new Error(result.error);
  return result.graph;
}

function linesOf(graph: Graph, shown: ShownNames): string[] {
  const named = withShownNames(graph, shown);
  return writeFolded(framesOfGraph(named, ownersOf(named, "owner")))
    .trim()
    .split("\n");
}

const variables = (name: string, ...own: [string, unknown][]) => ({ name, contexts: [contextOf("", own)] });
const bundle = graphOf({
  renamedOf,
  add: (walk) => {
    addClosureRoots(walk, [
      variables("src/cart.ts <- app.js", ["rows <- a", { rows: 1 }], ["total <- b", 1.5]),
      variables("src/user.ts <- app.js", ["rows <- c", { rows: 2 }]),
      variables("src/user.ts <- other.js", ["rows <- a", { rows: 3 }]),
    ]);
    addContextRoots(walk, [
      { name: "src/user.ts <- app.js", contexts: [contextOf("start <- s", [["b", { kept: 1 }]])] },
    ]);
  },
});

test("names are those of the files, and things of one name are one frame", () => {
  expect(linesOf(bundle, "original")).toEqual([
    "Closures;src/cart.ts 16",
    "Closures;src/cart.ts;rows 4",
    "Closures;src/cart.ts;rows;Object 12",
    "Closures;src/cart.ts;rows;Object;rows 4",
    "Closures;src/cart.ts;total 16",
    "Closures;src/user.ts 32",
    "Closures;src/user.ts;rows 8",
    "Closures;src/user.ts;rows;Object 24",
    "Closures;src/user.ts;rows;Object;rows 8",
    "Closures;src/user.ts;start 16",
    "Closures;src/user.ts;start;[[Scopes]];b 4",
    "Closures;src/user.ts;start;[[Scopes]];b;Object 12",
    "Closures;src/user.ts;start;[[Scopes]];b;Object;kept 4",
  ]);
});

test("or those of the scripts; keys of objects are the same, and so is the sum", () => {
  expect(linesOf(bundle, "minified")).toEqual([
    "Closures;app.js 32",
    "Closures;app.js;a 4",
    "Closures;app.js;a;Object 12",
    "Closures;app.js;a;Object;rows 4",
    "Closures;app.js;b 16",
    "Closures;app.js;c 4",
    "Closures;app.js;c;Object 12",
    "Closures;app.js;c;Object;rows 4",
    "Closures;app.js;s 16",
    "Closures;app.js;s;[[Scopes]];b 4",
    "Closures;app.js;s;[[Scopes]];b;Object 12",
    "Closures;app.js;s;[[Scopes]];b;Object;kept 4",
    "Closures;other.js 16",
    "Closures;other.js;a 4",
    "Closures;other.js;a;Object 12",
    "Closures;other.js;a;Object;rows 4",
  ]);
});

test("both are in the file, and in graphs that are put beside one another", () => {
  const again = decoded(bundle);
  expect(again.minifiedNames).toHaveLength(again.names.length);
  for (const shown of ["original", "minified"] as const) expect(linesOf(again, shown)).toEqual(linesOf(bundle, shown));
  const plain = graphOf({ roots: { store: { rows: 1 } } });
  const merged = decoded(mergeGraphs([plain, bundle], []));
  for (const shown of ["original", "minified"] as const) {
    expect(linesOf(merged, shown)).toEqual([...linesOf(bundle, shown), ...linesOf(plain, shown)]);
  }
  expect(merged.roots.kind).toContain(ROOT_CONTEXTS);
});

test("a snapshot that is decoded has the names of the files", () => {
  expect(decodeSnapshot(encodeGraph(bundle)).toFolded().trim().split("\n")).toEqual(linesOf(bundle, "original"));
});

test("a graph without such names is not copied, and takes no byte more", () => {
  const plain = graphOf({ roots: { store: { rows: 1 } } });
  expect(plain.minifiedNames).toBeUndefined();
  expect(withShownNames(plain, "minified")).toBe(plain);
});

test.each([
  [(rows: Uint32Array) => rows.subarray(1), "minified names, expected one for each of"],
  [(rows: Uint32Array) => rows.map((row, i) => (i === 0 ? rows.length + 1 : row)), 'column "names.minified", row 0'],
])("a file with names that are not there is refused: %s", (change, error) => {
  const { minifiedNames = new Uint32Array() } = bundle;
  const result = decodeGraph(encodeGraph({ ...bundle, minifiedNames: change(minifiedNames) }));
  expect(result).toMatchObject({ ok: false, error: expect.stringContaining(error) });
});
