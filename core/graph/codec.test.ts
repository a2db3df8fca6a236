import { describe, expect, test } from "vitest";
import { randomFrom } from "../flamegraph/graph.fixture.ts";
import { takeSnapshot } from "../snapshot/take-snapshot.ts";
import { decodeGraph, encodeGraph, isSnapshot } from "./codec.ts";
import type { Graph } from "./graph.ts";

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

  test("works on a graph without roots", () => {
    const { graph } = takeSnapshot({ roots: {} });
    expect(decodedOrThrow(encodeGraph(graph))).toEqual(graph);
  });
});

describe("bytes that are no snapshot", () => {
  test.each([
    ["nothing", new Uint8Array(0), "0 bytes are no snapshot"],
    ["text", new TextEncoder().encode("cart;Object 12\ncart;Object;items 4\n"), "not those of a snapshot"],
  ])("%s gets a sentence", (_name, bytes, sentence) => {
    const decoded = decodeGraph(bytes);
    expect(decoded).toEqual({ ok: false, error: expect.stringContaining(sentence) });
    expect(isSnapshot(bytes)).toBe(false);
  });

  test("a snapshot of another version is told apart", () => {
    const bytes = encodeGraph(exampleGraph());
    bytes[4] = 99;
    expect(decodeGraph(bytes)).toEqual({ ok: false, error: "a snapshot of version 99; this build reads version 2" });
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
