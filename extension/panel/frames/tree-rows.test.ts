import { expect, test } from "vitest";
import { wideFrames } from "../../../core/flamegraph/frame-table.fixture.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { Order } from "./arrangement.ts";
import { arrangementOf } from "./arrangement.ts";
import { boxLabelOf, headOf, TOP_BOX, tailOf } from "./box.ts";
import type { BoxRow } from "./box-rows.ts";
import { rowAt, rowOfBox } from "./box-rows.ts";
import { chainOf, framesOf, randomFrames, randomFrom } from "./frames.fixture.ts";
import { expandedToShow, treeRowsOf } from "./tree-rows.ts";

const frames = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 100
          storage elements 12
      field user 4
  root other 10
`);

function outline(table: FrameTable, expanded: ReadonlySet<number>, order: Order = "size"): string[] {
  const rows = treeRowsOf(arrangementOf(table, "size", order), expanded);
  return Array.from({ length: rows.count }, (_, row) => {
    const { box, level, position, setSize } = rowAt(rows, row);
    return `${"  ".repeat(level - 1)}${boxLabelOf(table, box)} ${position}/${setSize}`;
  });
}

test("shows roots, and what is open below them", () => {
  expect(outline(frames, new Set())).toEqual(["store 1/2", "other 2/2"]);
  expect(outline(frames, new Set([1, 2]))).toEqual([
    "store 1/2",
    "  Object 1/1",
    "    items: Array 1/2",
    "    user 2/2",
    "other 2/2",
  ]);
});

test("siblings stand by name where the arrangement has them so", () => {
  expect(outline(frames, new Set([1, 2]), "name")).toEqual([
    "other 1/2",
    "store 2/2",
    "  Object 1/1",
    "    items: Array 1/2",
    "    user 2/2",
  ]);
});

test("what is open in a collapsed row is not shown", () => {
  expect(outline(frames, new Set([2, 3]))).toEqual(["store 1/2", "other 2/2"]);
});

test("to show a box its ancestors are opened, and nothing else", () => {
  const elements = 5;
  const expanded = expandedToShow(frames, new Set(), elements);
  expect([...expanded].sort()).toEqual([1, 2, 3]);
  expect(rowOfBox(treeRowsOf(arrangementOf(frames, "size", "size"), expanded), elements)).toBe(3);
  expect(expandedToShow(frames, expanded, elements)).toBe(expanded);
});

test("a deep chain costs no stack", () => {
  const chain = chainOf(20_000);
  const last = headOf(chain, chain.count - 1);
  const rows = treeRowsOf(arrangementOf(chain, "size", "size"), expandedToShow(chain, new Set(), last));
  expect(rows.count).toBe(20_001);
  expect(rowAt(rows, rows.count - 1).level).toBe(20_001);
  expect(rowOfBox(rows, last)).toBe(20_000);
});

test("half a million collapsed siblings are a run or two", () => {
  const table = wideFrames(500_000);
  const arrangement = arrangementOf(table, "size", "size");
  const rows = treeRowsOf(arrangement, new Set([1, 250_001]));
  expect(rows.count).toBe(500_001);
  expect(rows.runs.length).toBeLessThan(5);
  expect(rowAt(rows, 400_000)).toEqual({ box: 400_001, level: 2, position: 400_000, setSize: 500_000 });
  expect(rowOfBox(rows, 400_001)).toBe(400_000);
});

test("agrees with walking down from every box, in whatever order", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const table = randomFrames(seed, 200);
    const random = randomFrom(seed);
    const expanded = new Set<number>();
    for (let frame = 1; frame < table.count; frame++) {
      if (headOf(table, frame) === frame && random() < 0.6) expanded.add(frame);
    }
    for (const order of ["size", "name"] as const) {
      const arrangement = arrangementOf(table, "size", order);
      const expected: BoxRow[] = [];
      const walk = (parent: number, level: number): void => {
        const record = arrangement.recordOf(parent);
        const boxes = [...arrangement.list.subarray(record + 1, record + 1 + arrangement.list[record]!)];
        for (const [index, box] of boxes.entries()) {
          expected.push({ box, level, position: index + 1, setSize: boxes.length });
          if (expanded.has(box)) walk(tailOf(table, box), level + 1);
        }
      };
      walk(TOP_BOX, 1);
      const rows = treeRowsOf(arrangement, expanded);
      expect(Array.from({ length: rows.count }, (_, row) => rowAt(rows, row))).toEqual(expected);
      const rowOf = new Map(expected.map(({ box }, row) => [box, row]));
      for (let frame = 1; frame < table.count; frame++) {
        if (headOf(table, frame) === frame) expect(rowOfBox(rows, frame)).toBe(rowOf.get(frame) ?? -1);
      }
    }
  }
});
