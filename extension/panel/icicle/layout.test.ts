import { expect, test } from "vitest";
import { diffFrames } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { Order } from "../frames/arrangement.ts";
import { Arrangement, arrangementOf } from "../frames/arrangement.ts";
import { boxLabelOf, boxPathOf, headOf, TOP_BOX, tailOf } from "../frames/box.ts";
import { beforeGrowth, chainOf, framesOf, randomFrames, randomFrom, withRanges } from "../frames/frames.fixture.ts";
import type { Measure } from "../frames/measure.ts";
import type { Zoom } from "../frames/zoom.ts";
import { createZoom, WHOLE } from "../frames/zoom.ts";
import { boxIndexAt, boxIndexOfFrame } from "./hit-test.ts";
import type { BoxTable, IcicleView } from "./layout.ts";
import { BOX_ANCESTOR, BOX_MORE, layoutIcicle, rowCountOf, rowOf } from "./layout.ts";
import { moreBoxOf } from "./small-siblings.ts";

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

function bySize(table: FrameTable): Arrangement {
  return arrangementOf(table, "size", "size");
}

function laidOut(table: FrameTable, view: Partial<IcicleView>): BoxTable {
  const whole = { arrangement: bySize(table), focus: TOP_BOX, zoom: WHOLE, width: 100, firstRow: 0, endRow: 20 };
  return layoutIcicle({ ...whole, ...view });
}

/** A row as text: `0-80 store` for each box, `^` for an ancestor of the focus. */
function drawn(boxes: BoxTable): string[] {
  const rows: string[] = [];
  for (let row = 0; row + 1 < boxes.rowStart.length; row++) {
    const texts: string[] = [];
    for (let box = boxes.rowStart[row]!; box < boxes.rowStart[row + 1]!; box++) {
      const isMore = (boxes.flags[box]! & BOX_MORE) !== 0;
      const label = isMore
        ? `(${boxes.to[box]! - boxes.from[box]!} more)`
        : boxLabelOf(boxes.arrangement.frames, boxes.frame[box]!);
      const mark = (boxes.flags[box]! & BOX_ANCESTOR) !== 0 ? "^" : "";
      texts.push(`${boxes.left[box]}-${boxes.right[box]} ${mark}${label}`);
    }
    rows.push(texts.join(" | "));
  }
  return rows;
}

test("children stand under their parent, largest first; own bytes are the gap at the right", () => {
  expect(drawn(laidOut(frames, {}))).toEqual([
    "0-100 All roots",
    "0-80 store | 80-100 other",
    "0-80 Object",
    "0-60 items: Array | 60-70 user: User | 70-78 count",
    "0-10 elements",
  ]);
});

test("by name, siblings stand elsewhere and are as wide", () => {
  expect(drawn(laidOut(frames, { arrangement: arrangementOf(frames, "size", "name") }))).toEqual([
    "0-100 All roots",
    "0-20 other | 20-100 store",
    "20-100 Object",
    "20-28 count | 28-88 items: Array | 88-98 user: User",
    "28-38 elements",
  ]);
});

test("by objects, what holds none has no width", () => {
  expect(drawn(laidOut(frames, { arrangement: arrangementOf(frames, "count", "size"), width: 90 }))).toEqual([
    "0-90 All roots",
    "0-90 store",
    "0-90 Object",
    "0-30 items: Array | 30-60 user: User",
  ]);
});

test("the focus takes the width, its ancestors stay above it", () => {
  expect(drawn(laidOut(frames, { focus: 3, width: 60 }))).toEqual([
    "0-60 ^All roots",
    "0-60 ^store",
    "0-60 ^Object",
    "0-60 items: Array",
    "0-10 elements",
  ]);
});

test("a zoom shows a part of the focus; boxes end at the edges of the view", () => {
  expect(drawn(laidOut(frames, { focus: 2, width: 80, zoom: { from: 0.5, to: 1 } }))).toEqual([
    "0-80 ^All roots",
    "0-80 ^store",
    "0-80 Object",
    "0-40 items: Array | 40-60 user: User | 60-76 count",
  ]);
});

test("only the visible rows are laid out", () => {
  const boxes = laidOut(frames, { focus: 2, firstRow: 1, endRow: 4 });
  expect(boxes.firstRow).toBe(1);
  expect(drawn(boxes)).toEqual(["0-100 ^store", "0-100 Object", "0-75 items: Array | 75-88 user: User | 88-98 count"]);
});

const many = framesOf(`
  root a 0
    type Object 0
      field big 50
      field b1 10
      field b2 10
      field b3 10
      field zoo 10
      field b5 10
`);

