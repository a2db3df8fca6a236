import { describe, expect, test } from "vitest";
import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import { diffFrames } from "../../../core/flamegraph/diff.ts";
import { boxLabelOf, boxPathTextOf, firstChildOf, headOf, isInside, NO_BOX, TOP_BOX } from "./box.ts";
import { changeOf, sumOfChanges, totalsOfChange, writeChangeOf, writeDifference } from "./change.ts";
import { changedBoxesOf } from "./changed-rows.ts";
import { chainOf, framesOf, randomFrames } from "./frames.fixture.ts";
import { sortedByFigure } from "./sorted-by-key.ts";

const before = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 100
          type Item 60
      field log 4
        type Array 50
      field old 4
        type Map 40
      field same 4
        type User 30
`);
const after = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 100
          type Item 90
          type Other 10
      field log 4
        type Array 40
      field cache 4
        type Map 25
      field same 4
        type User 30
`);
const { frames, changes } = diffFrames(before, after, "all");

const pathsOf = (boxes: Iterable<number>): string[] => [...boxes].map((box) => boxPathTextOf(frames, box));

function boxAt(label: string): number {
  for (let box = 0; box < frames.count; box++) if (boxLabelOf(frames, box) === label) return box;
  throw new Error(`no box ${label}`);
}

type Column = "path" | "before" | "after" | "delta" | "percent" | "objects";

/** What the columns of the table sort by. */
function figureOf(changes: FrameChanges, column: Column): (box: number) => number {
  return (box) => {
    if (column === "path") return box;
    const { before, after } = totalsOfChange(changes, box, column === "objects" ? "count" : "size");
    if (column === "before") return before;
    if (column === "after") return after;
    return column === "percent" ? (before === after ? 0 : (after - before) / before) : after - before;
  };
}

describe("what became of a box", () => {
  test.each([
    ["items: Array", "grown", "+40 B", "+24 %"],
    ["Item", "grown", "+30 B", "+50 %"],
    ["log: Array", "shrunk", "−10 B", "−19 %"],
    ["cache: Map", "new", "+29 B", "new"],
    ["old: Map", "gone", "−44 B", "gone"],
    ["same: User", "same", "±0 B", "±0 %"],
  ])("%s is %s: %s, %s", (label, change, difference, percent) => {
    const box = boxAt(label);
    expect(changeOf(changes, box, "size")).toBe(change);
    expect(writeDifference(totalsOfChange(changes, box, "size"), "size")).toBe(difference);
    expect(writeChangeOf(changes, box, "size")).toBe(percent);
  });

  test("of several boxes is a sum", () => {
    const boxes = Uint32Array.from([boxAt("Item"), boxAt("log: Array"), boxAt("old: Map")]);
    expect(sumOfChanges(changes, boxes, "size")).toEqual({ before: 60 + 54 + 44, after: 90 + 44 });
    expect(sumOfChanges(changes, boxes, "count")).toEqual({ before: 3, after: 2 });
  });

  test("may be another by objects than by bytes", () => {
    const box = boxAt("log: Array");
    expect(changeOf(changes, box, "count")).toBe("same");
    expect(writeDifference(totalsOfChange(changes, box, "count"), "count")).toBe("±0");
    expect(writeDifference(totalsOfChange(changes, boxAt("items: Array"), "count"), "count")).toBe("+1");
  });
});

describe("the rows of changes", () => {
  test("leave out a box whose change is that of one inside it, and what did not change", () => {
    expect(pathsOf(changedBoxesOf(frames, changes, TOP_BOX))).toEqual([
      "store › Object",
      "store › Object › items: Array",
      "store › Object › items: Array › Item",
      "store › Object › items: Array › Other",
      "store › Object › log: Array",
      "store › Object › old: Map",
      "store › Object › cache: Map",
    ]);
  });

  test("are those in focus", () => {
    expect(pathsOf(changedBoxesOf(frames, changes, boxAt("log: Array")))).toEqual(["store › Object › log: Array"]);
    expect([...changedBoxesOf(frames, changes, boxAt("same: User"))]).toEqual([]);
  });

  test.each<[Column, "ascending" | "descending", string]>([
    ["delta", "descending", "items: Array"],
    ["delta", "ascending", "old: Map"],
    ["percent", "descending", "Other"],
    ["percent", "ascending", "old: Map"],
    ["before", "descending", "Object"],
    ["after", "ascending", "old: Map"],
    ["objects", "ascending", "old: Map"],
    ["path", "ascending", "Object"],
    ["path", "descending", "cache: Map"],
  ])("by %s, %s, begin with the right one", (column, direction, label) => {
    const rows = sortedByFigure(changedBoxesOf(frames, changes, TOP_BOX), figureOf(changes, column), direction);
    expect(boxLabelOf(frames, rows[0]!)).toBe(label);
  });

  test("of a long chain with one change are one row", () => {
    const chain = chainOf(50_000);
    const grown = { ...chain, selfSize: chain.selfSize.slice() };
    grown.selfSize[chain.count - 1]! += 8;
    const diff = diffFrames(chain, grown, "all");
    const rows = changedBoxesOf(diff.frames, diff.changes, TOP_BOX);
    expect(rows.length).toBe(1);
    expect(boxLabelOf(diff.frames, rows[0]!)).toBe("next49999: Link");
  });

  test.each(Array.from({ length: 12 }, (_, seed) => seed))("are those of the naive way, seed %i", (seed) => {
    const diff = diffFrames(randomFrames(seed, 150), randomFrames(seed + 100, 150), "all");
    const table = diff.frames;
    const differs = (box: number): boolean =>
      diff.changes.beforeTotal[box] !== diff.changes.afterTotal[box] ||
      diff.changes.beforeCount[box] !== diff.changes.afterCount[box];
    const isSame = (one: number, other: number): boolean =>
      diff.changes.afterTotal[one]! - diff.changes.beforeTotal[one]! ===
        diff.changes.afterTotal[other]! - diff.changes.beforeTotal[other]! &&
      diff.changes.afterCount[one]! - diff.changes.beforeCount[one]! ===
        diff.changes.afterCount[other]! - diff.changes.beforeCount[other]!;
    for (const focus of [TOP_BOX, 1]) {
      const wanted: number[] = [];
      for (let box = 1; box < table.count; box++) {
        if (headOf(table, box) !== box || !isInside(table, box, focus) || !differs(box)) continue;
        const inside: number[] = [];
        const end = table.subtreeEnd[box]!;
        for (let at = firstChildOf(table, box); at !== NO_BOX && at < end; at = table.subtreeEnd[at]!) {
          if (differs(at)) inside.push(at);
        }
        const [only] = inside;
        const isOfOne = inside.length === 1 && only !== undefined && isSame(box, only);
        if (!isOfOne) wanted.push(box);
      }
      const rows = changedBoxesOf(table, diff.changes, focus);
      expect([...rows]).toEqual(wanted);
      for (const column of ["before", "after", "delta", "percent", "objects"] as const) {
        const keyOf = figureOf(diff.changes, column);
        const sorted = sortedByFigure(rows, keyOf, "descending");
        expect([...sorted].sort((a, b) => a - b)).toEqual([...rows]);
        for (let i = 1; i < sorted.length; i++) {
          const [upper, lower] = [keyOf(sorted[i - 1]!), keyOf(sorted[i]!)];
          expect(upper > lower || (upper === lower && sorted[i - 1]! < sorted[i]!)).toBe(true);
        }
      }
    }
  });
});
