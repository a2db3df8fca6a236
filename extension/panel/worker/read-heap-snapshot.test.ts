import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { LabelledGraph } from "../../../core/heap-snapshot/graph-of-heap.ts";
import { heapFileOf, heapOf } from "../../../core/heap-snapshot/heap-file.fixture.ts";
import { heldPathsOf } from "../frames/held-path.ts";
import { columnBuffersOf } from "./column-buffers.ts";
import { Deriver } from "./derive.ts";
import { readHeapSnapshot } from "./read-heap-snapshot.ts";

const GIBIBYTE = 1024 ** 3;
const derivation = { sharing: "owner", names: "original", transforms: [], scope: "all" } as const;

const FILE = heapFileOf(
  heapOf(`
  root: synthetic "" 0
    shortcut 1 > window
  window: object "Window" 28
    property "app" > app
  app: object "App" 12
`),
);

function foldedOf({ tables, labels }: LabelledGraph): string {
  const deriver = new Deriver();
  const { frames } = deriver.openGraph(1, tables, labels, derivation);
  for (let f = 1; f < frames.count; f++) expect(frames.totalSize[f]! + frames.totalCount[f]!).toBeGreaterThan(0);
  return deriver.writeFolded(1, derivation, 0);
}

/** Entries of the Map, those whose value is a number left out: V8 does not list them. */
function keysOfSeats({ tables, labels }: LabelledGraph): string[] {
  const deriver = new Deriver();
  const { frames } = deriver.openGraph(1, tables, labels, derivation);
  const seat = frames.name.findIndex((name) => frames.names[name] === "seats");
  const query = {
    target: { of: "frame", frame: seat },
    contents: "usual",
    sort: { column: "key", direction: "ascending" },
    bucket: null,
    text: "seat",
    found: null,
  } as const;
  const { list, shownCount } = deriver.findObjects(1, derivation, query);
  const rows = deriver.readObjects(1, list ?? -1, 0, shownCount) ?? [];
  return rows.map(({ key, type }) => `${key.text} ${type}`);
}

