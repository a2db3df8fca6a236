import { describe, expect, test } from "vitest";
import type { Graph } from "../../graph/graph.ts";
import { nodeFramesOfGraph } from "../frames-of-graph.ts";
import { graphOf, randomFrom } from "../graph.fixture.ts";
import { namedGraphOf } from "../named-graph.fixture.ts";
import { dominatorsOf } from "../owners/dominators.ts";
import { ownersOf } from "../owners/sharing-policy.ts";
import { type HolderName, type HolderOptions, type HolderPath, HolderQuestion, type Holders } from "./holder-paths.ts";
import { readWhole } from "./read-path.ts";

function asked(graph: Graph, targets: readonly number[], options: Partial<HolderOptions> = {}): Holders {
  const nodeFrames = nodeFramesOfGraph(graph, ownersOf(graph, "owner"));
  const { owner } = dominatorsOf(graph);
  const usual = { ignored: [], weakRoots: new Set<number>(), limits: null, owner, mostPaths: 10, labelOf: () => "" };
  return new HolderQuestion(graph).pathsTo(Int32Array.from(targets), nodeFrames, { ...usual, ...options });
}

function held(text: string, targets: string, options: Partial<HolderOptions> = {}): Holders {
  const { graph, nodeOf } = namedGraphOf(text);
  return asked(graph, targets.split(" ").map(nodeOf), options);
}

function textOf({ steps }: HolderPath): string {
  return readWhole(steps)
    .map((step) => step.text)
    .join(" › ");
}

function pathsOf({ paths }: Holders): string[] {
  return paths.map(textOf);
}

/** The first path up to the step that contains the text. */
function holderIn({ paths }: Holders, text: string): HolderName {
  for (const path of paths) {
    const at = readWhole(path.steps).findIndex((step) => step.text.includes(text));
    if (at >= 0) return path.steps.slice(0, at + 1);
  }
  throw new Error(`no step ${text}`);
}

const shop = `
  app > store
  store: Store .sessions > map .last > ann
  map: Map [table/value] > ann ben
  ann: Session
  ben: Session
`;

