import { describe, expect, test } from "vitest";
import { toGraph } from "../graph/locate-cells.ts";
import { labelledGraphOf } from "./graph-of-heap.ts";
import { heapFileOf, heapOf, readHeap } from "./heap-file.fixture.ts";
import { closureLabelOf } from "./heap-labels.ts";
import type { HeapTables } from "./heap-tables.ts";

const SCRIPT = "system / Script / https://example.org/assets/report.js?v=3#top";

/** A window with two closures of a script, and more of `rest`. */
function heapFile(script = SCRIPT, edge = "script"): string {
  return heapFileOf(
    heapOf(`
    root: synthetic "" 0
      shortcut 1 > window
    window: object "Window" 28
      property "n" > n
      property "next" > next
      property "unplaced" > unplaced
      property "native" > native
    n: closure "n" 32 line 12
      property "shared" > window
      internal "shared" > facts
    next: closure "" 32 line 1
      internal "shared" > facts
    unplaced: closure "unplaced" 32
      internal "shared" > facts
    native: closure "native" 32 line 3
    facts: code "system / SharedFunctionInfo / n" 40
      internal "${edge}" > script
    script: code "${script}" 60
    `),
  );
}

const FILE = heapFile();

/** Labels of the closures that have one. */
function labelsIn(heap: HeapTables): string[] {
  const { tables, labels } = labelledGraphOf(heap);
  const graph = toGraph(tables);
  return Array.from(labels.text.keys(), (node) => closureLabelOf(labels, graph, node)).filter((text) => text !== "");
}

const labelsOf = (file: string): string[] => labelsIn(readHeap(file));

function replaced(from: string | RegExp, to: string): string {
  const file = FILE.replace(from, to);
  expect(file).not.toBe(FILE);
  return file;
}

const UNLABELLED = replaced(/"locations":\[[^\]]*\],/, "");

describe("a closure has the label", () => {
  test("of its name, the file of its script and its line", () => {
    expect(labelsOf(FILE)).toEqual(["n (report.js:12)", "(anonymous function) (report.js:1)"]);
  });

  test("wherever pieces of the file end", () => {
    for (const length of [1, 2, 3, 7]) expect(labelsIn(readHeap(FILE, [length]))).toEqual(labelsOf(FILE));
  });

  test("also where the file has its parts in another order, but for locations before the nodes", () => {
    const { snapshot, nodes, edges, locations, strings } = JSON.parse(FILE);
    expect(labelsOf(JSON.stringify({ strings, edges, snapshot, nodes, locations }))).toEqual(labelsOf(FILE));
    expect(labelsOf(JSON.stringify({ snapshot, locations, nodes, edges, strings }))).toEqual([]);
  });

  test("in files of older versions of V8: without the index of the script's node, and with other names", () => {
    const old = heapFile("/home/ann/report.js", "script_or_debug_info")
      .replace('"script_object_index",', "")
      .replaceAll(/(\d+,7),0,(\d+,4)/g, "$1,$2");
    expect(labelsOf(old)).toEqual(labelsOf(FILE));
  });

  test.each([
    ["https://example.org/", "(index)"],
    ["https://example.org/shop/?page=a/b", "(index)"],
    ["report.js", "report.js"],
    ["C:\\app\\report.js", "report.js"],
    ["node:internal/timers", "timers"],
    ["data:text/javascript,a/b", "data:…"],
    [`https://example.org/${"x".repeat(200)}`, `${"x".repeat(80)}…`],
  ])("of a script %s as %s", (url, file) => {
    expect(labelsOf(heapFile(`system / Script / ${url}`))).toContain(`n (${file}:12)`);
  });

  test("only where its script has a name", () => {
    for (const name of ["", "system / Script", "system / Script / ", "system / DebugInfo"])
      expect(labelsOf(heapFile(name))).toEqual([]);
  });
});

describe("the rest of the file is read as it is without locations", () => {
  const whole = labelledGraphOf(readHeap(UNLABELLED)).tables;
  const list = /"locations":\[/;

  test.each([
    ["with the locations", FILE, 2],
    ["without", UNLABELLED, 0],
    ["that are not a list", replaced(/"locations":\[[^\]]*\]/, '"locations":{"a":[1]}'), 0],
    ["that are empty", replaced(/"locations":\[[^\]]*\]/, '"locations":[]'), 0],
    ["that end within a row", replaced(/\n\],\n?"strings"/, ',1\n],"strings"'), 0],
    ["with a number below zero", replaced(list, '"locations":[-'), 0],
    ["with a fraction", replaced(list, '"locations":[0.'), 0],
    ["with a number of 17 digits", replaced(list, `"locations":[${"9".repeat(17)}`), 0],
    ["with a text", replaced(list, '"locations":["]",'), 0],
    ["with a list", replaced(list, '"locations":[[1],'), 0],
    ["with a broken row after whole ones", replaced(/,4\n\],/, ",x\n],"), 0],
    ["of no node, or of another than a closure", replaced(list, '"locations":[600,7,0,1,1,13,7,0,1,1,6,7,0,1,1,'), 2],
    ["with a line beyond all scripts", replaced(list, '"locations":[12,7,0,4294967295,1,'), 2],
    ["a second time", replaced(/"strings"/, '"locations":[12,7,0,99,1],"strings"'), 2],
    ["twice of one closure", replaced(/\n,(\d+,7,0,2,4)/, "\n,12,7,0,99,1,$1"), 2],
    ["with fields that are not a list", replaced(/"location_fields":\[[^\]]*\]/, '"location_fields":7'), 0],
    ["with no field for the line", replaced('"line"', '"row"'), 0],
    ["without fields", replaced(/,"location_fields":\[[^\]]*\]/, ""), 0],
  ])("%s", (_, file, count) => {
    for (const length of [1, 1 << 16]) {
      const heap = readHeap(file, [length]);
      expect(labelsIn(heap)).toEqual(labelsOf(FILE).slice(0, count));
      expect(labelledGraphOf(heap).tables).toEqual(whole);
    }
  });
});

test("closures at one place share it", () => {
  const closures = Array.from({ length: 50 }, (_, i) => `c${i}: closure "c" 32 line 5\n internal "shared" > facts`);
  const { labels } = labelledGraphOf(
    readHeap(
      heapFileOf(
        heapOf(`
        root: synthetic "" 0
        ${closures.join("\n")}
        facts: code "system / SharedFunctionInfo / c" 40
          internal "script" > script
        script: code "${SCRIPT}" 60
        `),
      ),
    ),
  );
  expect(labels.places).toEqual({ file: Uint32Array.of(0), line: Uint32Array.of(5), files: ["report.js"] });
});
