import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { expressionPathOf } from "../flamegraph/questions/expression-path.ts";
import { isNodeCell, nodeOf } from "../graph/cell.ts";
import { type Graph, ROOT_GIVEN, ROOT_GLOBAL, type RootKind, SHAPE_CONTENT } from "../graph/graph.ts";
import { toGraph } from "../graph/locate-cells.ts";
import { PathFinder } from "../graph/object-paths.ts";
import { arrayFixtures } from "../impls/array.fixture.ts";
import { binaryFixtures } from "../impls/binary.fixture.ts";
import { boxedFixtures } from "../impls/boxed.fixture.ts";
import { describeInnerContext } from "../impls/closures/describe-context.ts";
import { collectionFixtures } from "../impls/collections.fixture.ts";
import { exoticFixtures } from "../impls/exotic.fixture.ts";
import { describeMetPart } from "../impls/frameworks/met-parts.ts";
import { functionFixtures } from "../impls/function.fixture.ts";
import { createNamedLibraries } from "../impls/libraries/named-libraries.ts";
import { describeListener } from "../impls/listeners.ts";
import { nullPrototypeFixtures } from "../impls/null-prototype.fixture.ts";
import { objectFixtures } from "../impls/object.fixture.ts";
import { createPreviewer } from "../impls/preview.ts";
import { standardObjectFixtures } from "../impls/standard-objects.fixture.ts";
import { Anchors } from "../walk/anchors.ts";
import { createWalk } from "./create-walk.ts";
import {
  findValues,
  READ_CHANGED,
  READ_GONE,
  READ_MOVED,
  READ_SAME,
  READ_UNREACHED,
  shownOfPart,
} from "./read-objects.ts";

interface Walked {
  readonly graph: Graph;
  readonly anchors: Anchors;
  readonly finder: PathFinder;
  /** By node; undefined for strings and the like. */
  readonly objects: readonly (object | undefined)[];
}

const NO_KNOWLEDGE = {
  namedLibraries: createNamedLibraries(),
  describeMet: describeMetPart,
  functions: undefined,
  reportListeners: undefined,
  attachmentOf: undefined,
  renamedNames: undefined,
  usedHeapSize: 0,
};

function walkOf(roots: Record<string, unknown>, kind: RootKind = ROOT_GIVEN): Walked {
  const anchors = new Anchors();
  const met: object[] = [];
  const walk = createWalk(
    { layout: "chrome" },
    { ...NO_KNOWLEDGE, attachmentOf: (object) => void met.push(object), anchors },
  );
  for (const [name, value] of Object.entries(roots)) walk.addRoot(name, value, kind);
  while (!walk.advance(Number.POSITIVE_INFINITY));
  const graph = toGraph(walk.finish());
  let next = 0;
  const objects = Array.from(graph.nodeShape, (shape) => {
    const isContent = (graph.shapes.flags[shape]! & SHAPE_CONTENT) !== 0;
    return isContent || typeOf(graph, shape) === "symbol" ? undefined : met[next++];
  });
  expect(next).toBe(met.length);
  return { graph, anchors, finder: new PathFinder(graph), objects };
}

function typeOf({ shapes, names }: Graph, shape: number): string | undefined {
  return names[shapes.typeName[shape]!];
}

function find({ finder, anchors }: Walked, nodes: readonly number[], cells: readonly number[]) {
  return findValues(finder.pathsTo(Int32Array.from(nodes), Int32Array.from(cells)), anchors, { layout: "chrome" });
}

/** The node of an object, and the cell that refers to it first. */
function placeOf({ graph, objects }: Walked, object: object): { node: number; cell: number } {
  const node = objects.indexOf(object);
  return { node, cell: graph.cells.indexOf(node + 1) };
}

