import { expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { Order } from "./arrangement.ts";
import { arrangementOf } from "./arrangement.ts";
import { boxLabelOf, headOf, parentBoxOf } from "./box.ts";
import { chainOf, framesOf, randomFrames, randomFrom } from "./frames.fixture.ts";
import { expandedToShow, rowOfBox, treeRowsOf } from "./tree-rows.ts";

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
  return Array.from(
    { length: rows.count },
    (_, row) =>
      `${"  ".repeat(rows.level[row]! - 1)}${boxLabelOf(table, rows.box[row]!)} ${rows.position[row]}/${rows.setSize[row]}`,
  );
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
  expect(rows.level[rows.count - 1]).toBe(20_001);
});

test("agrees with walking up from every box", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const table = randomFrames(seed, 200);
    const random = randomFrom(seed);
    const expanded = new Set<number>();
    for (let frame = 1; frame < table.count; frame++) if (random() < 0.6) expanded.add(frame);
    const expected: number[] = [];
    for (let frame = 1; frame < table.count; frame++) {
      if (headOf(table, frame) !== frame) continue;
      let isShown = true;
      for (let up = parentBoxOf(table, frame); up > 0; up = parentBoxOf(table, up)) isShown &&= expanded.has(up);
      if (isShown) expected.push(frame);
    }
    const rows = treeRowsOf(arrangementOf(table, "size", "size"), expanded);
    expect([...rows.box]).toEqual(expected);
    for (const [row, box] of expected.entries()) expect(rowOfBox(rows, box)).toBe(row);
  }
});