test("narrow siblings that follow one another are one box, which keeps their number and bytes", () => {
  const boxes = laidOut(many, { width: 9 });
  expect(drawn(boxes)[3]).toBe("0-5 big | 5-9 (5 more)");
  const more = boxes.rowStart[3]! + 1;
  expect(moreBoxOf(boxes.arrangement, boxes.from[more]!, boxes.to[more]!)).toEqual({
    count: 5,
    total: 50,
    size: 50,
    maxSize: 50,
    objectCount: 0,
    largest: [4, 5, 6, 7],
  });
});

test("by name, narrow ones stay where they are, and zooming in takes none of them away", () => {
  const arrangement = arrangementOf(many, "size", "name");
  expect(drawn(laidOut(many, { arrangement, width: 9 }))[3]).toBe("0-4 (4 more) | 4-8 big | 8-9 zoo");
  expect(drawn(laidOut(many, { arrangement, width: 9, zoom: { from: 0.1, to: 0.5 } }))[3]).toBe(
    "0-2 b2 | 2-5 b3 | 5-7 b5 | 7-9 big",
  );
});

test("nothing is laid out of a snapshot without bytes but its top", () => {
  const empty = framesOf("root a 0");
  expect(drawn(laidOut(empty, {}))).toEqual(["0-100 All roots"]);
  expect(rowCountOf({ arrangement: bySize(empty), focus: TOP_BOX, zoom: WHOLE, width: 100 })).toBe(1);
});

test("a deep chain is laid out around any row", () => {
  const chain = chainOf(10_000);
  const arrangement = bySize(chain);
  expect(rowCountOf({ arrangement, focus: TOP_BOX, zoom: WHOLE, width: 1_000_000 })).toBe(10_002);
  const focus = headOf(chain, 10_000);
  const row = rowOf(arrangement, focus);
  const boxes = laidOut(chain, { focus, firstRow: row - 1, endRow: row + 2 });
  expect(drawn(boxes)).toEqual(["0-100 ^next4998: Link", "0-100 next4999: Link", "0-100 next5000: Link"]);
});

/** Half a million children of equal size, and one in which all but a few are smaller than a pixel. */
test("of half a million siblings, the ones in view are laid out", () => {
  const count = 500_000;
  const table: FrameTable = {
    count: count + 2,
    names: ["", "list", "item"],
    parent: Int32Array.from({ length: count + 2 }, (_, frame) => Math.min(frame, 2) - 1),
    subtreeEnd: Uint32Array.from({ length: count + 2 }, (_, frame) => (frame < 2 ? count + 2 : frame + 1)),
    depth: Uint32Array.from({ length: count + 2 }, (_, frame) => Math.min(frame, 2)),
    name: Uint32Array.from({ length: count + 2 }, (_, frame) => Math.min(frame, 2)),
    kind: new Uint8Array(count + 2),
    flags: new Uint8Array(count + 2),
    selfSize: Float64Array.from({ length: count + 2 }, (_, frame) => (frame < 2 ? 0 : 16)),
    selfMaxSize: Float64Array.from({ length: count + 2 }, (_, frame) => (frame < 2 ? 0 : 16)),
    totalSize: Float64Array.from({ length: count + 2 }, (_, frame) => (frame < 2 ? count * 16 : 16)),
    totalMaxSize: Float64Array.from({ length: count + 2 }, (_, frame) => (frame < 2 ? count * 16 : 16)),
    selfCount: new Uint32Array(count + 2),
    totalCount: new Uint32Array(count + 2),
  };
  expect(drawn(laidOut(table, {}))).toEqual(["0-100 All roots", "0-100 list", "0-100 (500000 more)"]);
  const boxes = laidOut(table, { zoom: { from: 0.5, to: 0.500004 } });
  expect(drawn(boxes)[2]).toBe("0-50 item | 50-100 item");
  expect([...boxes.frame.subarray(2, 4)]).toEqual([count / 2 + 2, count / 2 + 3]);
  const byName = laidOut(table, { arrangement: arrangementOf(table, "size", "name"), zoom: { from: 0.2, to: 0.7 } });
  expect(byName.count).toBe(3);
  expect(boxIndexOfFrame(byName, 2, 200_000)).toBe(2);
});

interface NaiveBox {
  readonly box: number;
  /** Exact. */
  readonly left: number;
  readonly right: number;
}

