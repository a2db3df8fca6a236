import { describe, expect, test } from "vitest";
import { randomFrom } from "../flamegraph/graph.fixture.ts";
import { decodeSnapshot, takeSnapshot } from "../snapshot/take-snapshot.ts";
import { decodeGraph, encodeGraph } from "./codec.ts";
import { type Graph, PLACE_OFF_HEAP } from "./graph.ts";
import { VERSION_2_FILE } from "./version-2.fixture.ts";
import { MAX_WATCHED_ROWS, WATCHED_LISTENER, WATCHED_URL, type Watched, type WatchedRow } from "./watched.ts";

/* Row 0 may not import the walk; its test takes a graph from there because nothing writes more kinds of rows. */
function exampleGraph(): Graph {
  return takeSnapshot({
    roots: {
      store: { users: [{ name: "Ann", tags: new Set(["a", "b b"]) }], byId: new Map([[1, { n: 1.5 }]]) },
      "hostile ; \ud800 \n": { __proto__: null, "a;b": "text", "": [1n, Symbol("s")] },
      huge: new ArrayBuffer(3_000_000_000),
      throws: new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error("trap");
          },
        },
      ),
    },
  }).graph;
}

function decodedOrThrow(bytes: Uint8Array): Graph {
  const decoded = decodeGraph(bytes);
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.graph;
}

describe("decode after encode", () => {
  test("gives the same graph, lone surrogates and warnings included", () => {
    const graph = exampleGraph();
    expect(graph.warnings.length).toBe(1);
    expect(decodedOrThrow(encodeGraph(graph))).toEqual(graph);
  });

  test("works on bytes that start anywhere in their buffer", () => {
    const bytes = encodeGraph(exampleGraph());
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodedOrThrow(shifted.subarray(3))).toEqual(exampleGraph());
  });

  test("works on a Buffer of Node, as a file is read into", () => {
    expect(decodedOrThrow(Buffer.from(encodeGraph(exampleGraph())))).toEqual(exampleGraph());
  });

  test("gives places and shapes of earlier versions the flags that their names stand for", () => {
    const buffer = new ArrayBuffer(100);
    const roots = { app: [{ list: [1.5], empty: [], map: new Map(), bag: {}, views: [new Uint8Array(buffer, 0, 8)] }] };
    const { graph } = takeSnapshot({ layout: "chrome", roots });
    const earlier: Graph = {
      ...graph,
      firstCell: graph.firstCell,
      places: { ...graph.places, flags: graph.places.flags.map((flags) => flags & PLACE_OFF_HEAP) },
      shapes: { ...graph.shapes, flags: graph.shapes.flags.map((flags) => flags & 15) },
    };
    const decoded = decodedOrThrow(encodeGraph(earlier));
    expect(decoded.shapes.flags).toEqual(graph.shapes.flags);
    expect(decoded.places.flags).toEqual(graph.places.flags);
  });

  test("keeps the counts of a timeline, and refuses an invalid one", () => {
    const { graph } = takeSnapshot({ roots: {} });
    const timeline = { marks: 1, measures: 500_000, resources: 250, reactMeasures: 499_000 };
    const encoded = (counts: typeof timeline) => encodeGraph({ ...graph, timeline: counts });
    expect(decodedOrThrow(encoded(timeline)).timeline).toEqual(timeline);
    expect(decodeGraph(encoded({ ...timeline, marks: -1 }))).toMatchObject({ ok: false });
    expect(decodeGraph(encoded({ ...timeline, reactMeasures: 500_001 }))).toMatchObject({ ok: false });
  });

  test("keeps the counts of the DOM, and refuses invalid ones", () => {
    const { graph } = takeSnapshot({ roots: {} });
    const encoded = (...counts: readonly number[]) => encodeGraph({ ...graph, domCounts: Float64Array.from(counts) });
    expect(decodedOrThrow(encoded(120, 4, -1, -1, -1)).domCounts).toEqual(Float64Array.of(120, 4, -1, -1, -1));
    expect(decodeGraph(encoded(120, 4, -2, -1, -1))).toMatchObject({ ok: false });
    expect(decodeGraph(encoded(120, 4))).toMatchObject({ ok: false });
  });

  test("keeps what was watched, none of it included, and refuses invalid rows", () => {
    const { graph } = takeSnapshot({ roots: {} });
    const row: WatchedRow = {
      kind: WATCHED_LISTENER,
      event: "key\ud800up",
      target: "window",
      file: "src/csv.ts",
      script: "http://localhost/csv.js",
      line: 41,
      column: 7,
      functionName: "",
      count: 22,
      size: 2 ** 40,
    };
    const decoded = (watched: Watched) => decodeGraph(encodeGraph({ ...graph, watched }));
    const rows = [row, { ...row, kind: WATCHED_URL, event: "", target: "" } as const];
    expect(decoded({ ageMs: 12.5, rows })).toMatchObject({ ok: true, graph: { watched: { ageMs: 12.5, rows } } });
    expect(decoded({ ageMs: 0, rows: [] })).toMatchObject({ ok: true, graph: { watched: { ageMs: 0, rows: [] } } });
    expect(decodedOrThrow(encodeGraph(graph)).watched).toBeUndefined();
    expect(decoded({ ageMs: 1, rows: [{ ...row, kind: 7 as never }] })).toMatchObject({ ok: false });
    expect(decoded({ ageMs: 1, rows: [{ ...row, size: -1 }] })).toMatchObject({ ok: false });
    expect(decoded({ ageMs: -1, rows: [] })).toMatchObject({ ok: false });
    expect(decoded({ ageMs: 1, rows: Array(MAX_WATCHED_ROWS + 1).fill(row) })).toMatchObject({ ok: false });
  });

  test("works on a graph without roots", () => {
    const { graph } = takeSnapshot({ roots: {} });
    expect(decodedOrThrow(encodeGraph(graph))).toEqual(graph);
  });
});

