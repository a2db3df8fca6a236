import { describe, expect, test } from "vitest";
import { type DiffScope, diffFrames, type FrameDiff } from "../../../core/flamegraph/diff.ts";
import { framePathOf } from "../../../core/flamegraph/frame-table.ts";
import { KIND_TYPE } from "../../../core/graph/graph.ts";
import { boxPathTextOf, headOf, TOP_BOX } from "./box.ts";
import { writeDifference } from "./change.ts";
import type { ColumnSort } from "./column-sort.ts";
import { chainOf, framesOf, randomFrames, withRanges } from "./frames.fixture.ts";
import { matchesOf } from "./matches.fixture.ts";
import { sortedByFigure } from "./sorted-by-key.ts";
import type { TypeChanges } from "./type-changes.ts";
import {
  changedTypeCountOf,
  isTypeChanged,
  objectsOfTypeChange,
  rowOfChangedType,
  sizesOfTypeChange,
  TypeChangesPass,
} from "./type-changes.ts";
import { ranksOf, typesByName, typesCalled } from "./type-names.ts";
import { TypesPass } from "./types.ts";

const before = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 16
          storage elements 40
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
        type Array 16
          storage elements 100
            type Item 90
            type Other 10
      field log 4
        type Array 40
      field cache 4
        type Map 25
      field same 4
        type User 30
  root count 8
