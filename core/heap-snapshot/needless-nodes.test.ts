import { describe, expect, test } from "vitest";
import { frameNameOf, framePathOf } from "../flamegraph/frame-table.ts";
import { nodeFramesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { randomFrom } from "../flamegraph/graph.fixture.ts";
import { ownersOf, type SharingPolicy } from "../flamegraph/owners/sharing-policy.ts";
import { type WasteKind, wasteOf } from "../flamegraph/questions/waste.ts";
import { decodeGraph, encodeGraph } from "../graph/codec.ts";
import { toGraph } from "../graph/locate-cells.ts";
import { graphOfHeap } from "./graph-of-heap.ts";
import { type HeapNode, heapFileOf, heapOf, readHeap } from "./heap-file.fixture.ts";

/** Waste of one kind in a file, as `path × count: bytes`, below the page's window. */
function wasteIn(file: string, kind: WasteKind, policy: SharingPolicy = "owner", pieces?: readonly number[]): string[] {
  const written = encodeGraph(toGraph(graphOfHeap(readHeap(file, pieces))));
  const decoded = decodeGraph(written);
  if (!decoded.ok) throw new Error(decoded.error);
  const nodeFrames = nodeFramesOfGraph(decoded.graph, ownersOf(decoded.graph, policy));
  const { frames } = nodeFrames;
  expect(frames.totalSize[0], "V8's total").toBe(readHeap(file).selfSize.reduce((sum, size) => sum + size, 0));
  return wasteOf(decoded.graph, nodeFrames)
    .filter((row) => row.kind === kind)
    .map(({ frame, size, maxSize, count, references }) => {
      expect(maxSize).toBe(size);
      expect(references).toBe(0);
      const path = framePathOf(frames, frame).map((at) => frameNameOf(frames, at));
      return `${path.slice(2).join(";")} × ${count}: ${size}`;
    })
    .toSorted();
}

const fileOf = (rest: string, extra?: ReadonlyMap<string, HeapNode>): string => heapFileOf(pageOf(rest, extra));

/** A page whose window refers to all nodes that are told, by their keys, but for those that begin with "_"; with the functions `Array` and `Object`. */
function pageOf(rest: string, extra: ReadonlyMap<string, HeapNode> = new Map()): Map<string, HeapNode> {
  const own = new Map([...heapOf(rest), ...extra]);
  const fields = [...own.keys()].filter((key) => !key.startsWith("_"));
  const page = heapOf(`
    root: synthetic "" 0
      shortcut 1 > window
    window: object "Window" 28
      property "_Array" > _Array
      property "_Object" > _Object
      ${fields.map((key) => `property "${key}" > ${key}`).join("\n")}
    _Array: closure "Array" 32
      property "isArray" > _isArray
      property "prototype" > _arrays
    _isArray: closure "isArray" 28
    _arrays: object "Array" 16
      property "constructor" > _Array
    _items: object-shape "system / Map" 40
      internal "prototype" > _arrays
    _Object: closure "Object" 32
      property "create" > _create
      property "prototype" > _objects
      internal "initial_map" > _plain
    _create: closure "create" 28
    _objects: object "Object" 28
      property "constructor" > _Object
    _plain: object-shape "system / Map" 40
      internal "prototype" > _objects
      internal "constructor" > _Object
    _other: object-shape "system / Map" 40
      internal "prototype" > _objects
      internal "constructor" > _Object`);
  return new Map([...page, ...own]);
}

const textNodes = (strings: readonly string[], size = 40): Map<string, HeapNode> =>
  new Map(strings.map((name, i) => [`t${i}`, { kind: "string", name, size }]));

describe("copies of strings", () => {
  test("are all but the one nearest to the roots, at their own frames", () => {
    const file = fileOf(`
      app: object "App" 12
        property "far" > _far
      _far: object "Far" 12
        property "status" > _one
      _one: string "waiting for payment" 32
      list: object "Array" 16
        element 0 > _two
        element 1 > _three
        element 2 > _other_text
      _two: string "waiting for payment" 32
      _three: string "waiting for payment" 52
      _other_text: string "sent" 16
      near: string "waiting for payment" 32`);
    const rows = ["app;App;far;Far;status;string × 1: 32", "list;Array;elements;string × 2: 84"];
    for (const policy of ["owner", "root", "first"] as const) {
      expect(wasteIn(file, "repeated-texts", policy)).toEqual(rows);
    }
    expect(wasteIn(file, "repeated-texts", "owner", [1])).toEqual(rows);
  });

  test("are none where one text is referred to from several places", () => {
    const file = fileOf(`
      a: object "A" 12
        property "text" > _text
      b: object "B" 12
        property "text" > _text
      _text: string "only once" 24`);
    expect(wasteIn(file, "repeated-texts")).toEqual([]);
  });

  test("with what they have outside of the heap", () => {
    const file = fileOf(`
      one: string "of a document" 60
        internal "1 / backing_store" > _one
      _one: native "system / ExternalStringData" 25
      two: string "of a document" 60
        internal "1 / backing_store" > _two
      _two: native "system / ExternalStringData" 25`);
    expect(wasteIn(file, "repeated-texts")).toEqual(["two;string × 1: 85"]);
  });

  test.each([
    ["the longest that is whole", "x".repeat(1023), 1],
    ["one that may go on", "x".repeat(1024), 0],
    ["one that goes on", "x".repeat(3000), 0],
    ["with quotes, which the file writes as two characters each", '"'.repeat(1023), 1],
    ["with that many quotes", '"'.repeat(1024), 0],
    ["the empty text", "", 1],
  ])("%s", (_, text, copies) => {
    for (const pieces of [[1 << 16], [1], [7, 1000]]) {
      const rows = wasteIn(fileOf("", textNodes([text, text], 4000)), "repeated-texts", "owner", pieces);
      expect(rows).toHaveLength(copies);
    }
  });

  /* V8 writes the last four digits of what is beyond U+FFFF; so 1,024 of UTF-16 may be 512 escapes. */
  test("escaped characters may each stand for two", () => {
    const escaped = (length: number): string =>
      fileOf("", textNodes([`#${"€".repeat(length)}`, `#${"€".repeat(length)}`])).replaceAll("€", "\\u20ac");
    for (const pieces of [[1 << 16], [1], [5]]) {
      expect(wasteIn(escaped(511), "repeated-texts", "owner", pieces)).toHaveLength(1);
      expect(wasteIn(escaped(512), "repeated-texts", "owner", pieces)).toEqual([]);
    }
  });

  test("names that are one in the file, but two in its list of strings, are of different strings", () => {
    /* U+1F600 and U+2F600, as V8 writes them. */
    const file = fileOf("", textNodes(["smile A", "smile B"])).replace(/smile [AB]/g, "smile \\uf600");
    expect(file.match(/smile \\uf600/g)).toHaveLength(2);
    expect(wasteIn(file, "repeated-texts")).toEqual([]);
  });

  test("a text that is the name of other things as well is still a text", () => {
    const file = fileOf(`
      Window: string "Window" 20
      prototype: string "Window" 20`);
    expect(wasteIn(file, "repeated-texts")).toEqual(["prototype;string × 1: 20"]);
  });

  test("what is joined, cut out, forwarded, or takes nothing is none", () => {
    const file = fileOf(`
      joined1: concatenated-string "(concatenated string)" 20
      joined2: concatenated-string "(concatenated string)" 20
      sliced1: sliced-string "(sliced string)" 20
      sliced2: sliced-string "(sliced string)" 20
      symbol1: symbol "same" 16
      symbol2: symbol "same" 16
      thin: string "key of a map" 12
        internal "actual" > _actual
      _actual: string "key of a map" 24
      free1: string "of the engine" 0
      once: string "of the engine" 28`);
    expect(wasteIn(file, "repeated-texts")).toEqual([]);
  });

  test("are as many bytes as a count by text says, whatever the strings, seeded", () => {
    const random = randomFrom(31);
    for (let round = 0; round < 60; round++) {
      const strings = Array.from({ length: Math.floor(random() * 80) }, () => {
        const text = 'ab"\\\n✓é'.charAt(Math.floor(random() * 7)).repeat(Math.floor(random() * 3));
        return random() < 0.1 ? text + "z".repeat(1000 + Math.floor(random() * 40)) : text;
      });
      /* Where the file has UTF-8 and not escapes, each byte of it may be a character. */
      const counts = new Map<string, number>();
      for (const text of strings) counts.set(text, (counts.get(text) ?? 0) + 1);
      let wanted = 0;
      for (const [text, count] of counts) if (new TextEncoder().encode(text).length < 1024) wanted += (count - 1) * 40;
      const rows = wasteIn(fileOf("", textNodes(strings)), "repeated-texts", "owner", [1 + Math.floor(random() * 99)]);
      expect(rows.reduce((sum, row) => sum + Number(/\d+$/.exec(row)![0]), 0)).toBe(wanted);
    }
  });
});

describe("empty collections", () => {
  test("are arrays without elements, and objects of the hidden class that {} has", () => {
    const file = fileOf(`
      list: object "Array" 16
        property "__proto__" > _arrays
        internal "map" > _items
      bag: object "Object" 28
        property "__proto__" > _objects
        internal "map" > _plain`);
    expect(wasteIn(file, "empty-collections")).toEqual(["bag;Object × 1: 28", "list;Array × 1: 16"]);
  });

  test("none where something may be in it that leaves no trace", () => {
    const file = fileOf(`
      integers: object "Array" 16
        property "__proto__" > _arrays
        internal "map" > _items
        internal "elements" > _elements
      _elements: array "(object elements)" 76
      named: object "Array" 16
        property "__proto__" > _arrays
        internal "map" > _items
        internal "properties" > _properties
      _properties: hidden "system / PropertyArray" 20
      fields: object "Object" 28
        property "__proto__" > _objects
        internal "map" > _other
      indexed: object "Object" 28
        property "__proto__" > _objects
        internal "map" > _plain
        internal "elements" > _indices
      _indices: array "(object elements)" 76
      native: object "Object" 20
        property "__proto__" > _objects
        internal "map" > _plain
      bare: object "Object" 28
        internal "map" > _plain
      map: object "Map" 16
        internal "table" > _table
      _table: array "" 76`);
    expect(wasteIn(file, "empty-collections")).toEqual([]);
  });

  test("nor of a page's own class of that name", () => {
    const file = fileOf(`
      classA: closure "Array" 32
        property "prototype" > _protoA
      _protoA: object "Object" 12
      _mapA: object-shape "system / Map" 40
      list: object "Array" 16
        property "__proto__" > _protoA
        internal "map" > _mapA
      classO: closure "Object" 32
        property "prototype" > _protoO
        internal "initial_map" > _mapO
      _protoO: object "Object" 12
      _mapO: object-shape "system / Map" 40
      bag: object "Object" 28
        property "__proto__" > _protoO
        internal "map" > _mapO`);
    expect(wasteIn(file, "empty-collections")).toEqual([]);
  });

  test("words of eight bytes", () => {
    const nodes = pageOf(`
      list: object "Array" 16
        property "__proto__" > _arrays
        internal "map" > _items`);
    for (const [key, node] of nodes) nodes.set(key, { ...node, size: node.size * 2 });
    expect(wasteIn(heapFileOf(nodes), "empty-collections")).toEqual(["list;Array × 1: 32"]);
  });
});