describe("paths to objects", () => {
  test("are the shortest", () => {
    expect(pathsOf(held(shop, "ben"))).toEqual(["app: Store › sessions: Map › table › value: Session"]);
  });

  test("come from all roots alike, by their names", () => {
    const text = `
      app > store
      (debug) > log
      store: Store .cart > cart
      log: Array [elements] > cart
      cart: Cart
    `;
    expect(pathsOf(held(text, "cart"))).toEqual(["app: Store › cart: Cart", "(debug): Array › elements: Cart"]);
  });

  test("to a root's own value are the root", () => {
    expect(pathsOf(held(shop, "store"))).toEqual(["app: Store"]);
  });

  test("say how many of the objects each holds", () => {
    const { paths, targets } = held(shop, "ann ben");
    expect(targets).toBe(2);
    expect(paths.map((path) => [textOf(path), path.held])).toEqual([
      ["app: Store › last: Session", 1],
      ["app: Store › sessions: Map › table › value: Session", 2],
    ]);
  });

  test("through objects of one name are one path", () => {
    const text = `
      app > list
      list: Array [elements] > a b c
      a: Row .data > x
      b: Row .data > y
      c: Row .data > z
      x: Data
      y: Data
      z: Data
    `;
    const { paths } = held(text, "x y z");
    expect(paths.map((path) => [textOf(path), path.held])).toEqual([["app: Array › elements: Row › data: Data", 3]]);
  });

  test("say what a step leads to more exactly, and whether others of its type lead there, too", () => {
    const text = `
      app > list
      list: Array [elements] > a b c d
      a: draw() .data > x
      b: draw() .data > y
      c: draw() .other > z
      d: draw() .data > b
      x: Data
      y: Data
      z: Data
    `;
    const { graph, nodeOf } = namedGraphOf(text);
    const lines = new Map(["a", "b", "c", "d"].map((name, index) => [nodeOf(name), `draw (chart.js:${index + 1})`]));
    const labelsTo = (targets: string, known = lines): string[] => {
      const labelOf = (node: number): string => known.get(node) ?? "";
      const { paths } = asked(graph, targets.split(" ").map(nodeOf), { labelOf });
      return paths.map(({ steps }) => steps.map(({ label }) => label).join("|"));
    };
    expect(labelsTo("x")).toEqual(["|draw (chart.js:1)|"]);
    expect(labelsTo("x y")).toEqual(["|draw (chart.js:1) and others|"]);
    expect(labelsTo("z")).toEqual(["|draw (chart.js:3)|"]);
    expect(labelsTo("a c")).toEqual(["|draw (chart.js:1) and others"]);
    /* Of one place they are alike; without places there is no label. */
    const alike = new Map([...lines.keys()].map((node) => [node, "draw (chart.js:9)"]));
    expect(labelsTo("x y", alike)).toEqual(["|draw (chart.js:9)|"]);
    expect(labelsTo("x y", new Map())).toEqual(["||"]);
  });

  test("that share fewer steps with those before come earlier, though they are longer", () => {
    const text = `
      app > store
      other > outer
      store: Store .a > a .b > b
      a: Box .value > cart
      b: Box .value > cart
      outer: Outer .inner > inner
      inner: Inner .deep > deep
      deep: Deep .cart > cart
      cart: Cart
    `;
    expect(pathsOf(held(text, "cart"))).toEqual([
      "app: Store › a: Box › value: Cart",
      "other: Outer › inner: Inner › deep: Deep › cart: Cart",
      "app: Store › b: Box › value: Cart",
    ]);
  });

  test("of which none shares a step: the shorter, then the one that holds more", () => {
    const text = `
      one > a
      two > b
      three > c
      a: A .in > x
      b: B .in > y z
      c: C .mid > d
      d: D .in > x
      x: X
      y: X
      z: X
    `;
    expect(pathsOf(held(text, "x y z"))).toEqual(["two: B › in: X", "one: A › in: X", "three: C › mid: D › in: X"]);
  });

  test("say steps in a row that are alike once", () => {
    const text = `
      app > a
      a: Link .next > b
      b: Link .next > c
      c: Link .next > d
      d: Link .value > cart
      cart: Cart
    `;
    expect(pathsOf(held(text, "cart"))).toEqual(["app: Link › next: Link ×3 › value: Cart"]);
  });

  test("in cycles end", () => {
    const text = `
      app > a
      a: Parent .child > b
      b: Child .parent > a .self > b .cart > cart
      cart: Cart .owner > b
    `;
    expect(pathsOf(held(text, "cart"))).toEqual(["app: Parent › child: Child › cart: Cart"]);
    expect(pathsOf(held(text, "b"))[0]).toBe("app: Parent › child: Child");
  });

  test("lead to the first of objects that hold one another; it holds the rest", () => {
    const text = `
      app > list
      list: List .head > a .tail > c
      a: Link .next > b
      b: Link .next > c
      c: Link
    `;
    const { paths } = held(text, "a b c");
    expect(paths.map((path) => [textOf(path), path.held])).toEqual([
      ["app: List › head: Link", 3],
      ["app: List › tail: Link", 1],
    ]);
  });

  test("mark what owns all objects", () => {
    const text = `
      app > store
      store: Store .cart > cart
      cart: Cart .a > a .b > b
      a: Half .item > item
      b: Half .item > item
      item: Item
    `;
    const { paths } = held(text, "item");
    expect(paths).toHaveLength(2);
    for (const { steps } of paths) expect(steps.map(({ isOwner }) => isOwner)).toEqual([true, true, false, false]);
  });

  test("have their frames", () => {
    const { graph, nodeOf } = namedGraphOf(shop);
    const { frames } = nodeFramesOfGraph(graph, ownersOf(graph, "owner"));
    const [path] = asked(graph, [nodeOf("ben")]).paths;
    expect(path?.steps.map(({ frame }) => frames.names[frames.name[frame]!])).toEqual(["Store", "Map", "Session"]);
  });
});

describe("an ignored holder", () => {
  test("is on no path, nor is what only it leads to", () => {
    const first = held(shop, "ann");
    expect(pathsOf(first)).toEqual([
      "app: Store › last: Session",
      "app: Store › sessions: Map › table › value: Session",
    ]);
    const ignored = [holderIn(first, "sessions")];
    expect(pathsOf(held(shop, "ann", { ignored }))).toEqual(["app: Store › last: Session"]);
  });

  test("that is the object itself is the reference to it", () => {
    const ignored = [holderIn(held(shop, "ann"), "last")];
    expect(pathsOf(held(shop, "ann", { ignored }))).toEqual(["app: Store › sessions: Map › table › value: Session"]);
  });

  test("may be a root, and several may be ignored; then it is known that the objects would be freed", () => {
    const first = held(shop, "ann ben");
    const both = [holderIn(first, "last"), holderIn(first, "sessions")];
    const { paths, freed, targets } = held(shop, "ann ben", { ignored: both });
    expect([paths, freed, targets]).toEqual([[], 2, 2]);
    const root = [holderIn(held(shop, "store"), "app")];
    expect(held(shop, "store", { ignored: root })).toMatchObject({ paths: [], freed: 1 });
  });

  test("may free some of the objects", () => {
    const ignored = [holderIn(held(shop, "ann ben"), "sessions")];
    expect(held(shop, "ann ben", { ignored })).toMatchObject({ freed: 1, targets: 2 });
  });

  test("that the graph does not have changes nothing", () => {
    const ignored: HolderName[] = [[{ kind: "root", place: ["gone"], type: "Store", times: 1 }], []];
    expect(held(shop, "ben", { ignored })).toMatchObject({ freed: 0, paths: [{ held: 1 }] });
  });
});

