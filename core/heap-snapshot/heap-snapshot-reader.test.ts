import { describe, expect, test } from "vitest";
import { randomFrom } from "../flamegraph/graph.fixture.ts";
import { graphOfHeap } from "./graph-of-heap.ts";
import { heapFileOf, heapOf, readHeap } from "./heap-file.fixture.ts";
import { HeapSnapshotError } from "./heap-snapshot-error.ts";

const NODES = heapOf(`
  root: synthetic "" 0
    shortcut 1 > window
    element 2 > gc
  gc: synthetic "(GC roots)" 0
  window: object "Window" 28
    property "äpp \\ 👍" > app
    property "list" > list
  app: object "C\u2028art" 28
    property "text" > text
  text: string "never kept" 24
  list: object "Array" 16
    element 0 > app
    internal "elements" > items
  items: array "(object elements)" 20
    internal "0" > app
`);
const FILE = heapFileOf(NODES);
const HEAP = readHeap(FILE);

describe("the reader", () => {
  test("gives columns, and of the strings the names", () => {
    expect([...HEAP.selfSize]).toEqual([0, 0, 28, 28, 24, 16, 20]);
    expect([...HEAP.globals]).toEqual([2]);
    expect(HEAP.strings).toContain("äpp \\ 👍");
    expect(HEAP.strings).toContain("C\u2028art");
    expect(HEAP.strings).not.toContain("never kept");
  });

  test("takes a node of a type that the head does not name for one of the engine", () => {
    const hidden = readHeap(FILE.replace('"nodes":[9', '"nodes":[99'));
    expect(hidden).toEqual({
      ...HEAP,
      nodeKind: Uint8Array.from(HEAP.nodeKind, (kind, node) => (node === 0 ? 0 : kind)),
    });
  });

  test("passes over a byte order mark", () => {
    expect(readHeap(`\ufeff${FILE}`, [1])).toEqual(HEAP);
  });

  test("takes the parts in any order", () => {
    const { snapshot, nodes, edges, strings, ...others } = JSON.parse(FILE);
    const parts: [string, unknown][] = [
      ["snapshot", snapshot],
      ["nodes", nodes],
      ["edges", edges],
      ["strings", strings],
      ["others", others],
    ];
    for (let turn = 0; turn < parts.length; turn++) {
      parts.push(parts.shift()!);
      expect(readHeap(JSON.stringify(Object.fromEntries(parts)), [99])).toEqual(HEAP);
      expect(readHeap(JSON.stringify(Object.fromEntries(parts.toReversed())), [7])).toEqual(HEAP);
    }
  });

  test("does not mind where pieces end, seeded", () => {
    const random = randomFrom(9);
    expect(readHeap(FILE, [1])).toEqual(HEAP);
    for (let round = 0; round < 100; round++) {
      const lengths = Array.from({ length: 5 }, () => 1 + Math.floor(random() * 40));
      expect(readHeap(FILE, lengths)).toEqual(HEAP);
    }
  });

  test("keeps the beginning of a very long name", () => {
    const nodes = new Map(NODES).set("app", { kind: "object", name: `"${"x\\".repeat(5000)}`, size: 1 });
    const name = readHeap(heapFileOf(nodes), [777]).strings.find((text) => text.startsWith('"x\\x'));
    expect(name).toMatch(/^"(x\\)+x?…$/);
    expect(name!.length).toBeGreaterThan(2000);
  });
});

const replaced = (from: string | RegExp, to: string): string => {
  const text = FILE.replace(from, to);
  expect(text).not.toBe(FILE);
  return text;
};

describe("gets a sentence:", () => {
  test.each([
    ["what is no JSON", "hello", /"h" stands where "\{" was expected \(near byte 0\)/],
    ["other JSON", '{"a":[1,{"b":"]"}]}', /it ends at byte 19 without the head "snapshot"/],
    ["a file of no bytes", "", /it ends too early, at byte 0/],
    [
      "one that ends within its nodes",
      FILE.slice(0, FILE.indexOf('"edges"') - 9),
      /ends too early, at byte \d+, in or after "nodes"/,
    ],
    ["one that ends within its strings", FILE.slice(0, -9), /ends too early/],
    ["text after its end", `${FILE}x`, /"x" comes after its end/],
    ["no head", '{"nodes":[1]}', /it ends at byte 13 without the head "snapshot"/],
    ["no nodes", replaced('"nodes":[', '"edges":['), /without the list "nodes"/],
    ["nodes twice", replaced('"edges":[', '"nodes":['), /the list "nodes" comes twice/],
    ["the head twice", replaced(/\}$/, ',"snapshot":{}}'), /the head "snapshot" comes twice/],
    ["nodes that are no list", replaced('"nodes":[', '"nodes":{}, "x":['), /the list "nodes" is not a list/],
    [
      "a sum that cannot be counted",
      replaced('"nodes":[9,1,1,0', '"nodes":[9,1,1,9007199254740991'),
      /the sum is above 9007199254740991/,
    ],
    ["a head without a field", replaced('"self_size"', '"size"'), /expected self_size among them/],
    ["a head that is not JSON", replaced('"node_fields":[', '"node_fields":[,'), /its head is not valid JSON/],
    [
      "counts that are none",
      replaced(/"node_count":\d+/, '"node_count":-1'),
      /"node_count" is -1, expected a whole number/,
    ],
    ["fewer nodes than told", replaced(/"node_count":\d+/, '"node_count":9'), /"nodes" holds 7 of 9 nodes/],
    [
      "more nodes than told",
      replaced(/"node_count":\d+/, '"node_count":3'),
      /"nodes" holds more than the 3 of the head/,
    ],
    [
      "fewer edges than told",
      replaced(/"edge_count":\d+/, '"edge_count":99'),
      /the nodes have 8 edges, but the head says 99/,
    ],
    ["more edges than told", replaced(/"edge_count":\d+/, '"edge_count":1'), /have more edges than the 1 of the head/],
    ["a number with a fraction", replaced('"nodes":[9', '"nodes":[9.5'), /"nodes" holds the character "\."/],
    ["a number below zero", replaced('"edges":[', '"edges":[-'), /"edges" holds the character "-"/],
    ["no number between commas", replaced('"nodes":[', '"nodes":[,'), /a comma without a number before it/],
    ["no comma between numbers", replaced('"nodes":[9,', '"nodes":[9 9,'), /two numbers without a comma between them/],
    ["a number too long", replaced('"nodes":[9', `"nodes":[${"9".repeat(17)}`), /a number of 17 digits/],
    [
      "a list that ends within a row",
      replaced(/\n\],\n"edges"/, ',1\n],\n"edges"'),
      /"nodes" ends within a row: 1 of 6 numbers/,
    ],
    ["an edge to nowhere", replaced('"edges":[5,1,12', '"edges":[5,1,13'), /edge 0 leads to 13, where no node begins/],
    ["an edge beyond all nodes", replaced('"edges":[5,1,12', '"edges":[5,1,600'), /edge 0 leads to 600/],
    [
      "a name that is not there",
      replaced(/"strings":\[.*/s, '"strings":["a"]}'),
      /has the name \d+, which "strings" lacks/,
    ],
    ["no strings", replaced(/,\n"strings":.*/s, "}"), /without the list "strings"/],
    ["a string that is none", replaced('"strings":[', '"strings":[3,'), /"strings" holds no string after the first 0/],
    ["an unknown escape", replaced('"Window"', '"Wi\\ndow\\x"'), /string \d+ has an escape that JSON does not know/],
  ])("%s", (_, file, sentence) => {
    expect(() => readHeap(file)).toThrow(HeapSnapshotError);
    expect(() => readHeap(file)).toThrow(sentence);
  });

  test("more than may be in memory, before any is asked for", () => {
    const file = replaced(/"node_count":\d+/, '"node_count":40000000').replace(
      /"edge_count":\d+/,
      '"edge_count":160000000',
    );
    const limits = { memory: 4 * 2 ** 30, fileSize: Number.POSITIVE_INFINITY };
    expect(() => readHeap(file, [100], limits)).toThrow(
      /40,000,000 nodes and 160,000,000 edges would need 8\.0 GiB of memory here, and 4\.0 GiB may be used/,
    );
    expect(() => readHeap(file, [100], { ...limits, fileSize: 1000 })).toThrow(/more than the file has room for/);
  });

  test("whatever is cut off, put in or replaced, seeded; what is read loses no byte", () => {
    const random = randomFrom(21);
    const pieces = ["9", ",", "]", "[", "{", "}", '"', "\\", "0", "99999999", "-", ":", '"nodes":[', " "];
    let refused = 0;
    for (let round = 0; round < 4000; round++) {
      const at = Math.floor(random() * FILE.length);
      const piece = pieces[Math.floor(random() * pieces.length)]!;
      const kind = random();
      const text =
        kind < 0.2
          ? FILE.slice(0, at)
          : kind < 0.6
            ? FILE.slice(0, at) + piece + FILE.slice(at)
            : FILE.slice(0, at) + piece + FILE.slice(at + piece.length);
      try {
        const heap = readHeap(text, [50]);
        const total = heap.selfSize.reduce((sum, size) => sum + size, 0);
        const graph = graphOfHeap(heap);
        expect(graph.cells.length).toBeGreaterThan(0);
        expect(total).toBeGreaterThan(0);
      } catch (error) {
        expect(error, text.slice(Math.max(0, at - 30), at + 30)).toBeInstanceOf(HeapSnapshotError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(2000);
  });
});
