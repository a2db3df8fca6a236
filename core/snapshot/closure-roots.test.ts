import { describe, expect, test } from "vitest";
import { framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../flamegraph/owners/sharing-policy.ts";
import { totalsOf } from "../graph/totals.ts";
import type { Walk } from "../walk/walk.ts";
import { addClosureRoots, addContextRoots, addFunctionRoots, type ClosureContext } from "./closure-roots.ts";
import { contextOf, foldedOf, graphOf } from "./closures.fixture.ts";

describe("contexts", () => {
  const getState = () => 1;
  const dispatch = () => 2;
  const store = { getState };
  const context = contextOf("createStore", [
    ["currentState", { count: 1 }],
    ["isDispatching", false],
  ]);

  test("a function owns its context: 16 bytes, and a word for each variable", () => {
    expect(foldedOf({ roots: { store }, contexts: new Map([[getState, context]]) })).toEqual([
      "store;Object 12",
      "store;Object;getState 4",
      "store;Object;getState;Function 28",
      "store;Object;getState;Function;createStore 16",
      "store;Object;getState;Function;createStore;[[Scopes]];currentState 4",
      "store;Object;getState;Function;createStore;[[Scopes]];currentState;Object 12",
      "store;Object;getState;Function;createStore;[[Scopes]];currentState;Object;count 4",
      "store;Object;getState;Function;createStore;[[Scopes]];isDispatching 4",
    ]);
  });

  test("a context of several functions is one node, shared below their owner", () => {
    const folded = foldedOf({
      roots: { store: { getState, dispatch } },
      contexts: new Map([
        [getState, context],
        [dispatch, context],
      ]),
    });
    expect(folded).toContain("store;Object;(shared);createStore 16");
    expect(folded).toContain("store;Object;(shared);createStore;[[Scopes]];currentState;Object 12");
    expect(folded).toContain("store;Object;dispatch;Function 28");
  });

  test("a context refers to the one outside without a field, and hidden variables are bytes of the context", () => {
    const outer = contextOf("outer", [["y", 1.5]], { hidden: 1 });
    const inner = contextOf("inner", [["x", 1]], { above: outer });
    expect(foldedOf({ roots: { f: getState }, contexts: new Map([[getState, inner]]) })).toEqual([
      "f;Function 28",
      "f;Function;inner 16",
      "f;Function;inner;[[Scopes]];x 4",
      "f;Function;inner;outer 20",
      "f;Function;inner;outer;[[Scopes]];y 16",
    ]);
  });

  test("contexts are not objects of the page", () => {
    const graph = graphOf({ roots: { store }, contexts: new Map([[getState, context]]) });
    /* The store, its function and its state. */
    expect(totalsOf(graph).objectCount).toBe(3);
  });

  test.each(["string", "constructor", "__proto__", "", "Function"])("names may be %j", (name) => {
    const named = contextOf(name, [
      [name, { inside: 1 }],
      [name, 2.5],
    ]);
    const folded = foldedOf({ roots: { f: getState }, contexts: new Map([[getState, named]]) });
    const shown = name === "" ? "(closure)" : name;
    expect(folded.some((line) => line.startsWith(`f;Function;${shown} 16`))).toBe(true);
    expect(folded.find((line) => line.endsWith(";inside 4"))).toContain(`;${shown};[[Scopes]];`);
  });

  test("a list of values that became shorter leaves words without values", () => {
    const cut = { ...context, values: [] };
    const folded = foldedOf({ roots: { f: getState }, contexts: new Map([[getState, cut]]) });
    expect(folded).toContain("f;Function;createStore;[[Scopes]];currentState 4");
    expect(folded.some((line) => line.includes("currentState;"))).toBe(false);
  });

  test("a list of closures that refer to one another folds into a few frames", () => {
    const contexts = new Map<object, ClosureContext>();
    let last: object | null = null;
    for (let i = 0; i < 10_000; i++) {
      const next = () => i;
      contexts.set(next, contextOf("link", [["next", last]]));
      last = next;
    }
    expect(foldedOf({ roots: { chain: last }, contexts })).toEqual([
      "chain;Function 28",
      "chain;Function;link 16",
      "chain;Function;link;[[Scopes]];next 4",
      "chain;Function;link;[[Scopes]];next;Function 279972",
      "chain;Function;link;[[Scopes]];next;Function;link 159984",
      "chain;Function;link;[[Scopes]];next;Function;link;[[Scopes]];next 39996",
    ]);
  });

  test("a context with very many variables keeps all of their words and values", () => {
    const many = contextOf(
      "bundle",
      Array.from({ length: 70_000 }, (_, i) => [`v${i}`, { i }]),
    );
    const graph = graphOf({ roots: { f: getState }, contexts: new Map([[getState, many]]) });
    expect(totalsOf(graph).size).toBe(28 + 16 + 70_000 * (4 + 12 + 4));
    expect(totalsOf(graph).objectCount).toBe(70_001);
  });
});

describe("roots of scripts", () => {
  const cache = new Map();
  const save = () => 1;
  const outer = contextOf("", [
    ["cache", cache],
    ["save", save],
  ]);
  const wrapper = contextOf("factory", [["version", "1.2.3-rc"]]);

  test("variables stand right below the script, and the bytes of its contexts are its own", () => {
    const add = (walk: Walk) => addClosureRoots(walk, [{ name: "src/store.ts", contexts: [outer, wrapper] }]);
    expect(foldedOf({ add })).toEqual([
      "Closures;src/store.ts 32",
      "Closures;src/store.ts;cache 4",
      "Closures;src/store.ts;cache;Map 16",
      "Closures;src/store.ts;cache;Map;table 76",
      "Closures;src/store.ts;save 4",
      "Closures;src/store.ts;save;Function 28",
      "Closures;src/store.ts;version 4",
      "Closures;src/store.ts;version;string 20",
    ]);
  });

  test("contexts of one call name what the outermost variables do not reach, and what several reach is charged to the nearest", () => {
    const shared = { rows: [1] };
    const render = contextOf("render", [["root", { shared }]]);
    const app = contextOf("App", [
      ["tasks", shared],
      ["own", { a: 1 }],
      ["cache", cache],
    ]);
    const add = (walk: Walk) => {
      addClosureRoots(walk, [{ name: "app.js", contexts: [contextOf("", [["cache", cache]])] }]);
      addContextRoots(walk, [{ name: "app.js", contexts: [render, app] }]);
    };
    expect(foldedOf({ add })).toEqual([
      "Closures;app.js 16",
      "Closures;app.js;App 16",
      "Closures;app.js;App;[[Scopes]];cache 4",
      "Closures;app.js;App;[[Scopes]];own 4",
      "Closures;app.js;App;[[Scopes]];own;Object 12",
      "Closures;app.js;App;[[Scopes]];own;Object;a 4",
      "Closures;app.js;App;[[Scopes]];tasks 4",
      "Closures;app.js;App;[[Scopes]];tasks;Object 12",
      "Closures;app.js;App;[[Scopes]];tasks;Object;rows 4",
      "Closures;app.js;App;[[Scopes]];tasks;Object;rows;Array 16",
      "Closures;app.js;App;[[Scopes]];tasks;Object;rows;Array;elements 12",
      "Closures;app.js;cache 4",
      "Closures;app.js;cache;Map 16",
      "Closures;app.js;cache;Map;table 76",
      "Closures;app.js;render 16",
      "Closures;app.js;render;[[Scopes]];root 4",
      "Closures;app.js;render;[[Scopes]];root;Object 12",
      "Closures;app.js;render;[[Scopes]];root;Object;shared 4",
    ]);
  });

  test("functions that nothing else reaches are roots, the outer ones first", () => {
    const inner = () => 1;
    const tick = () => 2;
    const lone = () => 3;
    const contexts = new Map([[tick, contextOf("start", [["inner", inner]])]]);
    const add = (walk: Walk) => {
      addClosureRoots(walk, [{ name: "src/store.ts", contexts: [outer] }]);
      addFunctionRoots(walk, [
        { value: save, root: "src/store.ts", field: "save" },
        { value: tick, root: "src/poll.ts", field: "tick" },
        { value: inner, root: "src/poll.ts", field: "inner" },
        { value: lone, root: "src/store.ts", field: "__proto__" },
      ]);
    };
    const folded = foldedOf({ add, contexts }).filter((line) => !line.includes(";cache"));
    expect(folded).toEqual([
      "Closures;src/poll.ts;tick;Function 28",
      "Closures;src/poll.ts;tick;Function;start 16",
      "Closures;src/poll.ts;tick;Function;start;[[Scopes]];inner 4",
      "Closures;src/poll.ts;tick;Function;start;[[Scopes]];inner;Function 28",
      "Closures;src/store.ts 16",
      "Closures;src/store.ts;__proto__;Function 28",
      "Closures;src/store.ts;save 4",
      "Closures;src/store.ts;save;Function 28",
    ]);
  });
});

describe("100,000 functions", () => {
  const count = 100_000;
  const functions = Array.from({ length: count }, (_, i) => ({
    value: () => i,
    root: `src/${i % 100}.ts`,
    field: `f${i % 500}`,
  }));
  const add = (walk: Walk) => addFunctionRoots(walk, functions);

  test("are roots, in slices too", () => {
    const graph = graphOf({ add, budgetMs: 1 });
    const { size, objectCount } = totalsOf(graph);
    expect({ size, objectCount }).toEqual({ size: count * 28, objectCount: count });
    const frames = framesOfGraph(graph, ownersOf(graph, "owner"));
    expect(frames.totalCount[0]).toBe(count);
    expect(frames.depth.filter((depth) => depth === 2)).toHaveLength(100);
  });

  test("past the limit of objects some are left out, with a warning", () => {
    const graph = graphOf({ add, maxObjects: 1000 });
    expect(totalsOf(graph).objectCount).toBeLessThan(1000);
    expect(graph.warnings.map(({ code }) => code)).toEqual(["too-many-nodes"]);
  });
});