`);

type Column = "name" | "objects" | "size" | "objects-before" | "size-before" | "objects-after" | "size-after";
type Sort = ColumnSort<Column>;

const MOST_GROWN_FIRST: Sort = { column: "size", direction: "descending" };

function typesOf({ frames, changes }: FrameDiff, scope: DiffScope, focus = TOP_BOX, rows = 1e9): TypeChanges {
  const pass = new TypeChangesPass(frames, changes, scope, focus);
  while (!pass.advance(rows));
  return pass.finish();
}

function toText({ frames }: FrameDiff, types: TypeChanges, sort: Sort, query = ""): string[] {
  const order = typesByName(frames.names, types.name);
  const ranks = ranksOf(order);
  const figures: Readonly<Record<Column, (row: number) => number>> = {
    name: (row) => ranks[row]!,
    objects: (row) => types.afterObjects[row]! - types.beforeObjects[row]!,
    size: (row) => types.afterSize[row]! - types.beforeSize[row]!,
    "objects-before": (row) => types.beforeObjects[row]!,
    "size-before": (row) => types.beforeSize[row]!,
    "objects-after": (row) => types.afterObjects[row]!,
    "size-after": (row) => types.afterSize[row]!,
  };
  const called = typesCalled(types.name, order, matchesOf(frames, query).types);
  const rows = called.filter((row) => isTypeChanged(types, row));
  return Array.from(sortedByFigure(rows, figures[sort.column], sort.direction), (row) => {
    const objects = writeDifference(objectsOfTypeChange(types, row), "count");
    const sizes = sizesOfTypeChange(types, row);
    const most = boxPathTextOf(frames, headOf(frames, types.mostChanged[row]!));
    return `${frames.names[types.name[row]!]} ${objects}, ${sizes.before} → ${sizes.after} B, most at ${most}`;
  });
}

describe("types of a diff", () => {
  const diff = diffFrames([before, after], "all");

  test("have the bytes of their fields and storages on both sides, and lead to the place that changed most", () => {
    const types = typesOf(diff, "all");
    expect(toText(diff, types, MOST_GROWN_FIRST)).toEqual([
      "Array ±0, 106 → 156 B, most at store › Object › items: Array",
      "Item ±0, 60 → 90 B, most at store › Object › items: Array › elements › Item",
      "Other +1, 0 → 10 B, most at store › Object › items: Array › elements › Other",
      "Map ±0, 40 → 25 B, most at store › Object › old: Map",
    ]);
    /* Object and User are as they were. */
    expect([types.count, changedTypeCountOf(types)]).toEqual([6, 4]);
    expect(types.other).toEqual({ before: 0, after: 8 });
  });

  test("where growth alone is told, are those of frames that did not shrink", () => {
    const grown = diffFrames([before, after], "growth");
    expect(toText(grown, typesOf(grown, "growth"), MOST_GROWN_FIRST)).toEqual([
      "Array ±0, 56 → 116 B, most at store › Object › items: Array",
      "Item ±0, 60 → 90 B, most at store › Object › items: Array › elements › Item",
      "Map +1, 0 → 25 B, most at store › Object › cache: Map",
      "Other +1, 0 → 10 B, most at store › Object › items: Array › elements › Other",
      "Object ±0, 16 → 20 B, most at store › Object",
    ]);
  });

  test("inside a focus: what belongs to an object outside is none of them", () => {
    const items = diff.frames.names.indexOf("items");
    const focus = diff.frames.name.indexOf(items);
    const types = typesOf(diff, "all", focus);
    expect(toText(diff, types, { column: "name", direction: "ascending" })).toEqual([
      "Array ±0, 56 → 116 B, most at store › Object › items: Array",
      "Item ±0, 60 → 90 B, most at store › Object › items: Array › elements › Item",
      "Other +1, 0 → 10 B, most at store › Object › items: Array › elements › Other",
    ]);
    expect(types.other).toEqual({ before: 4, after: 4 });
  });

  test("of one and the same table did not change", () => {
    const types = typesOf(diffFrames([before, before], "all"), "all");
    expect([types.count, changedTypeCountOf(types)]).toEqual([5, 0]);
  });

  test("of a chain of thirty thousand links take no stack", () => {
    const types = typesOf(diffFrames([chainOf(30_000), chainOf(29_000)], "all"), "all");
    expect(types.count).toBe(1);
    expect(objectsOfTypeChange(types, 0)).toEqual({ before: 30_000, after: 29_000 });
  });

  test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
    "add up to the change of the whole, and are those of either table, seed %i",
    (seed) => {
      const one = withRanges(randomFrames(seed, 300), seed);
      const other = withRanges(randomFrames(seed + 100, 300), seed);
      for (const scope of ["all", "growth", "shrunk"] as const) {
        const both = diffFrames([one, other], scope);
        const { frames, changes } = both;
        for (const focus of [TOP_BOX, 1, seed % frames.count]) {
          const types = typesOf(both, scope, focus);
          expect(typesOf(both, scope, focus, 1 + (seed % 7))).toEqual(types);
          let difference = types.other.after - types.other.before;
          for (let row = 0; row < types.count; row++) {
            const { before: from, after: to } = sizesOfTypeChange(types, row);
            difference += to - from;
          }
          expect(difference).toBe(
            scope === "all"
              ? changes.afterTotal[focus]! - changes.beforeTotal[focus]!
              : scope === "growth"
                ? frames.totalSize[focus]!
                : 0 - frames.totalSize[focus]!,
          );
          expect(Array.from(types.mostChanged)).toEqual(
            Array.from(types.name, (name) => mostChangedOf(both, scope, focus, name)),
          );
        }
        const types = typesOf(both, scope);
        expect(objectDifferenceOf(types)).toBe(objectsOfTypes(both, scope));
      }
      const types = typesOf(diffFrames([one, other], "all"), "all");
      const { names } = diffFrames([one, other], "all").frames;
      const sums = new Map<string, number[]>();
      for (let row = 0; row < types.count; row++) {
        const objects = objectsOfTypeChange(types, row);
        const sizes = sizesOfTypeChange(types, row);
        sums.set(names[types.name[row]!]!, [objects.before, sizes.before, objects.after, sizes.after]);
      }
      expect(sums).toEqual(sumsOfBoth(one, other));
    },
  );
});

/** The frames of the focus that are part of the object at `frame`, and the frame itself. */
function ownFramesOf({ frames }: FrameDiff, frame: number): number[] {
  const own: number[] = [];
  for (let at = frame; at < frames.subtreeEnd[frame]!; at++) {
    const path = framePathOf(frames, at);
    if (path.slice(path.indexOf(frame) + 1).every((step) => frames.kind[step] !== KIND_TYPE)) own.push(at);
  }
  return own;
}

function mostChangedOf(diff: FrameDiff, scope: DiffScope, focus: number, name: number): number {
  const { frames, changes } = diff;
  let most = { frame: -1, change: -1 };
  for (let frame = focus; frame < frames.subtreeEnd[focus]!; frame++) {
    if (frames.kind[frame] !== KIND_TYPE || frames.name[frame] !== name) continue;
    const change = ownFramesOf(diff, frame).reduce((sum, at) => {
      const difference = changes.afterSelf[at]! - changes.beforeSelf[at]!;
      return sum + partOf(difference, scope);
    }, 0);
    if (Math.abs(change) > most.change) most = { frame, change: Math.abs(change) };
  }
  return most.frame;
}

/** What of a difference the scope has. */
function partOf(difference: number, scope: DiffScope): number {
  if (scope === "all") return difference;
  return scope === "growth" ? Math.max(0, difference) : Math.min(0, difference);
}

function objectDifferenceOf(types: TypeChanges): number {
  let difference = 0;
  for (let row = 0; row < types.count; row++) {
    const objects = objectsOfTypeChange(types, row);
    difference += objects.after - objects.before;
  }
  return difference;
}

/** Of all frames of types. */
function objectsOfTypes({ frames, changes }: FrameDiff, scope: DiffScope): number {
  let sum = 0;
  for (let frame = 0; frame < frames.count; frame++) {
    if (frames.kind[frame] !== KIND_TYPE) continue;
    const difference = changes.afterSelfCount[frame]! - changes.beforeSelfCount[frame]!;
    sum += partOf(difference, scope);
  }
  return sum;
}

/** By name: objects and own bytes, as the types of each table alone have them. */
function sumsOfBoth(one: FrameDiff["frames"], other: FrameDiff["frames"]): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const [side, table] of [one, other].entries()) {
    const pass = new TypesPass(table, TOP_BOX);
    while (!pass.advance(1e9));
    const types = pass.finish();
    for (let row = 0; row < types.count; row++) {
      const name = table.names[types.name[row]!]!;
      const sum = sums.get(name) ?? [0, 0, 0, 0];
      sum[side * 2] = types.objectCount[row]!;
      sum[side * 2 + 1] = types.selfSize[row]!;
      sums.set(name, sum);
    }
  }
  return sums;
}

describe("a table of types of a diff", () => {
  const diff = diffFrames([before, after], "all");
  const types = typesOf(diff, "all");
  const namesBy = (column: Column, direction: Sort["direction"], query = ""): string =>
    toText(diff, types, { column, direction }, query)
      .map((line) => line.split(" ")[0])
      .join(" ");

  test.each<[Column, Sort["direction"], string]>([
    ["name", "ascending", "Array Item Map Other"],
    ["name", "descending", "Other Map Item Array"],
    ["size", "descending", "Array Item Other Map"],
    ["size", "ascending", "Map Other Item Array"],
    ["objects", "descending", "Other Array Item Map"],
    ["objects-before", "descending", "Array Item Map Other"],
    ["objects-after", "ascending", "Item Map Other Array"],
    ["size-before", "ascending", "Other Map Item Array"],
    ["size-after", "descending", "Array Item Map Other"],
  ])("by %s, %s", (column, direction, names) => {
    expect(namesBy(column, direction)).toBe(names);
  });

  test("is filtered by a part of the name", () => {
    expect(namesBy("name", "ascending", "aR")).toBe("Array");
    expect(namesBy("name", "ascending", "user")).toBe("");
  });

  test("finds the row of a type that changed", () => {
    const row = rowOfChangedType(diff.frames, types, "Item");
    expect(sizesOfTypeChange(types, row)).toEqual({ before: 60, after: 90 });
    expect(isTypeChanged(types, row)).toBe(true);
    expect(rowOfChangedType(diff.frames, types, "User")).toBe(-1);
    expect(rowOfChangedType(diff.frames, types, null)).toBe(-1);
  });
});