describe.each(
  Object.entries({
    object: objectFixtures,
    array: arrayFixtures,
    collections: collectionFixtures,
    binary: binaryFixtures,
    function: functionFixtures,
    "standard-objects": standardObjectFixtures,
    exotic: exoticFixtures,
    boxed: boxedFixtures,
    "null-prototype": nullPrototypeFixtures,
  }),
)("%s", (_name, fixtures) => {
  test("every object of a walk is found again by each cell that refers to it, and is the same", () => {
    const roots = fixtures();
    /* It makes a new object each time. */
    delete roots["proxy with other values"];
    const walked = walkOf({ all: roots });
    const { graph, objects } = walked;
    const nodes: number[] = [];
    const cells: number[] = [];
    for (let cell = 0; cell < graph.cells.length; cell++) {
      if (!isNodeCell(graph.cells[cell]!)) continue;
      nodes.push(nodeOf(graph.cells[cell]!));
      cells.push(cell);
    }
    const found = find(walked, nodes, cells);
    const wrong: string[] = [];
    nodes.forEach((node, i) => {
      const name = typeOf(graph, graph.nodeShape[node]!);
      if (objects[node] !== undefined && found[i]!.value !== objects[node]) wrong.push(`${name}: another value`);
      if (found[i]!.state !== READ_SAME) wrong.push(`${name}: state ${found[i]!.state}`);
    });
    expect(wrong).toEqual([]);
  });
});

test("an entry of a Map has its key, and the expression that ends with it", () => {
  const sessions = new Map<unknown, object>([
    ["session-617", { id: 617 }],
    [7, { id: 7 }],
    [{ user: 1 }, { id: 8 }],
  ]);
  const walked = walkOf({ app: { sessions, "in quotes": [1, { third: true }] } });
  const found = (object: object) => {
    const { node, cell } = placeOf(walked, object);
    const { key, code, state } = find(walked, [node], [cell])[0]!;
    return { key, code, state };
  };
  const [byText, byNumber, byObject] = [...sessions.values()] as [object, object, object];
  expect(found(byText)).toEqual({ key: '"session-617"', code: '.get("session-617")', state: READ_SAME });
  expect(found(byNumber)).toEqual({ key: "7", code: ".get(7)", state: READ_SAME });
  expect(found(byObject)).toEqual({ key: "{user: 1}", code: "", state: READ_SAME });
  expect(found(sessions)).toEqual({ key: "sessions", code: ".sessions", state: READ_SAME });
});

