import { describe, expect, test } from "vitest";
import { writeFolded } from "../flamegraph/formats/folded-text.ts";
import { framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../flamegraph/owners/sharing-policy.ts";
import { toGraph } from "../graph/locate-cells.ts";
import { totalsOf } from "../graph/totals.ts";
import { coreDumpOf, type FixtureCell } from "./core-dump.fixture.ts";
import { readCoreDump } from "./core-dump.ts";
import { labelledGraphOfCoreDump } from "./graph-of-heap.ts";

/* Addresses need more than 32 bits. */
const at = (n: number): number => 2 ** 44 + 8 * n;
const CELLS: readonly FixtureCell[] = [
  {
    id: 1,
    typeName: "JS::ubi::RootList",
    size: 1,
    edges: [
      ["", at(0)],
      ["", at(9)],
    ],
  },
  {
    id: at(0),
    typeName: "JSObject",
    className: "Window",
    size: 2000,
    edges: [
      ["shape", at(7)],
      ["cart", at(1)],
    ],
  },
  {
    id: at(1),
    typeName: "JSObject",
    className: "Object",
    size: 40,
    edges: [
      ["shape", at(7)],
      ["items", at(2)],
      ["prices", at(4)],
    ],
    stack: [
      ["app.js", "addToCart"],
      ["app.js", "onClick"],
      ["later.js", "main"],
    ],
  },
  {
    id: at(2),
    typeName: "JSObject",
    className: "Array",
    size: 56,
    edges: [
      ["objectElements[0]", at(3)],
      ["objectElements[1]", at(3)],
      ["outside", at(99)],
    ],
  },
  { id: at(3), typeName: "JSString", size: 24 },
  {
    id: at(4),
    typeName: "JSObject",
    className: "Map",
    size: 280,
    edges: [
      ["HashableValue", at(3)],
      ["OrderedHashMapObject value", at(5)],
    ],
    stack: [["later.js", "main"]],
  },
  { id: at(5), typeName: "JSObject", className: "Object", size: 24 },
  { id: at(7), typeName: "js::Shape", size: 32 },
  { id: at(9), typeName: "nsIContent", size: 144 },
];

describe("a core dump of Firefox", () => {
  test("has its cells with the strings that are numbered across them", () => {
    const cells: string[] = [];
    readCoreDump(coreDumpOf(CELLS), ({ typeName, className, size, edgeCount, edgeName }) => {
      cells.push(`${typeName} ${className} ${size} ${edgeName.slice(0, edgeCount).join(",")}`);
    });
    expect(cells).toEqual(
      CELLS.map(
        ({ typeName, className = "", size, edges = [] }) =>
          `${typeName} ${className} ${size} ${edges.map(([name]) => name).join(",")}`,
      ),
    );
  });

  test("is a graph with the page's global object as a root, and all bytes", () => {
    const graph = toGraph(labelledGraphOfCoreDump(coreDumpOf(CELLS)).tables);
    expect([graph.engine, graph.wordSize]).toEqual(["SpiderMonkey", 8]);
    const { size, maxSize } = totalsOf(graph);
    expect([size, maxSize]).toEqual([2601, 2601]);
    const folded = writeFolded(framesOfGraph(graph, ownersOf(graph, "owner"), {}));
    expect(folded).toContain("Window;Window;cart;Object;items;Array 56\n");
    expect(folded).toContain("Window;Window;cart;Object;prices;Map 280\n");
    expect(folded).toContain("Window;Window;cart;Object;prices;Map;elements;Object 24\n");
    expect(folded).toContain("nsIContent 144\n");
  });

  test("is refused where it is cut off, or refers to a string that is not there", () => {
    const bytes = coreDumpOf(CELLS);
    for (let end = 1; end < bytes.length; end += 7) {
      let cells = 0;
      const read = () => readCoreDump(bytes.subarray(0, end), () => cells++);
      try {
        read();
      } catch (error) {
        expect(String(error)).toMatch(/ends too early|is cut off/);
      }
      expect(cells).toBeLessThan(CELLS.length);
    }
    const lost = Uint8Array.from([2, 0x08, 0x01, 4, 0x08, 0x05, 0x18, 0x07]);
    expect(() => readCoreDump(lost, () => {})).toThrow("it refers to string 7 of 0, before byte 8");
  });
});
