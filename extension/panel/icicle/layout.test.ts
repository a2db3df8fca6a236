import { expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, firstChildOf, headOf, TOP_BOX } from "../frames/box.ts";
import { chainOf, framesOf, randomFrames } from "../frames/frames.fixture.ts";
import { nextSiblingOf } from "../frames/navigation.ts";
import { boxIndexAt, boxIndexOfFrame } from "./hit-test.ts";
import type { BoxTable } from "./layout.ts";
import { BOX_ANCESTOR, BOX_MORE, layoutIcicle, moreCountOf, moreSizeOf, rowCountOf, rowOf } from "./layout.ts";

const frames = framesOf(`
  root store 0
    type Object 20
      field items 4
        type Array 496
          storage elements 100
      field user 4
        type User 96
      field count 80
  root other 200
`);

/** A row as text: `0-80 store` for each box, `-` for an ancestor of the focus. */
function drawn(table: FrameTable, boxes: BoxTable): string[] {
  const rows: string[] = [];
  for (let row = 0; row + 1 < boxes.rowStart.length; row++) {
    const texts: string[] = [];
    for (let box = boxes.rowStart[row]!; box < boxes.rowStart[row + 1]!; box++) {
      const frame = boxes.frame[box]!;
      const isMore = (boxes.flags[box]! & BOX_MORE) !== 0;
      const label = isMore ? `(${moreCountOf(table, frame)} more)` : boxLabelOf(table, frame);
      const mark = (boxes.flags[box]! & BOX_ANCESTOR) !== 0 ? "^" : "";
      texts.push(`${boxes.left[box]}-${boxes.right[box]} ${mark}${label}`);
    }
    rows.push(texts.join(" | "));
  }
  return rows;
}

test("children stand under their parent, largest first; own bytes are the gap at the right", () => {
  const boxes = layoutIcicle({ frames, focus: TOP_BOX, width: 100, firstRow: 0, endRow: 10 });
  expect(drawn(frames, boxes)).toEqual([
    "0-100 All roots",
    "0-80 store | 80-100 other",
    "0-80 Object",
    "0-60 items: Array | 60-70 user: User | 70-78 count",
    "0-10 elements",
  ]);
});

test("the focus takes the width, its ancestors stay above it", () => {
  const boxes = layoutIcicle({ frames, focus: 3, width: 60, firstRow: 0, endRow: 10 });
  expect(drawn(frames, boxes)).toEqual([
    "0-60 ^All roots",
    "0-60 ^store",
    "0-60 ^Object",
    "0-60 items: Array",
    "0-10 elements",
  ]);
});

test("only the visible rows are laid out", () => {
  const boxes = layoutIcicle({ frames, focus: 2, width: 100, firstRow: 1, endRow: 4 });
  expect(boxes.firstRow).toBe(1);
  expect(drawn(frames, boxes)).toEqual([
    "0-100 ^store",
    "0-100 Object",
    "0-75 items: Array | 75-88 user: User | 88-98 count",
  ]);
});

test("narrow siblings are one box, which keeps their number and bytes", () => {
  const many = framesOf(`
    root a 0
      type Object 0
        field big 50
        field b1 10
        field b2 10
        field b3 10
        field b4 10
        field b5 10
  `);
  const boxes = layoutIcicle({ frames: many, focus: TOP_BOX, width: 9, firstRow: 0, endRow: 9 });
  expect(drawn(many, boxes)[3]).toBe("0-5 big | 5-9 (5 more)");
  const first = boxes.frame[boxes.rowStart[3]! + 1]!;
  expect(moreSizeOf(many, many.parent[first]!, first)).toBe(50);
});

test("nothing is laid out of a snapshot without bytes but its top", () => {
  const empty = framesOf("root a 0");
  expect(drawn(empty, layoutIcicle({ frames: empty, focus: TOP_BOX, width: 100, firstRow: 0, endRow: 9 }))).toEqual([
    "0-100 All roots",
  ]);
  expect(rowCountOf(empty, TOP_BOX, 100)).toBe(1);
});