describe("sections", () => {
  /** Where the section begins: its header of three words stands before its name. */
  function sectionAt(bytes: Uint8Array, name: string): number {
    return Buffer.from(bytes).indexOf(name, 0, "latin1") - 12;
  }

  test("a file of version 2, whose sections have no names, is still read", () => {
    const snapshot = decodeSnapshot(Buffer.from(VERSION_2_FILE, "base64"));
    const roots = { cart: { items: [{ sku: "a-1", qty: 2 }] } };
    expect(snapshot.toFolded()).toBe(takeSnapshot({ roots, layout: "chrome" }).toFolded());
  });

  test("one that this build does not know is skipped", () => {
    const bytes = encodeGraph(exampleGraph());
    const longer = new Uint8Array(bytes.length + 32);
    longer.set(bytes);
    const words = new Uint32Array(longer.buffer);
    words[3]! += 1;
    words.set([2, 4, 12], bytes.length / 4);
    longer.set(new TextEncoder().encode("later.column"), bytes.length + 12);
    expect(decodedOrThrow(longer)).toEqual(exampleGraph());
  });

  test("one that has to be there and is not is named", () => {
    const bytes = encodeGraph(exampleGraph());
    bytes[sectionAt(bytes, "places.kind") + 12 + "places.".length] = "K".charCodeAt(0);
    expect(decodeGraph(bytes)).toEqual({ ok: false, error: expect.stringMatching(/section "places.kind": 0 rows/) });
  });

  test("one that is there twice is refused", () => {
    const bytes = encodeGraph(exampleGraph());
    const at = sectionAt(bytes, "roots.cell");
    bytes.set(new TextEncoder().encode("roots.name"), at + 12);
    expect(decodeGraph(bytes)).toEqual({ ok: false, error: expect.stringContaining("is there twice") });
  });

  test("one without rows is not written", () => {
    const { graph } = takeSnapshot({ roots: { cart: {} } });
    expect(graph.warnings).toEqual([]);
    expect(Buffer.from(encodeGraph(graph)).includes("warnings.node")).toBe(false);
  });
});

describe("bytes that are not a snapshot", () => {
  test.each([
    ["nothing", new Uint8Array(0), "0 bytes are not a snapshot"],
    ["text", new TextEncoder().encode("cart;Object 12\ncart;Object;items 4\n"), "not those of a snapshot"],
  ])("%s gets a sentence", (_name, bytes, sentence) => {
    const decoded = decodeGraph(bytes);
    expect(decoded).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });

  test("a snapshot of another version is told apart", () => {
    const bytes = encodeGraph(exampleGraph());
    bytes[4] = 99;
    expect(decodeGraph(bytes)).toEqual({
      ok: false,
      error: "a snapshot of version 99; this build reads versions 2 and 3",
    });
  });

  test("sizes whose sum cannot be counted exactly are refused", () => {
    const { graph } = takeSnapshot({
      roots: { one: new ArrayBuffer(3_000_000_000), two: new ArrayBuffer(3_000_000_000) },
    });
    expect(graph.largeBytes).toHaveLength(2);
    const largeBytes = new Float64Array(2).fill(Number.MAX_SAFE_INTEGER);
    const bytes = encodeGraph({ ...graph, largeBytes });
    expect(decodeGraph(bytes)).toEqual({ ok: false, error: expect.stringMatching(/^its sizes sum to \d+/) });
  });

  test("a snapshot cut anywhere is refused", () => {
    const bytes = encodeGraph(exampleGraph());
    for (let length = 0; length < bytes.length; length += 7) {
      expect(decodeGraph(bytes.subarray(0, length)).ok, `cut at ${length}`).toBe(false);
    }
  });

  test("whatever bytes are changed, the result is a graph whose indices all hold, or a sentence", () => {
    const random = randomFrom(1);
    const original = encodeGraph(exampleGraph());
    let refused = 0;
    for (let round = 0; round < 3000; round++) {
      const bytes = original.slice();
      const changes = 1 + Math.floor(random() * 4);
      for (let i = 0; i < changes; i++) {
        const at = Math.floor(random() * bytes.length);
        bytes[at] = random() < 0.3 ? 0xff : Math.floor(random() * 256);
      }
      const decoded = decodeGraph(bytes);
      if (!decoded.ok) {
        refused++;
        expect(decoded.error).not.toBe("");
        continue;
      }
      const { graph } = decoded;
      expect(graph.firstCell[graph.nodeCount]).toBe(graph.cells.length);
      for (const shape of graph.nodeShape) expect(shape).toBeLessThan(graph.shapes.count);
    }
    expect(refused).toBeGreaterThan(300);
  });
});
