import { expect, test } from "vitest";
import { writeFolded } from "../flamegraph/formats/folded-text.ts";
import { framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../graph/codec.ts";
import { type Graph, ROOT_GIVEN, ROOT_GLOBAL } from "../graph/graph.ts";
import { mergeGraphs } from "../graph/merge-graphs.ts";
import { warningsOf } from "../graph/path.ts";
import { totalsOf } from "../graph/totals.ts";
import { createWalk } from "./create-walk.ts";

interface GivenRoot {
  readonly name: string;
  readonly value: unknown;
  readonly group?: string;
}

function decoded(bytes: Uint8Array): Graph {
  const result = decodeGraph(bytes);
  if (!result.ok) throw new Error(result.error);
  return result.graph;
}

function graphOf(...roots: readonly GivenRoot[]): Graph {
  const walk = createWalk({ layout: "chrome" });
  for (const { name, value, group = "" } of roots)
    walk.addRoot(name, value, group === "" ? ROOT_GIVEN : ROOT_GLOBAL, group);
  walk.advance(Number.POSITIVE_INFINITY);
  return decoded(encodeGraph(walk.finish()));
}

/** As it comes back from a file: every index is checked. */
const merged = (...graphs: readonly Graph[]): Graph => decoded(encodeGraph(mergeGraphs(graphs, [])));

const linesOf = (graph: Graph): string[] =>
  writeFolded(framesOfGraph(graph, ownersOf(graph, "owner")))
    .split("\n")
    .slice(0, -1);

const shop = { name: "shop", value: { rows: [{ sku: "a-1", qty: 2.5 }], pixels: new Uint8Array(2_000_000) } };
const ads = {
  name: "slots",
  value: new Map<unknown, unknown>([["top", { list: [1, 2, 3], big: new ArrayBuffer(2 ** 30) }]]),
  group: 'frame "Ads"',
};
const chat = { name: "rows", value: { rows: [{ sku: "b-1", other: [{ sku: "c" }] }] }, group: 'frame "Chat"' };

test("frames of the merged graph are those of its parts, and so are its sums", () => {
  const parts = [graphOf(shop), graphOf(ads), graphOf(chat)];
  const whole = merged(...parts);
  expect(linesOf(whole)).toEqual(parts.flatMap((part) => linesOf(part)).sort());
  const sums = parts.map((part) => totalsOf(part));
  expect(totalsOf(whole)).toEqual({
    ...totalsOf(whole),
    size: sums.reduce((sum, { size }) => sum + size, 0),
    maxSize: sums.reduce((sum, { maxSize }) => sum + maxSize, 0),
    objectCount: sums.reduce((sum, { objectCount }) => sum + objectCount, 0),
  });
});

test("by every sharing policy", () => {
  const parts = [graphOf(shop, { name: "again", value: { shop: shop.value } }), graphOf(chat)];
  for (const policy of ["owner", "root", "first"] as const) {
    const of = (graph: Graph) => writeFolded(framesOfGraph(graph, ownersOf(graph, policy))).split("\n");
    expect(of(merged(...parts)).sort()).toEqual(
      parts
        .flatMap((part) => of(part).slice(0, -1))
        .concat("")
        .sort(),
    );
  }
});

test("the order of the merging does not matter", () => {
  const [a, b, c] = [graphOf(shop), graphOf(ads), graphOf(chat)];
  expect(linesOf(merged(merged(a, b), c))).toEqual(linesOf(merged(a, merged(b, c))));
});

test("names and places that both have are there once", () => {
  const one = graphOf(shop);
  const two = merged(one, graphOf({ ...shop, group: 'frame "Shop"' }));
  expect(two.places.count).toBe(one.places.count);
  expect(two.names.length).toBe(one.names.length + 1);
});

test("a root that an earlier part has already gets a number", () => {
  const whole = merged(graphOf(chat), graphOf(chat));
  expect(new Set(linesOf(whole).map((line) => line.split(";").slice(0, 2).join(";")))).toEqual(
    new Set(['frame "Chat";rows', 'frame "Chat";(2) rows']),
  );
});

test("numbers of repetitions refer to nothing, also beside sizes that no cell holds", () => {
  const large = graphOf(ads);
  expect(large.largeBytes.length).toBe(1);
  const whole = merged(large, graphOf({ ...ads, group: 'frame "Other"' }));
  expect([...whole.largeBytes]).toEqual([2 ** 30, 2 ** 30]);
  expect(totalsOf(whole).size).toBe(2 * totalsOf(large).size);
});

test("warnings lead to their nodes, and further ones are added", () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const odd = graphOf({ name: "odd", value: { inner: revoked.proxy }, group: 'frame "Odd"' });
  const gone = { code: "frame-gone", path: 'frame "Gone"', detail: "It went." };
  const whole = decoded(encodeGraph(mergeGraphs([graphOf(shop), odd], [gone])));
  expect(warningsOf(whole).map(({ path }) => path)).toEqual([...warningsOf(odd).map(({ path }) => path), gone.path]);
  expect(warningsOf(odd)).toHaveLength(1);
});