test("members of dictionaries and sparse arrays have the keys that they stand at", () => {
  const dictionary = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key ${i}`, { i }]));
  const large = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`k${i}`, { i }]));
  const sparse: object[] = [];
  sparse[5000] = { at: 5000 };
  sparse[9000] = { at: 9000 };
  const walked = walkOf({ app: { dictionary, large, sparse } });
  const keyOf = (object: object) => {
    const { node, cell } = placeOf(walked, object);
    return Array.from(find(walked, [node], [cell]), ({ key, code }) => key + code)[0];
  };
  expect(keyOf(dictionary["key 77"]!)).toBe('"key 77"["key 77"]');
  expect(keyOf(large.k1400!)).toBe("k1400.k1400");
  expect(keyOf(sparse[9000]!)).toBe("9000[9000]");
});

test("an item that is null is null, and no other nothing", () => {
  const list = [{ a: 1 }, null, undefined];
  const { graph, finder, anchors } = walkOf({ list });
  const first = graph.cells.indexOf(2);
  expect(nodeOf(graph.cells[first]!)).toBe(1);
  const paths = finder.pathsTo(Int32Array.of(-1, -1), Int32Array.of(first + 1, first + 2));
  expect(Array.from(findValues(paths, anchors, { layout: "chrome" }), ({ value }) => value)).toEqual([null, undefined]);
});

test("what changed since the walk is said to have changed, and what is gone to be gone", () => {
  class Store {
    items: unknown = [];
  }
  const app: Record<string, unknown> = {
    sameObject: { a: 1 },
    otherFields: { a: 1 } as Record<string, number>,
    otherType: new Store(),
    otherText: "some text",
    removed: { a: 1 },
    list: [{ a: 1 }, { a: 1 }],
  };
  const before = { ...app };
  const walked = walkOf({ app });
  const places = Object.values(before).map((value) =>
    typeof value === "object" ? placeOf(walked, value as object) : { node: -1, cell: -1 },
  );
  const { graph } = walked;
  const text = graph.names.indexOf("string");
  const textNode = Array.from(graph.nodeShape).findIndex((shape) => graph.shapes.typeName[shape] === text);
  places[3] = { node: textNode, cell: graph.cells.indexOf(textNode + 1) };
  (app.otherFields as Record<string, number>).b = 2;
  app.otherType = new Map();
  app.otherText = "some longer text";
  delete app.removed;
  const states = (): number[] =>
    Array.from(
      find(
        walked,
        places.map(({ node }) => node),
        places.map(({ cell }) => cell),
      ),
      ({ state }) => state,
    );
  expect(states()).toEqual([READ_SAME, READ_CHANGED, READ_MOVED, READ_MOVED, READ_GONE, READ_SAME]);
});

test("where a list has another length now, what stands at a position may be another object, and is said to be", () => {
  const sessions = new Map(Array.from({ length: 10 }, (_, i) => [`session-${i}`, { id: i }]));
  const rows = [{ row: 0 }, { row: 1 }];
  const walked = walkOf({ app: { sessions, rows } });
  const places = [sessions.get("session-7")!, rows[1]!].map((object) => placeOf(walked, object));
  const found = () =>
    Array.from(
      find(
        walked,
        places.map(({ node }) => node),
        places.map(({ cell }) => cell),
      ),
      ({ state, key }) => ({ state, key }),
    );
  expect(found()).toEqual([
    { state: READ_SAME, key: '"session-7"' },
    { state: READ_SAME, key: "1" },
  ]);
  sessions.delete("session-3");
  rows.push({ row: 2 });
  expect(found()).toEqual([
    { state: READ_MOVED, key: '"session-8"' },
    { state: READ_SAME, key: "1" },
  ]);
});

test("another object of the same type and fields in the same place is no object of the walk", () => {
  const app = {
    current: { id: 1 },
    list: [{ id: 2 }, { id: 3 }, { id: 4 }],
    sessions: new Map([["a", { id: 5 }]]),
    state: { kept: { id: 6 }, count: 1 } as { kept: object; count: unknown },
  };
  const { current, list, sessions, state } = app;
  const walked = walkOf({ app });
  const places = [current, list[0]!, list[2]!, sessions.get("a")!, state, state.kept].map((object) =>
    placeOf(walked, object),
  );
  const states = (): number[] =>
    Array.from(
      find(
        walked,
        places.map(({ node }) => node),
        places.map(({ cell }) => cell),
      ),
      ({ state }) => state,
    );
  expect(states()).toEqual(Array(6).fill(READ_SAME));
  app.current = { id: 1 };
  list.splice(0, 2, list[1]!, list[0]!);
  sessions.set("a", { id: 5 });
  app.state = { ...state };
  /* What another holder refers to, too, is the same. */
  expect(states()).toEqual([READ_MOVED, READ_MOVED, READ_SAME, READ_MOVED, READ_MOVED, READ_SAME]);
});

test("an object beyond those that a walk remembers is distinguished from one that replaces it, once it was read", () => {
  const many = Array.from({ length: 140_000 }, (_, i) => ({ i }));
  const walked = walkOf({ many });
  const { node, cell } = placeOf(walked, many[139_999]!);
  expect(find(walked, [node], [cell])[0]!.state).toBe(READ_SAME);
  many[139_999] = { i: 7 };
  expect(find(walked, [node], [cell])[0]!.state).toBe(READ_MOVED);
});

test("of a listener the function is read that listens, and nothing of ours", () => {
  const onResize = () => {};
  const anchors = new Anchors(shownOfPart);
  const walk = createWalk({ layout: "chrome" }, { ...NO_KNOWLEDGE, anchors });
  const listener = { type: "resize", label: "onResize", callback: onResize };
  walk.addRoot("window", listener);
  walk.addPart(listener, describeListener);
  while (!walk.advance(Number.POSITIVE_INFINITY));
  const paths = new PathFinder(toGraph(walk.finish())).pathsTo(Int32Array.of(0, 1), Int32Array.of(-1, -1));
  const found = Array.from(findValues(paths, anchors, { layout: "chrome" }));
  expect(found.map(({ value, state }) => ({ value, state }))).toEqual([
    { value: onResize, state: READ_SAME },
    { value: onResize, state: READ_SAME },
  ]);
});

test("the variables of a function are no object that could be used, and none that is gone", () => {
  const anchors = new Anchors(shownOfPart);
  const walk = createWalk({ layout: "chrome" }, { ...NO_KNOWLEDGE, anchors });
  const variable = { a: 1 };
  const context = { name: "load", names: ["variable"], values: [variable], slots: 1, above: undefined };
  walk.addRoot("scope", context);
  walk.addPart(context, describeInnerContext);
  while (!walk.advance(Number.POSITIVE_INFINITY));
  const paths = new PathFinder(toGraph(walk.finish())).pathsTo(Int32Array.of(0, 1), Int32Array.of(-1, -1));
  const found = Array.from(findValues(paths, anchors, { layout: "chrome" }));
  expect(found.map(({ value, state }) => ({ value, state }))).toEqual([
    { value: undefined, state: READ_UNREACHED },
    { value: variable, state: READ_SAME },
  ]);
});

test("a getter does not run, and a Proxy that throws is contained", () => {
  let ran = 0;
  const withGetter = {
    get value() {
      ran++;
      return { never: true };
    },
  };
  let throws = false;
  const proxy = new Proxy(
    { inner: { a: 1 } },
    {
      getOwnPropertyDescriptor(target, key) {
        if (throws) throw new Error("trap");
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    },
  );
  const walked = walkOf({ app: { withGetter, proxy } });
  const { node } = placeOf(walked, withGetter);
  const inner = (proxy as unknown as { inner: object }).inner;
  const place = placeOf(walked, inner);
  throws = true;
  const found = Array.from(find(walked, [node, place.node], [-1, place.cell]));
  expect(found.map(({ state }) => state)).toEqual([READ_SAME, READ_GONE]);
  expect(createPreviewer()(found[0]!.value)).toBe("{value: (…)}");
  expect(ran).toBe(0);
});

test("nothing is kept alive: a root that is collected is gone", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const walked = walkOf({ app: { a: { b: 1 } } });
  (walked.objects as (object | undefined)[]).length = 0;
  /* A WeakRef keeps its object until the task is over. */
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
  expect(Array.from(find(walked, [0], [-1]), ({ state }) => state)).toEqual([READ_GONE]);
});

test("a long Map is read by one description, whatever is wanted of it", () => {
  const map = new Map(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, { i }]));
  const walked = walkOf({ map });
  const { graph, objects } = walked;
  const nodes: number[] = [];
  const cells: number[] = [];
  for (let cell = graph.firstCell[1]! - 1; nodes.length < 50_000; cell -= 2) {
    nodes.push(nodeOf(graph.cells[cell]!));
    cells.push(cell);
  }
  const found = find(walked, nodes, cells);
  expect(Array.from(found).every(({ value }, i) => value === objects[nodes[i]!])).toBe(true);
  expect(found[0]!.key).toBe('"k199999"');
});

/** The expression that leads to the object, as the console would have it; null where there is none. */
function expressionOf(walked: Walked, object: object, expressions: Record<string, string> = {}): string | null {
  const { node } = placeOf(walked, object);
  const path = expressionPathOf(walked.graph, node, -1, "globals", new Map(Object.entries(expressions)));
  if (path === null) return null;
  const codes = Array.from(find(walked, path.nodes, path.cells), ({ code }) => code);
  return codes.includes("") ? null : path.start + codes.join("");
}

describe("an expression", () => {
  const inner = { id: 617 };
  const deep = { a: { "in quotes": [0, { b: new Map([["session-617", inner]]) }] } };
  const dictionary = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key ${i}`, { i }]));
  const app = { deep, dictionary, list: [1, 2, { last: true }], inSet: new Set([{ member: true }]) };

  test.each<[string, object]>([
    ["of a field", deep],
    ["of an entry of a Map far below", inner],
    ["of a dictionary", dictionary["key 42"]!],
    ["of an item", app.list[2] as object],
  ])("%s gives the object", (_name, object) => {
    const expression = expressionOf(walkOf({ app }, ROOT_GLOBAL), object);
    expect(expression).toMatch(/^app/);
    expect(new Function("app", `return ${expression}`)(app)).toBe(object);
  });

  test("begins with that of a root, which the user has added", () => {
    const expression = expressionOf(walkOf({ shop: app }), app.list, { shop: "(window.app)" });
    expect(expression).toBe("(window.app).list");
  });

  test("is not there for members of a Set, for registered roots, and for names that are no names", () => {
    const [member] = app.inSet;
    expect(expressionOf(walkOf({ app }, ROOT_GLOBAL), member!)).toBeNull();
    expect(expressionOf(walkOf({ app }), deep)).toBeNull();
    expect(expressionOf(walkOf({ "a-b": app }, ROOT_GLOBAL), deep)).toBe('globalThis["a-b"].deep');
  });
});
