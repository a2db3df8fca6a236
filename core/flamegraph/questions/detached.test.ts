import { expect, test } from "vitest";
import { type Graph, KIND_FIELD, KIND_STORAGE, SHAPE_COMPONENT, SHAPE_DETACHED } from "../../graph/graph.ts";
import { toGraph } from "../../graph/locate-cells.ts";
import { graphOfHeap } from "../../heap-snapshot/graph-of-heap.ts";
import { heapFileOf, heapOf, readHeap } from "../../heap-snapshot/heap-file.fixture.ts";
import { takeSnapshot } from "../../snapshot/take-snapshot.ts";
import { frameNameOf, framePathOf } from "../frame-table.ts";
import { nodeFramesOfGraph } from "../frames-of-graph.ts";
import { ownersOf } from "../owners/sharing-policy.ts";
import { detachedOf } from "./detached.ts";

/** Stands for a node of the DOM: `tree_root` and `host` are what the engine knows of it. */
class Div {
  tree_root: object | undefined;
  host: object | undefined;
  [key: string]: unknown;
}

function divOf(fields: Partial<Div> = {}): Div {
  return Object.assign(new Div(), fields);
}

const FLAGS_OF_TYPES = new Map([
  ["Div", SHAPE_DETACHED],
  ["List", SHAPE_COMPONENT],
]);

/** The graph as the walk of a page writes it, where every `Div` is in no document, and every `List` a component. */
function graphOf(roots: Record<string, unknown>): Graph {
  const { graph } = takeSnapshot({ layout: "chrome", roots });
  const { names, shapes, places } = graph;
  const isUp = (place: number): boolean => ["tree_root", "host"].includes(names[places.name[place]!]!);
  return toGraph({
    ...graph,
    shapes: {
      ...shapes,
      flags: shapes.flags.map((flags, shape) => flags | (FLAGS_OF_TYPES.get(names[shapes.typeName[shape]!]!) ?? 0)),
    },
    places: {
      ...places,
      kind: places.kind.map((kind, place) => (kind === KIND_FIELD && isUp(place) ? KIND_STORAGE : kind)),
    },
  });
}

/** `holder: trees, nodes`, and the path of the node that it refers to. */
function rowsOf(graph: Graph): string[] {
  const owners = ownersOf(graph, "owner");
  const nodeFrames = nodeFramesOfGraph(graph, owners);
  const pathOf = (frame: number): string =>
    framePathOf(nodeFrames.frames, frame)
      .map((at) => frameNameOf(nodeFrames.frames, at))
      .join(";");
  return detachedOf(graph, () => owners, nodeFrames)
    .map(({ holder, frame, trees, nodes }) => `${pathOf(holder)}: ${trees} trees, ${nodes} nodes → ${pathOf(frame)}`)
    .toSorted();
}

test("trees count by their roots, and stand at what refers to them from outside", () => {
  const tree = divOf();
  tree.left = divOf({ tree_root: tree });
  tree.right = divOf({ tree_root: tree });
  expect(rowsOf(graphOf({ app: { dialog: tree, rows: [divOf(), divOf()] } }))).toEqual([
    "app;Object;dialog: 1 trees, 3 nodes → app;Object;dialog;Div",
    "app;Object;rows;Array;elements: 2 trees, 2 nodes → app;Object;rows;Array;elements;Div",
  ]);
});

test("who holds a node deep in a tree holds the tree", () => {
  const tree = divOf();
  const leaf = divOf({ tree_root: tree });
  tree.leaf = leaf;
  expect(rowsOf(graphOf({ app: { leaf } }))).toEqual(["app;Object;leaf: 1 trees, 2 nodes → app;Object;leaf;Div"]);
});

test("the component around the holder is known", () => {
  class List {
    rows = [divOf()];
  }
  const graph = graphOf({ app: { list: new List(), other: divOf() } });
  const owners = ownersOf(graph, "owner");
  const nodeFrames = nodeFramesOfGraph(graph, owners);
  const componentsOf = detachedOf(graph, () => owners, nodeFrames).map(({ component }) =>
    component === -1 ? null : frameNameOf(nodeFrames.frames, component),
  );
  expect(componentsOf.toSorted()).toEqual(["List", null]);
});

test("a shadow tree is a part of its host's", () => {
  const host = divOf();
  const shadow = divOf({ host });
  host.inner = shadow;
  shadow.child = divOf({ tree_root: shadow });
  expect(rowsOf(graphOf({ app: { host } }))).toEqual(["app;Object;host: 1 trees, 3 nodes → app;Object;host;Div"]);
});

test("bytes are those of the nodes and of what only they hold", () => {
  const shared = { text: "shared by the app and a node" };
  const bytesOf = (fields: Partial<Div>): number => {
    const graph = graphOf({ app: { shared, div: divOf(fields) } });
    const owners = ownersOf(graph, "owner");
    return detachedOf(graph, () => owners, nodeFramesOfGraph(graph, owners))[0]!.size;
  };
  const own = bytesOf({ data: 1 });
  expect(bytesOf({ data: shared })).toBe(own);
  expect(bytesOf({ data: { text: "of the node alone" } })).toBeGreaterThan(own + 20);
});

test("what refers to a tree from inside it does not hold it", () => {
  const div = divOf();
  div.controller = { element: div };
  expect(rowsOf(graphOf({ app: { list: { first: div } } }))).toEqual([
    "app;Object;list;Object;first: 1 trees, 1 nodes → app;Object;list;Object;first;Div",
  ]);
});

test("in a heap snapshot, nodes that V8 calls detached and that refer to one another are one tree", () => {
  const graph = toGraph(
    graphOfHeap(
      readHeap(
        heapFileOf(
          heapOf(`
          root: synthetic "" 0
            shortcut 1 > window
          window: object "Window / https://example.org" 28
            property "app" > app
          app: object "App" 28
            property "list" > div
          div: native "<div>" 104 detached
            element 1 > text
          text: native "Text" 80 detached
            element 1 > div
          `),
        ),
      ),
    ),
  );
  const rows = rowsOf(graph);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/app;App;list: 1 trees, 2 nodes → .*list;Detached <div>$/);
});

test("without detached nodes there is nothing to ask", () => {
  const graph = takeSnapshot({ layout: "chrome", roots: { app: { div: divOf() } } }).graph;
  const ask = (): never => {
    throw new Error("asked");
  };
  expect(detachedOf(graph, ask, nodeFramesOfGraph(graph, ownersOf(graph, "owner")))).toEqual([]);
});
