import { describe, expect, test } from "vitest";
import { writeFolded } from "../flamegraph/formats/folded-text.ts";
import { type FrameOptions, framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { ownersOf, type SharingPolicy } from "../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../graph/codec.ts";
import {
  CLOSURES_GROUP,
  type Graph,
  KIND_COMPONENT,
  KIND_FIELD,
  KIND_FRAMEWORK,
  KIND_GLOBAL,
  KIND_SCRIPT,
  LISTENERS_GROUP,
  MODULES_GROUP,
  PLACE_SELF,
  ROOT_CLOSURES,
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
} from "../graph/graph.ts";
import { totalsOf } from "../graph/totals.ts";
import type { Describe } from "../sink/sink.ts";
import type { Walk } from "../walk/walk.ts";
import { createWalk } from "./create-walk.ts";

interface FoundRoot {
  readonly name: string;
  readonly value: unknown;
  readonly kind: RootKind;
  readonly group?: string;
}

function graphOf(roots: readonly FoundRoot[], prepare?: (walk: Walk) => void): Graph {
  const walk = createWalk({ layout: "chrome" });
  prepare?.(walk);
  for (const { name, value, kind, group } of roots) walk.addRoot(name, value, kind, group);
  walk.advance(Number.POSITIVE_INFINITY);
  const decoded = decodeGraph(encodeGraph(walk.finish()));
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.graph;
}

function foldedOf(graph: Graph, policy: SharingPolicy = "owner", options: FrameOptions = {}): string[] {
  const frames = framesOfGraph(graph, ownersOf(graph, policy), options);
  expect(frames.totalSize[0]).toBe(totalsOf(graph).size);
  expect(frames.totalCount[0]).toBe(totalsOf(graph).objectCount);
  return writeFolded(frames).split("\n").slice(0, -1);
}

describe("stages of owners", () => {
  const users = [{ id: 1 }];
  const store = { users };
  const both: readonly FoundRoot[] = [
    { name: "cache", value: { users, own: {} }, kind: ROOT_GLOBAL },
    { name: "store", value: store, kind: ROOT_GIVEN },
  ];

  test("a global that refers to what a registered root owns does not tear it apart", () => {
    const alone = foldedOf(graphOf([both[1]!]));
    const together = foldedOf(graphOf(both));
    expect(together.filter((line) => line.startsWith("store"))).toEqual(alone);
    expect(together.filter((line) => line.startsWith("cache"))).toEqual([
      "cache;Object 12",
      "cache;Object;own 4",
      "cache;Object;own;Object 12",
      "cache;Object;own;Object;unused_capacity 16",
      "cache;Object;users 4",
    ]);
    expect(together.some((line) => line.startsWith("(shared)"))).toBe(false);
  });

  test("a root that is itself owned by an earlier stage has no bytes of its own, whatever the order of the roots", () => {
    const folded = foldedOf(
      graphOf([
        { name: "users", value: users, kind: ROOT_GLOBAL },
        { name: "React", value: { state: users }, kind: ROOT_FRAMEWORK },
      ]),
    );
    expect(folded.every((line) => line.startsWith("React;"))).toBe(true);
  });

  test("the other policies know no stages", () => {
    const [cache] = both;
    const first = foldedOf(graphOf(both), "first");
    expect(first).toContain("cache;Object;users;Array 16");
    expect(foldedOf(graphOf([{ ...cache!, kind: ROOT_GIVEN }, both[1]!]), "first")).toEqual(first);
  });

  test("roots of two kinds and one name are two frames, and kinds survive the bytes", () => {
    const graph = graphOf([
      { name: "React", value: { version: 19.5 }, kind: ROOT_GLOBAL },
      { name: "React", value: { tree: 1 }, kind: ROOT_FRAMEWORK },
      { name: "React", value: { other: 1 }, kind: ROOT_FRAMEWORK },
    ]);
    const { kind, names, name, depth } = framesOfGraph(graph, ownersOf(graph, "owner"));
    const tops = [...kind.keys()].filter((f) => depth[f] === 1).map((f) => `${names[name[f]!]} ${kind[f]}`);
    expect(tops.sort()).toEqual([`(2) React ${KIND_FRAMEWORK}`, `React ${KIND_FRAMEWORK}`, `React ${KIND_GLOBAL}`]);
  });

  test("roots of a group stand in it, those of one name beside those of no group", () => {
    const folded = foldedOf(
      graphOf([
        { name: "config", value: { a: 1 }, kind: ROOT_GLOBAL },
        { name: "config", value: { b: 1 }, kind: ROOT_GLOBAL, group: 'frame "shop"' },
      ]),
    );
    expect(folded).toEqual([
      "config;Object 12",
      "config;Object;a 4",
      'frame "shop";config;Object 12',
      'frame "shop";config;Object;b 4',
    ]);
  });
});

describe("roots of scripts", () => {
  const cache = { page: 1 };

  test("what a variable and an element hold is the variable's, and a lone function comes last", () => {
    const tick = Object.assign(() => 1, { cache });
    const folded = foldedOf(
      graphOf([
        { name: "src/poll.ts", value: { tick }, kind: ROOT_FUNCTIONS, group: CLOSURES_GROUP },
        { name: "window", value: { keyup: tick }, kind: ROOT_LISTENERS, group: LISTENERS_GROUP },
        { name: "(elements)", value: { cache, own: [] }, kind: ROOT_ELEMENTS },
        { name: "src/store.ts", value: { cache }, kind: ROOT_CLOSURES, group: CLOSURES_GROUP },
      ]),
    );
    expect(folded).toEqual([
      "(elements);Object 12",
      "(elements);Object;cache 4",
      "(elements);Object;own 4",
      "(elements);Object;own;Array 16",
      "Closures;src/poll.ts;Object 12",
      "Closures;src/poll.ts;Object;tick 4",
      "Closures;src/store.ts;Object 12",
      "Closures;src/store.ts;Object;cache 4",
      "Closures;src/store.ts;Object;cache;Object 12",
      "Closures;src/store.ts;Object;cache;Object;page 4",
      "Listeners;window;Object 12",
      "Listeners;window;Object;keyup 4",
      "Listeners;window;Object;keyup;Function 28",
      "Listeners;window;Object;keyup;Function;cache 4",
      "Listeners;window;Object;keyup;Function;properties 16",
    ]);
  });

  test("variables and functions of one script stand in one frame", () => {
    const graph = graphOf([
      { name: "src/store.ts", value: { cache }, kind: ROOT_CLOSURES, group: CLOSURES_GROUP },
      { name: "src/store.ts", value: [() => 1], kind: ROOT_FUNCTIONS, group: CLOSURES_GROUP },
    ]);
    const { kind, names, name, depth } = framesOfGraph(graph, ownersOf(graph, "owner"));
    const scripts = [...kind.keys()].filter((f) => kind[f] === KIND_SCRIPT);
    expect(scripts.map((f) => `${depth[f]} ${names[name[f]!]}`)).toEqual(["2 src/store.ts"]);
  });
});

describe("parts and components", () => {
  interface Part {
    readonly name: string;
    readonly children: readonly Part[];
    readonly state: unknown;
    readonly hook: object;
  }
  const partOf = (name: string, state: unknown, ...children: Part[]): Part => ({
    name,
    state,
    children,
    hook: { memo: [1] },
  });

  const describeHook: Describe = (object, sink) => {
    sink.begin("Hook", 12, SHAPE_INLINE);
    sink.fieldAt(sink.placeOf(PLACE_SELF, "Memo 1", KIND_FIELD), (object as { memo: unknown }).memo);
  };
  const describePart: Describe = (object, sink) => {
    const { name, children, state, hook } = object as Part;
    sink.begin(name, 12, SHAPE_COMPONENT);
    sink.part(hook, describeHook);
    sink.fieldAt(PLACE_SELF, hook);
    sink.fieldAt(sink.placeOf(PLACE_SELF, "State 1", KIND_FIELD), state);
    sink.beginItems(PLACE_SELF);
    for (const child of children) {
      sink.part(child, describePart);
      sink.item(child);
    }
  };
  const rootsOf = (part: Part) => (walk: Walk) => {
    const list = [part];
    walk.addPart(list, (_list, sink) => {
      sink.beginInternal("", 0, SHAPE_INLINE);
      sink.beginItems(PLACE_SELF);
      for (const item of list) {
        sink.part(item, describePart);
        sink.item(item);
      }
    });
    walk.addRoot("React", list, ROOT_FRAMEWORK);
  };

  test("a component stands below the component around it, and its parts are its own bytes", () => {
    const graph = graphOf([], rootsOf(partOf("App", 1, partOf("List", ["a text"]), partOf("List", [2.5]))));
    expect(foldedOf(graph)).toEqual([
      "React;App 28",
      "React;App;List 56",
      "React;App;List;Memo (1) 8",
      "React;App;List;Memo 1;Array 32",
      "React;App;List;Memo 1;Array;elements 24",
      "React;App;List;State (1) 8",
      "React;App;List;State 1;Array 32",
      "React;App;List;State 1;Array;elements 28",
      "React;App;List;State 1;Array;elements;string 20",
      "React;App;Memo (1) 4",
      "React;App;Memo 1;Array 16",
      "React;App;Memo 1;Array;elements 12",
      "React;App;State (1) 4",
    ]);
    const frames = framesOfGraph(graph, ownersOf(graph, "owner"));
    const app = frames.names.indexOf("App");
    expect(frames.kind[frames.name.indexOf(app)]).toBe(KIND_COMPONENT);
  });

  test("a component that modules reach by way of others is its framework's, and where that does not reach it, the module's", () => {
    const [shown, left] = [{ title: 1 }, { title: 2 }];
    const describeComponent: Describe = (object, sink) => {
      sink.begin(object === shown ? "Shown" : "Left", 12, SHAPE_COMPONENT);
      sink.fieldAt(sink.placeOf(PLACE_SELF, "state", KIND_FIELD), [object === shown ? 1 : 2]);
    };
    const store = { listeners: [{ fiber: shown }, { fiber: left }] };
    const graph = graphOf(
      [
        { name: "src/store.ts", value: store, kind: ROOT_DERIVED, group: MODULES_GROUP },
        { name: "React", value: { root: shown }, kind: ROOT_FRAMEWORK },
      ],
      (walk) => {
        walk.addPart(shown, describeComponent);
        walk.addPart(left, describeComponent);
      },
    );
    const components = foldedOf(graph).filter((line) => /Shown|Left/.test(line));
    expect(components.filter((line) => !line.includes("state"))).toEqual([
      "Modules;src/store.ts;Object;listeners;Array;elements;Object;fiber;Left 12",
      "React;Object;root;Shown 12",
    ]);
    expect(components.filter((line) => line.endsWith("state;Array 16"))).toHaveLength(2);
  });

  test("what was handed to a component belongs to what else holds it, and to the component where nothing does", () => {
    const todo = { title: "a text" };
    const inline = { todo, options: ["one"] };
    const describeItem: Describe = (_object, sink) => {
      sink.begin("TodoItem", 12, SHAPE_COMPONENT);
      sink.borrowedAt(sink.placeOf(PLACE_SELF, "todo", KIND_FIELD), todo);
      sink.borrowedAt(sink.placeOf(PLACE_SELF, "inline", KIND_FIELD), inline);
    };
    const item = {};
    const list = { item, store: { todos: [todo] } };
    const graph = graphOf([{ name: "app", value: list, kind: ROOT_FRAMEWORK }], (walk) =>
      walk.addPart(item, describeItem),
    );
    const folded = foldedOf(graph);
    expect(folded).toContain("app;Object;store;Object;todos;Array;elements;Object;title 4");
    expect(folded).toContain("app;Object;item;TodoItem;inline;Object;options;Array 16");
    expect(folded.some((line) => line.includes("(shared)"))).toBe(false);
    expect(foldedOf(graph, "root").some((line) => line.startsWith("(shared);Object"))).toBe(true);
  });

  test("a component inside one of its name folds into it, whatever stands between", () => {
    const graph = graphOf([], rootsOf(partOf("Tree", 1, partOf("Node", 1, partOf("Tree", 1, partOf("Node", 1))))));
    const components = foldedOf(graph).filter((line) => !line.includes("Memo") && !line.includes("State"));
    expect(components).toEqual(["React;Tree 56", "React;Tree;Node 56"]);
    expect(foldedOf(graph, "owner", { foldRecursion: false })).toContain("React;Tree;Node;Tree;Node 28");
  });

  test("a part that two components hold stands in (shared), as an object of its type", () => {
    const hook = { memo: [1] };
    const shared = (name: string): Part => ({ ...partOf(name, 1), hook });
    const folded = foldedOf(graphOf([], rootsOf(partOf("App", 1, shared("One"), shared("Two")))));
    expect(folded).toContain("React;App;(shared);Hook 12");
  });

  test("nested components without end need no stack and no square of their number", () => {
    let part = partOf("Leaf", 1);
    for (let i = 0; i < 20_000; i++) part = partOf(`C${i}`, 1, part);
    const graph = graphOf([], rootsOf(part));
    expect(framesOfGraph(graph, ownersOf(graph, "owner"), { maxFrames: 1000 }).totalCount[0]).toBe(3 * 20_001);
  });
});
