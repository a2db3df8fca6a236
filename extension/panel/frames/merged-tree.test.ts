import { describe, expect, test } from "vitest";
import { diffFrames } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { KIND_TYPE } from "../../../core/graph/graph.ts";
import { boxLabelOf, boxPathOf, headOf, TOP_BOX } from "./box.ts";
import { chainOf, framesOf, randomFrames } from "./frames.fixture.ts";
import { contentsOf, firstOpenOf, type MergedTree, openRowsOf, ownersOf } from "./merged-tree.ts";
import { figuresOfChanges } from "./tree-figures.ts";
import { objectsOfTypeChange, sizesOfTypeChange, TypeChangesPass } from "./type-changes.ts";
import { TypesPass } from "./types.ts";

const frames = framesOf(`
  root store 0
    type Object 12
      field orders 4
        type Array 16
          storage elements 100
            type Order 40
              field lines 4
                type Array 16
                  storage elements 20
            type string 24
      field drafts 4
        type Array 16
          storage elements 50
            type Order 40
  root other 0
    type Array 16
`);

function nameIndex(table: FrameTable, text: string): number {
  return table.names.indexOf(text);
}

function openAll(tree: MergedTree): Set<number> {
  const open = new Set<number>();
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const row of openRowsOf(tree, open)) if (tree.canOpen(row)) open.add(row);
  }
  return open;
}

/** All rows, two blanks a level: `label × boxes: bytes in objects`. */
function toText(tree: MergedTree): string[] {
  return openRowsOf(tree, openAll(tree)).map((row) => {
    const { label, boxes, size, count, level } = tree.rowAt(row);
    return `${"  ".repeat(level - 1)}${label} × ${boxes.length}: ${size} in ${count}`;
  });
}

describe("contents of a type", () => {
  test("are those of all its frames; one inside another counts once", () => {
    expect(toText(contentsOf(frames, TOP_BOX, nameIndex(frames, "Array")))).toEqual([
      "Array × 3: 342 in 7",
      "  elements × 2: 294 in 4",
      "    Order × 2: 120 in 3",
      "      lines: Array × 1: 40 in 1",
      "        elements × 1: 20 in 0",
      "    string × 1: 24 in 1",
    ]);
  });

  test("only of frames in the focus", () => {
    const drafts = 11;
    expect(boxLabelOf(frames, drafts)).toBe("drafts: Array");
    expect(toText(contentsOf(frames, drafts, nameIndex(frames, "Order")))).toEqual(["Order × 1: 40 in 1"]);
    expect(contentsOf(frames, drafts, nameIndex(frames, "string")).top).toEqual([]);
  });
});

describe("owners of a type", () => {
  test("stand outwards, each with the own bytes of the frames that it is around", () => {
    expect(toText(ownersOf(frames, TOP_BOX, nameIndex(frames, "Array")))).toEqual([
      "orders: Array × 1: 116 in 1",
      "  Object × 1: 116 in 1",
      "    store × 1: 116 in 1",
      "drafts: Array × 1: 66 in 1",
      "  Object × 1: 66 in 1",
      "    store × 1: 66 in 1",
      "lines: Array × 1: 36 in 1",
      "  Order × 1: 36 in 1",
      "    elements × 1: 36 in 1",
      "      orders: Array × 1: 36 in 1",
      "        Object × 1: 36 in 1",
      "          store × 1: 36 in 1",
      "other × 1: 16 in 1",
    ]);
  });

  test("of one label and one way are one row, which leads to the largest", () => {
    const tree = ownersOf(frames, TOP_BOX, nameIndex(frames, "Order"));
    expect(toText(tree).slice(0, 2)).toEqual(["elements × 2: 84 in 2", "  orders: Array × 1: 44 in 1"]);
    expect(tree.rowAt(tree.top[0]!).boxes).toEqual([5, 13]);
  });

  test("end at the focus", () => {
    const orders = 3;
    expect(toText(ownersOf(frames, orders, nameIndex(frames, "string")))).toEqual([
      "elements × 1: 24 in 1",
      "  orders: Array × 1: 24 in 1",
    ]);
  });
});

test("at first the largest is open, as far down as there is one way", () => {
  const tree = ownersOf(frames, TOP_BOX, nameIndex(frames, "string"));
  expect(openRowsOf(tree, firstOpenOf(tree, 3))).toHaveLength(4);
  const contents = contentsOf(frames, TOP_BOX, nameIndex(frames, "Order"));
  expect(openRowsOf(contents, firstOpenOf(contents, 1))).toHaveLength(2);
});

test("a chain of ten thousand links takes no stack", () => {
  const chain = chainOf(10_000);
  expect(openRowsOf(contentsOf(chain, TOP_BOX, nameIndex(chain, "Link")), new Set()).length).toBe(1);
  const owners = ownersOf(chain, TOP_BOX, nameIndex(chain, "Link"));
  expect(owners.top).toHaveLength(10_000);
});

