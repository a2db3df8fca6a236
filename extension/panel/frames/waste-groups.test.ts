import { expect, test } from "vitest";
import type { WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import { boxPathTextOf } from "./box.ts";
import type { ColumnSort } from "./column-sort.ts";
import { framesOf } from "./frames.fixture.ts";
import { type WasteOrder, wasteGroupsOf, wasteOfFrames } from "./waste-groups.ts";

const frames = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 16
          storage elements 100
            storage unused_capacity 48 spare
      field tags 4
        type Array 16
  root other 0
    type Array 16
      storage elements 8
        storage unused_capacity 6 spare
`);
const [STORE, ITEMS, ITEMS_UNUSED, TAGS, TAGS_ARRAY, OTHER, OTHER_ARRAY, OTHER_UNUSED] = [1, 3, 6, 7, 8, 9, 10, 12];
const row = (change: Partial<WasteRow>): WasteRow => ({
  kind: "empty-collections",
  frame: TAGS_ARRAY,
  size: 16,
  maxSize: 20,
  count: 1,
  references: 0,
  mostCopied: null,
  ...change,
});
const rows = [
  row({}),
  row({ frame: OTHER_ARRAY, size: 0, maxSize: 90, count: 7 }),
  row({ kind: "unused-capacity", frame: ITEMS_UNUSED, size: 0, maxSize: 48, count: 2 }),
  row({ kind: "sparse-arrays", frame: -1, size: 3, maxSize: 5 }),
];

const MOST_WASTE_FIRST: WasteOrder = { keyOf: ({ maxSize }) => maxSize, direction: "descending" };

test("rows stand at their boxes, by kind; the sums are those of what is shown", () => {
  const { groups, ...sums } = wasteGroupsOf(frames, rows, 0, MOST_WASTE_FIRST);
  expect(sums).toEqual({ size: 16, maxSize: 158, count: 10, references: 0, hiddenMaxSize: 5 });
  expect(groups.map(({ kind, size, maxSize, rows }) => [kind, size, maxSize, rows.map(({ box }) => box)])).toEqual([
    ["empty-collections", 16, 110, [OTHER, TAGS]],
    ["unused-capacity", 0, 48, [ITEMS]],
  ]);
});

test("only what is in the focus", () => {
  expect(wasteGroupsOf(frames, rows, STORE, MOST_WASTE_FIRST)).toMatchObject({ size: 16, maxSize: 68 });
  expect(wasteGroupsOf(frames, rows, ITEMS, MOST_WASTE_FIRST).groups).toHaveLength(1);
  const inArray = wasteGroupsOf(frames, rows, OTHER_ARRAY, MOST_WASTE_FIRST);
  expect(inArray.groups.map(({ rows }) => rows.map(({ box }) => box))).toEqual([[OTHER_ARRAY]]);
});

test("rows of one kind and one name are one row, at a box that has the bytes", () => {
  const unused = row({ kind: "unused-capacity", size: 0, maxSize: 6, count: 1 });
  const { groups } = wasteGroupsOf(
    frames,
    [
      { ...unused, frame: OTHER_UNUSED },
      { ...unused, frame: OTHER_ARRAY },
    ],
    0,
    MOST_WASTE_FIRST,
  );
  expect(groups[0]!.rows).toEqual([{ box: OTHER, size: 0, maxSize: 12, count: 2, references: 0 }]);
});

test("each column sorts both ways", () => {
  const keys: Readonly<Record<string, WasteOrder["keyOf"]>> = {
    where: ({ box }) => boxPathTextOf(frames, box),
    count: ({ count }) => count,
    least: ({ size }) => size,
    most: ({ maxSize }) => maxSize,
  };
  const boxesBy = ({ column, direction }: ColumnSort): number[] =>
    wasteGroupsOf(frames, rows, 0, { keyOf: keys[column]!, direction }).groups[0]!.rows.map(({ box }) => box);
  const other = OTHER;
  expect(boxesBy({ column: "where", direction: "ascending" })).toEqual([other, TAGS]);
  expect(boxesBy({ column: "where", direction: "descending" })).toEqual([TAGS, other]);
  expect(boxesBy({ column: "least", direction: "descending" })).toEqual([TAGS, other]);
  expect(boxesBy({ column: "count", direction: "descending" })).toEqual([other, TAGS]);
  expect(boxesBy({ column: "most", direction: "ascending" })).toEqual([TAGS, other]);
});

test("of frames alone, unused capacity is known, with the objects that have it", () => {
  expect(wasteOfFrames(frames)).toEqual([
    row({ kind: "unused-capacity", frame: ITEMS_UNUSED, size: 48, maxSize: 48, count: 1 }),
    row({ kind: "unused-capacity", frame: OTHER_UNUSED, size: 6, maxSize: 6, count: 1 }),
  ]);
});