/** Every sibling list below the focus whose parents are all wide enough, in order, with exact edges, whatever the view shows of it. */
function naiveSiblings({ arrangement, focus, zoom, width }: IcicleView): { row: number; boxes: NaiveBox[] }[] {
  const { frames: table, totals } = arrangement;
  const total = totals[focus]!;
  const scale = total > 0 ? width / (total * (zoom.to - zoom.from)) : 0;
  const lists: { row: number; boxes: NaiveBox[] }[] = [];
  const left = -zoom.from * total * scale;
  const open = [{ box: focus, left, right: left + total * scale, row: boxPathOf(table, focus).length - 1 }];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    const record = arrangement.recordOf(tailOf(table, parent.box));
    let x = parent.left;
    const boxes = [...arrangement.list.subarray(record + 1, record + 1 + arrangement.list[record]!)].map((box) => {
      const placed = { box, left: x, right: x + totals[box]! * scale };
      x = placed.right;
      return placed;
    });
    lists.push({ row: parent.row + 1, boxes });
    for (const box of boxes) {
      const isInView = box.right > 0 && box.left < width;
      if (isInView && box.right - box.left >= 1) open.push({ ...box, row: parent.row + 1 });
    }
  }
  return lists;
}

test("agrees with a layout that places every box, by each measure and order, under any zoom", () => {
  let runs = 0;
  for (let seed = 1; seed <= 120; seed++) {
    const random = randomFrom(seed);
    const table = withRanges(randomFrames(seed, 150), seed);
    const measure = (["size", "max-size", "count"] as const satisfies Measure[])[seed % 3]!;
    const order = (["size", "name"] as const satisfies Order[])[seed % 2]!;
    const arrangement = arrangementOf(table, measure, order);
    const span = seed % 4 === 0 ? 1 : random() ** 3;
    const zoom: Zoom = createZoom(random() * (1 - span), span);
    const focus = seed % 5 === 0 ? headOf(table, Math.floor(random() * table.count)) : TOP_BOX;
    const width = [30, 100, 700][Math.floor(random() * 3)]!;
    const view = { arrangement, focus, zoom, width, firstRow: 0, endRow: 400 };
    const boxes = layoutIcicle(view);
    const unseen = new Set(Array.from({ length: boxes.count }, (_, box) => box));
    const focusRow = rowOf(arrangement, focus);
    for (let row = 0; row <= focusRow; row++) unseen.delete(boxes.rowStart[row]!);
    for (const { row, boxes: siblings } of naiveSiblings(view)) {
      for (const { box, left, right } of siblings) {
        if (right <= 1e-6 || left >= width - 1e-6) continue;
        const index = boxIndexOfFrame(boxes, row, box);
        const isWide = right - left >= 1;
        if (Math.abs(right - left - 1) < 1e-6) continue;
        const pixels = Math.round(Math.min(width, right)) - Math.round(Math.max(0, left));
        if (isWide && pixels > 0) {
          expect(boxes.frame[index]).toBe(box);
          expect(boxes.flags[index]! & BOX_MORE).toBe(0);
          expect(Math.abs(boxes.left[index]! - Math.max(0, left))).toBeLessThanOrEqual(0.5 + 1e-6);
          expect(Math.abs(boxes.right[index]! - Math.min(width, right))).toBeLessThanOrEqual(0.5 + 1e-6);
          unseen.delete(index);
        } else if (index >= 0) {
          /* Its pixels are those of the box it stands in, and all in there are narrow and beside each other. */
          expect(boxes.left[index]).toBeLessThanOrEqual(Math.round(Math.max(0, left)));
          expect(boxes.right[index]).toBeGreaterThanOrEqual(Math.round(Math.min(width, right)));
          unseen.delete(index);
        } else {
          expect(pixels).toBe(0);
        }
      }
      for (let box = boxes.rowStart[row] ?? 0; box < (boxes.rowStart[row + 1] ?? 0); box++) {
        const at = siblings.findIndex((sibling) => sibling.box === boxes.frame[box]);
        if (at < 0 || (boxes.flags[box]! & BOX_MORE) === 0) continue;
        runs++;
        const run = siblings.slice(at, at + boxes.to[box]! - boxes.from[box]!);
        for (const { left, right } of run) expect(right - left).toBeLessThan(1 + 1e-6);
        const next = siblings[at + run.length];
        if (next !== undefined && next.left < width - 1e-6) expect(next.right - next.left).toBeGreaterThan(1 - 1e-6);
      }
    }
    expect(unseen).toEqual(new Set());
    expect(boxes.rowStart.length - 1).toBe(rowCountOf(view));
  }
  expect(runs).toBeGreaterThan(100);
});