test("on random frames, owners share out the own bytes of the type, and contents its total", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const table = randomFrames(seed, 300);
    const pass = new TypesPass(table, TOP_BOX);
    pass.advance(Number.POSITIVE_INFINITY);
    const types = pass.finish();
    for (let row = 0; row < types.count; row++) {
      const name = types.name[row]!;
      const contents = contentsOf(table, TOP_BOX, name);
      expect(contents.rowAt(contents.top[0]!).size).toBe(types.totalSize[row]);
      const owners = ownersOf(table, TOP_BOX, name);
      expect(owners.top.reduce((sum, one) => sum + owners.rowAt(one).size, 0)).toBe(types.selfSize[row]);
      expect(waysOf(owners)).toEqual(naiveWays(table, name));
    }
  }
});

describe("of a diff", () => {
  const before = framesOf(`
  root store 0
    type Object 12
      field orders 4
        type Array 16
          storage elements 40
            type Order 60
      field drafts 4
        type Order 30
      field kept 4
        type Order 50
`);
  const after = framesOf(`
  root store 0
    type Object 12
      field orders 4
        type Array 16
          storage elements 100
            type Order 90
              field note 8
      field drafts 4
        type Order 10
      field kept 4
        type Order 50
`);

  test("rows tell by how much they changed; what did not is left out", () => {
    const { frames: table, changes } = diffFrames([before, after], "all");
    const figures = figuresOfChanges(table, changes, "all");
    expect(toText(ownersOf(table, TOP_BOX, nameIndex(table, "Order"), figures))).toEqual([
      "elements × 1: 38 in 0",
      "  orders: Array × 1: 38 in 0",
      "    Object × 1: 38 in 0",
      "      store × 1: 38 in 0",
      "drafts: Order × 1: -20 in 0",
      "  Object × 1: -20 in 0",
      "    store × 1: -20 in 0",
    ]);
    expect(toText(contentsOf(table, TOP_BOX, nameIndex(table, "Order"), figures))).toEqual([
      "Order × 2: 18 in 0",
      "  note × 1: 8 in 0",
    ]);
  });

  test("the box that changed most is the first of its row, also where it shrank", () => {
    const { frames: table, changes } = diffFrames([after, before], "all");
    const contents = contentsOf(table, TOP_BOX, nameIndex(table, "Order"), figuresOfChanges(table, changes, "all"));
    expect(contents.rowAt(contents.top[0]!).boxes.map((box) => boxLabelOf(table, box))).toEqual([
      "Order",
      "drafts: Order",
    ]);
  });

  test("owners share out the change of the type, on random frames", () => {
    for (let seed = 1; seed <= 20; seed++) {
      for (const scope of ["all", "growth", "shrunk"] as const) {
        const { frames: table, changes } = diffFrames([randomFrames(seed, 200), randomFrames(seed + 50, 200)], scope);
        const pass = new TypeChangesPass(table, changes, scope, TOP_BOX);
        pass.advance(Number.POSITIVE_INFINITY);
        const types = pass.finish();
        const figures = figuresOfChanges(table, changes, scope);
        for (let row = 0; row < types.count; row++) {
          const owners = ownersOf(table, TOP_BOX, types.name[row]!, figures);
          const tops = owners.top.map((one) => owners.rowAt(one));
          const sign = scope === "shrunk" ? -1 : 1;
          expect(tops.every(({ size, count }) => scope === "all" || sign * size > 0 || sign * count > 0)).toBe(true);
          const { before: from, after: to } = sizesOfTypeChange(types, row);
          expect(tops.reduce((sum, { size }) => sum + size, 0)).toBe(to - from);
          const objects = objectsOfTypeChange(types, row);
          expect(tops.reduce((sum, { count }) => sum + count, 0)).toBe(objects.after - objects.before);
        }
      }
    }
  });
});

/** Labels from the inside out, with the objects that stand there. */
function waysOf(tree: MergedTree): Map<string, number> {
  const ways = new Map<string, number>();
  for (const row of openRowsOf(tree, openAll(tree))) {
    const labels: string[] = [];
    for (let at = row; at !== -1; at = tree.rowAt(at).parent)
      labels.unshift(stepOf(tree.frames, tree.rowAt(at).boxes[0]!));
    ways.set(labels.join(" < "), tree.rowAt(row).count);
  }
  return ways;
}

/** A field and a storage of one name are two. */
function stepOf(table: FrameTable, box: number): string {
  return `${table.kind[box]} ${boxLabelOf(table, box)}`;
}

function naiveWays(table: FrameTable, name: number): Map<string, number> {
  const ways = new Map<string, number>();
  for (let frame = 1; frame < table.count; frame++) {
    if (table.name[frame] !== name || table.kind[frame] !== KIND_TYPE) continue;
    const labels = boxPathOf(table, headOf(table, table.parent[frame]!))
      .slice(1)
      .map((box) => stepOf(table, box))
      .toReversed();
    for (let steps = 1; steps <= labels.length; steps++) {
      const way = labels.slice(0, steps).join(" < ");
      ways.set(way, (ways.get(way) ?? 0) + table.selfCount[frame]!);
    }
  }
  return ways;
}