test.each([
  ["one heap, which both report", [9_000, 9_000], 9_000],
  ["two heaps", [9_000, 4_000], 13_000],
  ["a heap that is not known", [9_000, 0], 0],
])("the heap in use: %s", (_name, figures, sum) => {
  const graph = graphOf(shop);
  const [first = 0, second = 0] = figures;
  const graphs = [first, second].map((usedHeapSize) => ({ ...graph, firstCell: graph.firstCell, usedHeapSize }));
  expect(mergeGraphs(graphs, []).usedHeapSize).toBe(sum);
});

test.each([
  ["workers whose heaps are of one size", [9_000, 4_000, 4_000], 17_000],
  ["a worker whose heap has the size of the page's", [9_000, 9_000], 18_000],
  ["a worker whose heap is not known", [9_000, 0], 0],
])("the heap in use: %s", (_name, figures, sum) => {
  const graph = graphOf(shop);
  const graphs = figures.map((usedHeapSize) => ({ ...graph, firstCell: graph.firstCell, usedHeapSize }));
  expect(mergeGraphs(graphs, [], (part) => (part === 0 ? "" : `worker ${part}`)).usedHeapSize).toBe(sum);
});

test("counts of the DOM are the sums of those that are known", () => {
  const counted = (...counts: readonly number[]): Graph =>
    decoded(encodeGraph({ ...graphOf(shop), domCounts: Float64Array.from(counts) }));
  expect(merged(counted(120, 4, 310, 2, -1), graphOf(ads), counted(10, -1, -1, -1, -1)).domCounts).toEqual(
    Float64Array.of(130, 4, 310, 2, -1),
  );
  expect(merged(graphOf(shop), graphOf(ads)).domCounts).toBeUndefined();
});

test("each part has a timeline of its own: their entries are added up", () => {
  const timed = (measures: number): Graph =>
    decoded(encodeGraph({ ...graphOf(shop), timeline: { marks: 2, measures, resources: 1, reactMeasures: measures } }));
  expect(merged(timed(10), graphOf(ads), timed(5)).timeline).toEqual({
    marks: 4,
    measures: 15,
    resources: 2,
    reactMeasures: 15,
  });
  expect(merged(graphOf(shop), graphOf(ads)).timeline).toBeUndefined();
});

test("what was watched in the page stays when others are put beside it", () => {
  const rows = [
    {
      kind: 0,
      event: "",
      target: "",
      file: "poll.ts",
      script: "",
      line: 7,
      column: 1,
      functionName: "",
      count: 22,
      size: 0,
    },
  ] as const;
  const page = decoded(encodeGraph({ ...graphOf(shop), watched: { ageMs: 5, rows } }));
  expect(merged(page, graphOf(ads)).watched).toEqual({ ageMs: 5, rows });
  expect(merged(graphOf(shop), graphOf(ads)).watched).toBeUndefined();
});