describe("a heap snapshot", () => {
  test("is read from a file, compressed or not", async () => {
    const expected = "Window;Window 28\nWindow;Window;app;App 12\n";
    for (const bytes of [FILE, gzipSync(FILE)]) {
      const tables = await readHeapSnapshot(new Blob([bytes]), GIBIBYTE, () => {});
      expect(foldedOf(tables)).toBe(expected);
    }
  });

  test("lists its objects with V8's numbers, and strings with what is in them", async () => {
    const long = "x".repeat(300);
    const text = heapFileOf(
      heapOf(`
      root: synthetic "" 0
        shortcut 1 > window
      window: object "Window" 28
        property "a" > a
        property "b" > b
      a: string "say \\"hello\\" — twice" 24
      b: string "${long}" 24
      `),
    );
    const deriver = new Deriver();
    const { tables, labels } = await readHeapSnapshot(new Blob([text]), GIBIBYTE, () => {});
    deriver.openGraph(1, tables, labels, derivation);
    const query = {
      target: { of: "type", name: "string" },
      contents: "usual",
      sort: { column: "key", direction: "ascending" },
      bucket: null,
      text: "",
      found: null,
    } as const;
    const { list } = deriver.findObjects(1, derivation, query);
    const rows = deriver.readObjects(1, list!, 0, 10)!;
    expect(rows.map(({ key, content, id }) => [key.text, content, id])).toEqual([
      ["a", JSON.stringify('say \\"hello\\" — twice'), 5],
      ["b", `"${"x".repeat(80)}…"`, 7],
    ]);
    expect(deriver.findObjects(1, derivation, { ...query, text: "HELLO" }).shownCount).toBe(1);
    expect(deriver.findObjects(1, derivation, { ...query, text: "@7" }).shownCount).toBe(1);
  });

  test("has closures with their script and line, among objects and on the way to what they hold", async () => {
    const text = heapFileOf(
      heapOf(`
      root: synthetic "" 0
        shortcut 1 > window
      window: object "Window" 28
        property "open" > open
        property "shut" > shut
      open: closure "open" 32 line 12
        internal "shared" > facts
        internal "context" > context
      shut: closure "shut" 32
        internal "shared" > facts
      facts: code "system / SharedFunctionInfo / open" 40
        internal "script" > script
      script: code "system / Script / https://example.org/src/report.js?v=3" 60
      context: object "system / Context" 20
        context "reports" > reports
      reports: object "Report" 16
      `),
    );
    const deriver = new Deriver();
    const { tables, labels } = await readHeapSnapshot(new Blob([text]), GIBIBYTE, () => {});
    const opened = deriver.openGraph(1, tables, labels, derivation);
    const query = {
      target: { of: "type", name: "open()" },
      contents: "usual",
      sort: { column: "key", direction: "ascending" },
      bucket: null,
      text: "report.js:12",
      found: null,
    } as const;
    const { list } = deriver.findObjects(1, derivation, query);
    expect(deriver.readObjects(1, list!, 0, 9)).toMatchObject([{ type: "open()", content: "open (report.js:12)" }]);
    const shut = deriver.findObjects(1, derivation, { ...query, target: { of: "type", name: "shut()" }, text: "" });
    expect(deriver.readObjects(1, shut.list!, 0, 9)).toMatchObject([{ type: "shut()", content: "" }]);

    const readTo = (snapshot: number): (string | undefined)[] =>
      heldPathsOf(
        deriver.findHolders(snapshot, derivation, { of: "type", name: "Report" }, []).paths,
        "folded",
        opened.frames,
      ).map((path) => path.text);
    expect(readTo(1)).toEqual(["window › open: open (report.js:12) › reports: Report"]);
    /* Places are in no file of ours. */
    deriver.openSnapshot(2, deriver.encode(1), derivation, "merged");
    expect(readTo(2)).toEqual(["window › open: open() › reports: Report"]);
  });

  test("is the same when it was saved as a file of ours in between, waste with it", async () => {
    const text = heapFileOf(
      heapOf(`
      root: synthetic "" 0
        shortcut 1 > window
      window: object "Window" 28
        property "a" > a
        property "b" > b
        property "nothing" > nothing
      a: string "said twice" 24
      b: string "said twice" 24
      nothing: native "Holder" 0
        element 0 > empty
      empty: native "Empty" 0
      `),
    );
    const deriver = new Deriver();
    const { tables, labels } = await readHeapSnapshot(new Blob([text]), GIBIBYTE, () => {});
    const opened = deriver.openGraph(1, tables, labels, derivation);
    const again = deriver.openSnapshot(2, deriver.encode(1), derivation, "merged");
    expect(opened).toMatchObject({ objects: "of V8", totalSize: 76 });
    expect(again).toEqual({
      ...opened,
      deriveMs: again.deriveMs,
      keptBytes: again.keptBytes,
    });
    const wasteOf = (snapshot: number) => deriver.findWaste(snapshot, derivation);
    expect(wasteOf(1)).toMatchObject([{ kind: "repeated-texts", size: 24, maxSize: 24, count: 1 }]);
    /* Contents are in no file of ours. */
    const [copied] = wasteOf(1);
    expect(copied!.mostCopied).toMatchObject({ references: 2, size: 24 });
    expect(deriver.findContent(1, derivation, copied!.mostCopied!.node)).toMatch(/^".+"$/);
    expect(wasteOf(2)).toEqual([{ ...copied, mostCopied: null }]);
    expect(deriver.findContent(2, derivation, copied!.mostCopied!.node)).toBe("");
  });

  test("of Node loses no byte; private state and closures are there by name", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-heap-"));
    try {
      const file = path.join(folder, "node.heapsnapshot");
      const program = `
        class Vault { #codes = Array.from({ length: 500 }, (_, i) => ({ code: "code " + i })); has() { return this.#codes; } }
        globalThis.vault = new Vault();
        globalThis.greet = ((words) => function greet() { return words; })(["hello there", "how are you"].map((w) => w + Math.random()));
        class Seat { constructor(row) { this.row = row; } }
        globalThis.seats = new Map([["a key", 1], ...Array.from({ length: 40 }, (_, i) => ["seat " + i, i % 2 ? new Seat(i) : i])]);
        require("node:v8").writeHeapSnapshot(process.argv[1]);`;
      execFileSync(process.execPath, ["--eval", program, file]);
      const content = readFileSync(file);
      const tables = await readHeapSnapshot(new Blob([content]), GIBIBYTE, () => {});
      const { snapshot, nodes }: { snapshot: { meta: { node_fields: string[] } }; nodes: number[] } = JSON.parse(
        content.toString(),
      );
      const width = snapshot.meta.node_fields.length;
      const sizeAt = snapshot.meta.node_fields.indexOf("self_size");
      let total = 0;
      for (let at = sizeAt; at < nodes.length; at += width) total += nodes[at]!;
      const lines = foldedOf(tables).trimEnd().split("\n");
      expect(lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0)).toBe(total);
      expect(lines).toContainEqual(
        expect.stringMatching(/^global;global;vault;Vault;#codes;Array;elements;Object;code;string \d{5}$/),
      );
      expect(keysOfSeats(tables)).toEqual(Array.from({ length: 20 }, (_, i) => `"seat ${2 * i + 1}" Seat`));
      const { places } = tables.labels;
      const own = Array.from(places.line.keys(), (row) => `${places.files[places.file[row]!]}:${places.line[row]}`);
      expect(own, "where the program of --eval has greet").toContain("[eval]:4");
      expect(lines).toContainEqual(
        expect.stringMatching(/^global;global;greet;greet\(\);context;Context;words;Array;elements;.*string \d+$/),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("tells how much of the file was read", async () => {
    const nodes = new Map(heapOf('root: synthetic "" 8'));
    const text = heapFileOf(nodes).replace('"strings":[', `"strings":[${JSON.stringify("x".repeat(20_000_000))},`);
    const shares: number[] = [];
    const bytes = new TextEncoder().encode(text);
    const stream = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += 1_000_000) controller.enqueue(bytes.slice(at, at + 1_000_000));
          controller.close();
        },
      });
    await readHeapSnapshot({ size: bytes.length, stream }, GIBIBYTE, (share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  test("hands over each buffer once", async () => {
    const read = { source: "heap-snapshot", ...(await readHeapSnapshot(new Blob([FILE]), GIBIBYTE, () => {})) };
    const buffers = columnBuffersOf(read);
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(buffers).toContain(read.tables.cells.buffer);
    expect(buffers).toContain(read.labels.texts.bytes.buffer);
    const there = structuredClone(read, { transfer: buffers });
    expect(foldedOf(there)).toContain("app;App 12");
    expect(read.tables.cells.length).toBe(0);
  });

  test.each([
    ["one that is cut off", FILE.slice(0, -30), /^it ends too early, at byte \d+/],
    ["a compressed one that is cut off", gzipSync(FILE).subarray(0, -20), /^it is not a valid gzip file/],
    ["one without a byte", "", /^it ends too early, at byte 0/],
  ])("%s gets a sentence", async (_, content, sentence) => {
    await expect(readHeapSnapshot(new Blob([content]), GIBIBYTE, () => {})).rejects.toThrow(sentence);
  });

  test("of more than may be in memory gets a sentence", async () => {
    await expect(readHeapSnapshot(new Blob([FILE]), 100, () => {})).rejects.toThrow(/of memory here, and 0\.0 GiB may/);
  });
});