test("a deep chain is laid out around any row", () => {
  const chain = chainOf(10_000);
  expect(rowCountOf(chain, TOP_BOX, 1_000_000)).toBe(10_002);
  const focus = headOf(chain, 10_000);
  const row = rowOf(chain, focus);
  const boxes = layoutIcicle({ frames: chain, focus, width: 100, firstRow: row - 1, endRow: row + 2 });
  expect(drawn(chain, boxes)).toEqual(["0-100 ^next4998: Link", "0-100 next4999: Link", "0-100 next5000: Link"]);
});

test("agrees with a layout that places every box, whatever its width", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const table = randomFrames(seed, 150);
    const width = 5000;
    const focus = headOf(table, seed % table.count);
    const naive = naiveLayout(table, focus, width);
    const boxes = layoutIcicle({ frames: table, focus, width, firstRow: 0, endRow: 400 });
    const seen = new Map<number, readonly [number, number]>();
    for (let box = 0; box < boxes.count; box++) {
      if ((boxes.flags[box]! & (BOX_MORE | BOX_ANCESTOR)) !== 0) continue;
      seen.set(boxes.frame[box]!, [boxes.left[box]!, boxes.right[box]!]);
    }
    for (const [box, [left, right]] of naive) {
      if (right - left < 1) continue;
      expect(seen.get(box)?.[0]).toBeCloseTo(Math.round(left), 6);
      expect(seen.get(box)?.[1]).toBeCloseTo(Math.round(right), 6);
    }
    for (const box of seen.keys()) expect(naive.has(box)).toBe(true);
    expect(boxes.rowStart.length - 1).toBe(rowCountOf(table, focus, width));
  }
});

function naiveLayout(table: FrameTable, focus: number, width: number): Map<number, readonly [number, number]> {
  const scale = table.totalSize[focus]! > 0 ? width / table.totalSize[focus]! : 0;
  const places = new Map<number, readonly [number, number]>([[focus, [0, width]]]);
  const open = [focus];
  for (let box = open.pop(); box !== undefined; box = open.pop()) {
    let x = places.get(box)![0];
    for (let child = firstChildOf(table, box); child !== -1; child = nextSiblingOf(table, child)) {
      const right = x + table.totalSize[child]! * scale;
      places.set(child, [x, right]);
      open.push(child);
      x = right;
    }
  }
  return places;
}

test("the hit test finds what a look at every box finds", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const table = randomFrames(seed, 200);
    const boxes = layoutIcicle({ frames: table, focus: TOP_BOX, width: 120, firstRow: 1, endRow: 12 });
    for (let row = 0; row < 13; row++) {
      for (let x = -1; x < 122; x++) {
        const r = row - boxes.firstRow;
        let naive = -1;
        for (let box = boxes.rowStart[r] ?? 0; box < (boxes.rowStart[r + 1] ?? 0); box++) {
          if (boxes.left[box]! <= x && x < boxes.right[box]!) naive = box;
        }
        expect(boxIndexAt(boxes, row, x)).toBe(r < 0 ? -1 : naive);
      }
    }
  }
});

test("a frame too narrow to be drawn is found in the box that stands for it", () => {
  const table = randomFrames(7, 400);
  const boxes = layoutIcicle({ frames: table, focus: TOP_BOX, width: 60, firstRow: 0, endRow: 30 });
  for (let box = 0; box < boxes.count; box++) {
    const frame = boxes.frame[box]!;
    const row = rowOf(table, frame);
    expect(boxIndexOfFrame(boxes, row, frame)).toBe(box);
    if ((boxes.flags[box]! & BOX_MORE) === 0) continue;
    const next = nextSiblingOf(table, frame);
    expect(boxIndexOfFrame(boxes, row, next)).toBe(box);
  }
});
