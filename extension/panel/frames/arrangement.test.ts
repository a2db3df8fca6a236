import { expect, test } from "vitest";
import { framesOfFolded } from "../../../core/flamegraph/frame-table.fixture.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { Arrangement, Order } from "./arrangement.ts";
import { arrangementOf, edgeChildOf, offsetOf, placeOf, siblingBeside } from "./arrangement.ts";
import { boxLabelOf, headOf, NO_BOX, parentBoxOf, TOP_BOX, tailOf } from "./box.ts";
import { framesOf, randomFrames, withRanges } from "./frames.fixture.ts";
import type { Measure } from "./measure.ts";
import { hasCounts, totalsOf } from "./measure.ts";

test("boxes of a file that counts no objects are as wide as their bytes, whatever is wanted", () => {
  const frames = framesOfFolded("a;b 12\n");
  expect(hasCounts(frames)).toBe(false);
  expect(arrangementOf(frames, "count", "name").measure).toBe("size");
  expect(arrangementOf(frames, "max-size", "name").measure).toBe("max-size");
});

const MEASURES: readonly Measure[] = ["size", "max-size", "count"];
const ORDERS: readonly Order[] = ["size", "name"];

function childrenOf(arrangement: Arrangement, parent: number): number[] {
  const record = arrangement.recordOf(parent);
  return [...arrangement.list.subarray(record + 1, record + 1 + arrangement.list[record]!)];
}

/** Children of each frame, by a look at every frame. */
function naiveChildrenOf(frames: FrameTable, measure: Measure, order: Order): number[][] {
  const children = Array.from({ length: frames.count }, (): number[] => []);
  for (let frame = 1; frame < frames.count; frame++) children[frames.parent[frame]!]!.push(frame);
  const totals = totalsOf(frames, measure);
  const nameOf = (frame: number): string => frames.names[frames.name[frame]!]!;
  const keyOf = (frame: number): string[] =>
    [nameOf(frame), tailOf(frames, frame) === frame ? "" : nameOf(frame + 1)].flatMap((name) => [
      name.toLowerCase(),
      name,
    ]);
  const compare = (one: number, other: number): number => {
    if (order === "size") return totals[other]! - totals[one]! || one - other;
    const [left, right] = [keyOf(one), keyOf(other)];
    const at = left.findIndex((key, index) => key !== right[index]);
    return at < 0 ? one - other : left[at]! < right[at]! ? -1 : 1;
  };
  /* The table's own order is the arrangement if it is asked for. */
  if (measure !== "size" || order !== "size") for (const list of children) list.sort(compare);
  return children;
}

test("every parent has its children in their order, each ending where the next begins", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const frames = withRanges(randomFrames(seed, 300), seed);
    for (const measure of MEASURES) {
      const totals = totalsOf(frames, measure);
      for (const order of ORDERS) {
        const arrangement = arrangementOf(frames, measure, order);
        const naive = naiveChildrenOf(frames, measure, order);
        const naiveEnds = naive.map((children) => {
          const ends = [0];
          for (const child of children) ends.push(ends.at(-1)! + totals[child]!);
          return ends;
        });
        const lists: (readonly number[])[] = [];
        const ends: (readonly number[])[] = [];
        /* In no order of theirs: parents are arranged when they are asked for. */
        for (let step = 0; step < frames.count; step++) {
          const parent = (step * 7919) % frames.count;
          lists[parent] = childrenOf(arrangement, parent);
          const record = arrangement.recordOf(parent);
          ends[parent] = naiveEnds[parent]!.map((_, index) => arrangement.ends[record + index]!);
        }
        expect(lists).toEqual(naive);
        expect(ends).toEqual(naiveEnds);
        expect(naiveEnds.every((list, parent) => list.at(-1)! <= totals[parent]!)).toBe(true);
      }
    }
  }
});

test("siblings, first children and offsets agree with children counted out", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const frames = withRanges(randomFrames(seed, 200), seed);
    const measure = MEASURES[seed % 3]!;
    const order = ORDERS[seed % 2]!;
    const totals = totalsOf(frames, measure);
    const arrangement = arrangementOf(frames, measure, order);
    const naive = naiveChildrenOf(frames, measure, order);
    expect(siblingBeside(arrangement, TOP_BOX, 1)).toBe(NO_BOX);
    for (let box = 1; box < frames.count; box++) {
      if (headOf(frames, box) !== box) continue;
      const siblings = naive[frames.parent[box]!]!;
      const index = siblings.indexOf(box);
      expect(siblingBeside(arrangement, box, -1)).toBe(siblings[index - 1] ?? NO_BOX);
      expect(siblingBeside(arrangement, box, 1)).toBe(siblings[index + 1] ?? NO_BOX);
      expect(edgeChildOf(arrangement, box, 1)).toBe(naive[tailOf(frames, box)]![0] ?? NO_BOX);
      expect(edgeChildOf(arrangement, box, -1)).toBe(naive[tailOf(frames, box)]!.at(-1) ?? NO_BOX);
      expect(arrangement.list[placeOf(arrangement, box)]).toBe(box);
      const parent = parentBoxOf(frames, box);
      const before = siblings.slice(0, index).reduce((sum, one) => sum + totals[one]!, 0);
      expect(offsetOf(arrangement, box, parent)).toBe(before);
      expect(offsetOf(arrangement, box, TOP_BOX)).toBe(before + offsetOf(arrangement, parent, TOP_BOX));
    }
  }
});

test("by name is without regard to case, and a name of the page is only a name", () => {
  const frames = framesOf(`
    root store 0
      type Object 0
        field zeta 50
        field Alpha 40
        field alpha 30
        field __proto__ 20
        field constructor 10
        field constructor 4
          type Map 4
  `);
  const arrangement = arrangementOf(frames, "size", "name");
  expect(childrenOf(arrangement, 2).map((box) => boxLabelOf(frames, box))).toEqual([
    "__proto__",
    "Alpha",
    "alpha",
    "constructor",
    "constructor: Map",
    "zeta",
  ]);
});

test("the last arrangements of a table are kept, and no more", () => {
  const frames = randomFrames(1, 20);
  const first = arrangementOf(frames, "size", "size");
  const second = arrangementOf(frames, "count", "size");
  expect(arrangementOf(frames, "size", "size")).toBe(first);
  expect(arrangementOf(frames, "count", "size")).toBe(second);
  arrangementOf(frames, "count", "name");
  expect(arrangementOf(frames, "count", "size")).toBe(second);
  expect(arrangementOf(frames, "size", "size")).not.toBe(first);
});