describe("weak references", () => {
  const text = `
    app > store
    (weakly held) > lost
    store: Store
    lost: Array [members] > cart
    cart: Cart
  `;

  test("make no path, and it is known that there are no others", () => {
    expect(held(text, "cart", { weakRoots: new Set([1]) })).toMatchObject({ paths: [], weaklyHeld: 1, freed: 0 });
  });

  test("are not worth a word where others hold the object", () => {
    const more = `${text}\n other > cart`;
    expect(held(more, "cart", { weakRoots: new Set([1]) })).toMatchObject({ paths: [{ held: 1 }], weaklyHeld: 0 });
  });
});

describe("limits", () => {
  const text = `
    window > global
    global: Window .document > page .all > cells
    cells: Cells .value > page
    page: Document .shop > shop
    shop: Shop .window > global
  `;

  test("leave out echoes as long as there are other paths", () => {
    const limits = { isEcho: (type: string) => type === "Cells", gateways: new Set<string>() };
    expect(pathsOf(held(text, "page", { limits }))).toEqual(["window: Window › document: Document"]);
    const only = text.replace(".document > page ", "");
    expect(pathsOf(held(only, "page", { limits }))).toEqual(["window: Window › all: Cells › value: Document"]);
  });

  test("have one way to a gateway", () => {
    const limits = { isEcho: () => false, gateways: new Set(["Document"]) };
    expect(pathsOf(held(text, "shop", { limits }))).toEqual(["window: Window › document: Document › shop: Shop"]);
    expect(pathsOf(held(text, "shop"))).toHaveLength(2);
  });
});

test("a list of 1,000,000 links", () => {
  const count = 1_000_000;
  const graph = graphOf(Array.from({ length: count }, (_, i) => (i + 1 < count ? [i + 1] : [])));
  const { paths } = asked(graph, [count - 1]);
  expect(pathsOf({ ...asked(graph, [0]) })).toEqual(["root 0: Node"]);
  expect(paths).toHaveLength(1);
  expect(paths[0]?.steps.map(({ times }) => times)).toEqual([1, count - 1]);
  expect(paths[0]?.held).toBe(1);
});

test("a path of many different steps is given from both ends", () => {
  const steps = 500;
  const lines = Array.from({ length: steps }, (_, i) => `n${i}: Type${i} .f > n${i + 1}`);
  const [path] = held(`app > n0\n${lines.join("\n")}\nn${steps}: Last`, `n${steps}`).paths;
  expect(path?.gap).toBe(steps + 1 - 80);
  expect(path?.steps.at(-1)?.type).toBe("Last");
});

/** All simple paths by their steps, each a text; by definition, for small graphs. */
function naivePaths(graph: Graph, target: number, types: readonly string[]): string[][] {
  const found: string[][] = [];
  const walk = (node: number, seen: ReadonlySet<number>, steps: readonly string[]): void => {
    if (node === target) {
      found.push([...steps]);
      return;
    }
    for (let at = graph.firstCell[node]!; at < graph.firstCell[node + 1]!; at++) {
      const to = graph.cells[at]! - 1;
      if (to < 0 || seen.has(to)) continue;
      walk(to, new Set([...seen, to]), [...steps, `${types[node]}>${types[to]}`]);
    }
  };
  for (let root = 0; root < graph.roots.count; root++) {
    const node = graph.roots.cell[root]! - 1;
    walk(node, new Set([node]), [`root ${root}>${types[node]}`]);
  }
  return found;
}

test("of random graphs, each path is the best of all by definition", () => {
  const random = randomFrom(20_261_127);
  for (let round = 0; round < 300; round++) {
    const count = 2 + Math.floor(random() * 7);
    const types = Array.from({ length: count }, (_, i) => (random() < 0.7 ? `T${i}` : "Same"));
    const lines = types.map((type, i) => {
      const to = Array.from({ length: Math.floor(random() * 3) }, () => `n${Math.floor(random() * count)}`);
      return `n${i}: ${type}${to.length > 0 ? ` [items] > ${[...new Set(to)].join(" ")}` : ""}`;
    });
    const roots = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, r) => `r${r} > n${r % count}`);
    const { graph } = namedGraphOf([...roots, ...lines].join("\n"));
    const target = count - 1;
    const all = naivePaths(graph, target, types);
    const { paths } = asked(graph, [target]);
    expect(paths.length > 0).toBe(all.length > 0);
    const passed = new Set<string>();
    for (const { steps } of paths) {
      const own = stepsOf(steps);
      expect(all.map(String)).toContain(String(own));
      const cost = (path: readonly string[]): number =>
        path.filter((step) => passed.has(step)).length * 1000 + path.length;
      expect(cost(own)).toBe(Math.min(...all.map(cost)));
      for (const step of own) passed.add(step);
    }
    expect(new Set(paths.map(textOf)).size).toBe(paths.length);
  }
});

function stepsOf(steps: HolderPath["steps"]): string[] {
  const own: string[] = [];
  let from = "";
  for (const { place, type, times, kind } of steps) {
    for (let time = 0; time < times; time++) {
      own.push(kind === "root" ? `root ${place[0]?.slice(1)}>${type}` : `${from}>${type}`);
      from = type;
    }
  }
  return own;
}
