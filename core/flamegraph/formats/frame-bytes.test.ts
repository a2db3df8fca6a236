import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../../index.ts";
import { deepFrames, framesOfFolded, randomTable, wideFrames } from "../frame-table.fixture.ts";
import type { FrameTable } from "../frame-table.ts";
import { invert } from "../transforms/invert.ts";
import { subtreeOf } from "../transforms/subtree-of.ts";
import { FrameNames, FrameTree } from "../tree/frame-tree.ts";
import { decodeTables, encodeTables } from "./frame-bytes.ts";

const utf8 = new TextDecoder();
const textOf = (bytes: Uint8Array): string => utf8.decode(bytes);

function roundTrip(...tables: readonly FrameTable[]): readonly FrameTable[] {
  return decodeTables(encodeTables({ about: "", tables, entries: tables.map(() => null) }), textOf).tables;
}

/** All that a table says, its names frame by frame: the list of names may be another one. */
function contentOf({ names, name, ...columns }: FrameTable): object {
  return { ...columns, name: Array.from(name, (row) => names[row]) };
}

const HOSTILE_NAMES = [
  "</script><script>alert(1)</script>",
  "<!--",
  "]]>",
  "\u2028\u2029\u0000",
  "half \ud800 of a pair",
  "__proto__",
  "",
  "\u202eright to left",
  "😀",
  "x".repeat(100_000),
];

describe("frame tables as bytes", () => {
  test("come back with every column: of a snapshot, from all sides", () => {
    const items = Array.from({ length: 30 }, (_, id) => ({ id, price: id / 3, next: { id } }));
    const frames = takeSnapshot({
      roots: { store: { items, byId: new Map([[1, items]]) }, big: new Array(100) },
    }).flamegraph();
    const tables = [frames, invert(frames), subtreeOf(frames, 3)];
    expect(roundTrip(...tables).map(contentOf)).toEqual(tables.map(contentOf));
    expect(frames.selfMaxSize).not.toEqual(frames.selfSize);
    expect(frames.totalCount[0]).toBeGreaterThan(30);
  });

  test.each(Array.from({ length: 30 }, (_, seed) => seed))(
    "come back with every column: of random tables, %i",
    (seed) => {
      const tables = [randomTable(seed, 1 + seed * 7), randomTable(seed + 100, 50)];
      expect(roundTrip(...tables).map(contentOf)).toEqual(tables.map(contentOf));
    },
  );

  test("have entries where they are known", () => {
    const tables = [randomTable(5, 40), randomTable(6, 40)];
    const known = Float64Array.from({ length: tables[0]!.count }, (_, f) => f * 3);
    const read = decodeTables(encodeTables({ about: "", tables, entries: [known, null] }), textOf);
    expect(read.entries).toEqual([known, null]);
  });

  test("have a text beside them", () => {
    const about = JSON.stringify({ title: "</script>\u2028" });
    expect(decodeTables(encodeTables({ about, tables: [randomTable(1, 5)], entries: [null] }), textOf).about).toBe(
      about,
    );
  });

  test("have names that are dangerous elsewhere", () => {
    const tree = new FrameTree(new FrameNames());
    for (const name of HOSTILE_NAMES) {
      const frame = tree.child(0, tree.names.rowOf(name), 0);
      tree.selfSize[frame] = 2 ** 53 - 1;
      tree.selfMaxSize[frame] = 2 ** 53 - 1;
    }
    const frames = tree.finish();
    const [read] = roundTrip(frames);
    expect(contentOf(read!)).toEqual(contentOf(frames));
    expect(HOSTILE_NAMES.every((name) => read!.names.includes(name))).toBe(true);
  });

  test("have sizes that are not whole, and a maximum below them", () => {
    const tree = new FrameTree(new FrameNames());
    const sizes = [0.1, 1e300, 7];
    for (const [index, size] of sizes.entries()) {
      const frame = tree.child(0, tree.names.rowOf(`${index}`), 0);
      tree.selfSize[frame] = size;
      tree.selfMaxSize[frame] = size / 2;
    }
    const frames = tree.finish();
    const [read] = roundTrip(frames);
    expect(read!.selfSize).toEqual(frames.selfSize);
    expect(read!.selfMaxSize).toEqual(frames.selfMaxSize);
    expect(read!.totalSize[0]).toBeCloseTo(frames.totalSize[0]!);
  });

  test("may be a single frame, which is above all roots", () => {
    const empty = new FrameTree(new FrameNames()).finish();
    expect(empty.count).toBe(1);
    expect(roundTrip(empty).map(contentOf)).toEqual([contentOf(empty)]);
  });

  test("keep no name that no frame has", () => {
    const frames = framesOfFolded("app;secret 1\napp;shown 2\n");
    const shown = Array.from(frames.name).findIndex((row) => frames.names[row] === "shown");
    const bytes = encodeTables({ about: "", tables: [subtreeOf(frames, shown)], entries: [null] });
    expect(textOf(bytes)).toContain("shown");
    expect(textOf(bytes)).not.toContain("secret");
  });

  test("of chains and of a million siblings take no stack", () => {
    const tables = [deepFrames(200_000), wideFrames(1_000_000)];
    const read = roundTrip(...tables);
    const isSame = (column: "depth" | "subtreeEnd"): boolean =>
      read.every((table, index) => table[column].every((value, f) => value === tables[index]![column][f]));
    expect([isSame("depth"), isSame("subtreeEnd")]).toEqual([true, true]);
    expect([read[1]!.count, read[1]!.totalSize[0], read[1]!.totalMaxSize[0]]).toEqual([1_000_002, 12e6, 24e6]);
  });

  test("that are cut off, or are something else, are refused", () => {
    const bytes = encodeTables({ about: "about", tables: [randomTable(3, 40)], entries: [null] });
    for (let length = 0; length < bytes.length; length += 7) {
      expect(() => decodeTables(bytes.subarray(0, length), textOf)).toThrow(/cut off|no frames/);
    }
    expect(() => decodeTables(new TextEncoder().encode("hello, world"), textOf)).toThrow();
  });
});
