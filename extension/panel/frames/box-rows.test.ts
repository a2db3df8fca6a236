import { describe, expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, boxSelfSizeOf, headOf, parentBoxOf, TOP_BOX, tailOf } from "./box.ts";
import { rowAt, rowOfBox, rowsFrom } from "./box-rows.ts";
import type { ColumnSort } from "./column-sort.ts";
import { chainOf, framesOf, randomFrames, randomFrom } from "./frames.fixture.ts";
import type { BoxKey } from "./sibling-order.ts";
import { nameKeyOf, SiblingOrder } from "./sibling-order.ts";
import { expandedToShow } from "./tree-rows.ts";

const frames = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 100
          storage elements 12
      field b 40
      field a 40
  root other 10
`);
const [STORE, OBJECT, ITEMS] = [1, 2, 3];
type Sort = ColumnSort<"name" | "self" | "total" | "max" | "objects">;

const BY_NAME: Sort = { column: "name", direction: "ascending" };

const LARGEST_FIRST: Sort = { column: "total", direction: "descending" };

/** What a table gives: a figure of each box. */
function orderOf(table: FrameTable, { column, direction }: Sort): SiblingOrder {
  const keys: Readonly<Record<Sort["column"], BoxKey>> = {
    name: nameKeyOf(table),
    self: (box) => boxSelfSizeOf(table, box),
    total: (box) => table.totalSize[box]!,
    max: (box) => table.totalMaxSize[box]!,
    objects: (box) => table.totalCount[box]!,
  };
  return new SiblingOrder(table, keys[column], direction);
}

function outline(table: FrameTable, sort: Sort, focus: number, expanded: ReadonlySet<number>): string[] {
  const rows = rowsFrom(orderOf(table, sort), focus, expanded);
  return Array.from({ length: rows.count }, (_, row) => {
    const { box, level, position, setSize } = rowAt(rows, row);
    return `${"  ".repeat(level - 1)}${boxLabelOf(table, box)} ${position}/${setSize}`;
  });
}

test("the focus, and what is open below it", () => {
  expect(outline(frames, LARGEST_FIRST, TOP_BOX, new Set())).toEqual(["All roots 1/1", "  store 1/2", "  other 2/2"]);
  expect(outline(frames, LARGEST_FIRST, STORE, new Set([OBJECT]))).toEqual([
    "store 1/1",
    "  Object 1/1",
    "    items: Array 1/3",
    "    b 2/3",
    "    a 3/3",
  ]);
});

test("siblings by name, and back by size", () => {
  expect(outline(frames, BY_NAME, TOP_BOX, new Set([STORE, OBJECT, ITEMS]))).toEqual([
    "All roots 1/1",
    "  other 1/2",
    "  store 2/2",
    "    Object 1/1",
    "      a 1/3",
    "      b 2/3",
    "      items: Array 3/3",
    "        elements 1/1",
  ]);
  expect(outline(frames, { column: "total", direction: "ascending" }, OBJECT, new Set())).toEqual([
    "Object 1/1",
    "  b 1/3",
    "  a 2/3",
    "  items: Array 3/3",
  ]);
});

test("a focus without anything below is a row all the same", () => {
  expect(outline(frames, LARGEST_FIRST, 8, new Set())).toEqual(["other 1/1"]);
});

test("a deep chain costs no stack", () => {
  const chain = chainOf(20_000);
  const last = headOf(chain, chain.count - 1);
  const rows = rowsFrom(orderOf(chain, LARGEST_FIRST), TOP_BOX, expandedToShow(chain, new Set(), last));
  expect(rows.count).toBe(20_002);
  expect(rowAt(rows, 20_001)).toEqual({ box: last, level: 20_002, position: 1, setSize: 1 });
  expect(rowOfBox(rows, last)).toBe(20_001);
});

/** What a box is sorted by, written once more. */
function compare(table: FrameTable, { column, direction }: Sort, one: number, other: number): number {
  const names = (box: number): string[] => [
    table.names[table.name[box]!]!,
    tailOf(table, box) === box ? "" : table.names[table.name[tailOf(table, box)]!]!,
  ];
  const figureOf = (box: number): number =>
    ({
      name: 0,
      self: boxSelfSizeOf(table, box),
      total: table.totalSize[box]!,
      max: table.totalMaxSize[box]!,
      objects: table.totalCount[box]!,
    })[column];
  const byNames = (): number => {
    const [a, b] = [names(one), names(other)];
    /* Without regard to case, but for names that differ in nothing else. */
    const keys = (texts: string[]): string[] => texts.flatMap((text) => [text.toLowerCase(), text]);
    const [left, right] = [keys(a), keys(b)];
    const at = left.findIndex((key, index) => key !== right[index]);
    return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1;
  };
  const ascending = column === "name" ? byNames() : figureOf(one) - figureOf(other);
  return (direction === "ascending" ? ascending : -ascending) || one - other;
}

describe.each(["name", "self", "total", "max", "objects"] as const)("by %s", (column) => {
  test.each(["ascending", "descending"] as const)("%s, agrees with sorting and walking every box", (direction) => {
    const sort: Sort = { column, direction };
    for (let seed = 1; seed <= 8; seed++) {
      const table = randomFrames(seed, 200);
      const random = randomFrom(seed);
      const heads = Array.from({ length: table.count }, (_, frame) => frame).filter(
        (frame) => headOf(table, frame) === frame,
      );
      const focus = seed % 3 === 0 ? heads[Math.floor(random() * heads.length)]! : TOP_BOX;
      const expanded = new Set(heads.filter(() => random() < 0.6));
      const expected: number[] = [];
      const pending = [focus];
      for (let box = pending.pop(); box !== undefined; box = pending.pop()) {
        expected.push(box);
        if (box !== focus && !expanded.has(box)) continue;
        const children = heads.filter((head) => parentBoxOf(table, head) === box);
        pending.push(...children.sort((one, other) => compare(table, sort, one, other)).reverse());
      }
      const rows = rowsFrom(orderOf(table, sort), focus, expanded);
      expect(Array.from({ length: rows.count }, (_, row) => rowAt(rows, row).box)).toEqual(expected);
      for (const head of heads) expect(rowOfBox(rows, head)).toBe(expected.indexOf(head));
    }
  });
});