test("the uncertain part stands at the right, in proportion, and is cut off with its box", () => {
  const table: FrameTable = { ...frames, totalMaxSize: frames.totalSize.slice() };
  table.totalMaxSize[TOP_BOX]! *= 2;
  const arrangement = arrangementOf(table, "max-size", "size");
  const whole = laidOut(table, { arrangement, endRow: 2 });
  expect([...whole.uncertain.subarray(0, 2)]).toEqual([50, 40]);
  expect([whole.left[1], whole.right[1]]).toEqual([0, 40]);
  const part = (from: number, to: number) =>
    laidOut(table, { arrangement, zoom: { from, to }, endRow: 1 }).uncertain[0];
  expect(part(0.25, 0.75)).toBe(50);
  expect(part(0, 0.5)).toBe(100);
  expect(part(0.75, 1)).toBe(0);
  expect(laidOut(table, { arrangement: arrangementOf(table, "count", "size"), endRow: 1 }).uncertain[0]).toBe(100);
});

test("the boxes of a row stand side by side, within the view", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const table = withRanges(randomFrames(seed, 300), seed);
    const arrangement = arrangementOf(table, "size", seed % 2 === 0 ? "size" : "name");
    const boxes = laidOut(table, { arrangement, width: 90, zoom: createZoom(0.1 * (seed % 9), 0.1), endRow: 40 });
    for (let row = 0; row + 1 < boxes.rowStart.length; row++) {
      let x = 0;
      for (let box = boxes.rowStart[row]!; box < boxes.rowStart[row + 1]!; box++) {
        expect(boxes.left[box]).toBeGreaterThanOrEqual(x);
        expect(boxes.right[box]).toBeGreaterThanOrEqual(boxes.left[box]!);
        x = boxes.right[box]!;
      }
      expect(x).toBeLessThanOrEqual(90);
    }
  }
});

test("the hit test finds what a look at every box finds", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const table = randomFrames(seed, 200);
    const zoom = seed % 2 === 0 ? WHOLE : createZoom(0.3, 0.2);
    const boxes = laidOut(table, { width: 120, zoom, firstRow: 1, endRow: 12 });
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
  for (const order of ["size", "name"] as const) {
    const table = randomFrames(7, 400);
    const boxes = laidOut(table, { arrangement: arrangementOf(table, "size", order), width: 60, endRow: 30 });
    for (let box = 0; box < boxes.count; box++) {
      const row = rowOf(boxes.arrangement, boxes.frame[box]!);
      expect(boxIndexOfFrame(boxes, row, boxes.frame[box]!)).toBe(box);
      for (let place = boxes.from[box]!; place < boxes.to[box]!; place++) {
        if (row > 0) expect(boxIndexOfFrame(boxes, row, boxes.arrangement.list[place]!)).toBe(box);
      }
    }
  }
});

test("in a comparison a chain is one box, and all others stand where they would without it", () => {
  let joined = 0;
  let compared = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const random = randomFrom(seed);
    const after = withRanges(randomFrames(seed, 200), seed);
    const { frames: table, changes } = diffFrames([beforeGrowth(after, seed), after], "growth");
    const measure = (["size", "max-size", "count"] as const satisfies Measure[])[seed % 3]!;
    const order = (["size", "name"] as const satisfies Order[])[seed % 2]!;
    const apart = new Arrangement(table, measure, order);
    const together = new Arrangement(table, measure, order, changes);
    const chains = together.chains!;
    const span = seed % 4 === 0 ? 1 : random() ** 2;
    const zoom = createZoom(random() * (1 - span), span);
    const focus = seed % 5 === 0 ? headOf(table, Math.floor(random() * table.count)) : TOP_BOX;
    const view = { focus, zoom, width: [30, 100, 700][seed % 3]!, firstRow: 0, endRow: 400 };
    const boxes = layoutIcicle({ ...view, arrangement: together });
    const boxesApart = layoutIcicle({ ...view, arrangement: apart });
    expect(boxes.rowStart.length - 1).toBe(rowCountOf({ ...view, arrangement: together }));
    for (let i = 0; i < boxesApart.count; i++) {
      const box = boxesApart.frame[i]!;
      if ((boxesApart.flags[i]! & BOX_MORE) !== 0) continue;
      const row = rowOf(together, box);
      const drawnAt = boxIndexOfFrame(boxes, row, box);
      expect(drawnAt).toBeGreaterThanOrEqual(0);
      if (box !== chains.topOf(box) && box !== focus) {
        joined++;
        expect(drawnAt).toBe(boxIndexOfFrame(boxes, row, chains.topOf(box)));
      } else {
        compared++;
        expect([boxes.left[drawnAt], boxes.right[drawnAt]]).toEqual([boxesApart.left[i], boxesApart.right[i]]);
        const middle = Math.floor((boxes.left[drawnAt]! + boxes.right[drawnAt]!) / 2);
        expect(boxIndexAt(boxes, row, middle)).toBe(drawnAt);
      }
    }
  }
  expect(joined).toBeGreaterThan(500);
  expect(compared).toBeGreaterThan(3000);
});
