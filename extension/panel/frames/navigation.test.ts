import { expect, test } from "vitest";
import { arrangementOf } from "./arrangement.ts";
import { headOf, isInside, TOP_BOX } from "./box.ts";
import { chainOf, framesOf } from "./frames.fixture.ts";
import { boxTowards, focusToShow, trailTo } from "./navigation.ts";

const frames = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 900
      field user 4
        type User 50
      field count 4
  root other 10
`);
const arrangement = arrangementOf(frames, "size", "size");
const [STORE, OBJECT, ITEMS, USER, COUNT, OTHER] = [1, 2, 3, 5, 7, 8];

test("arrow keys go to the first child, the parent and the siblings, and stay where there is none", () => {
  expect(boxTowards(arrangement, TOP_BOX, "down")).toBe(STORE);
  expect(boxTowards(arrangement, OBJECT, "down")).toBe(ITEMS);
  expect(boxTowards(arrangement, ITEMS, "right")).toBe(USER);
  expect(boxTowards(arrangement, USER, "right")).toBe(COUNT);
  expect(boxTowards(arrangement, COUNT, "right")).toBe(COUNT);
  expect(boxTowards(arrangement, COUNT, "left")).toBe(USER);
  expect(boxTowards(arrangement, ITEMS, "left")).toBe(ITEMS);
  expect(boxTowards(arrangement, ITEMS, "up")).toBe(OBJECT);
  expect(boxTowards(arrangement, ITEMS, "down")).toBe(ITEMS);
  expect(boxTowards(arrangement, TOP_BOX, "up")).toBe(TOP_BOX);
  expect(boxTowards(arrangement, STORE, "right")).toBe(OTHER);
});

test("arrow keys follow the order shown", () => {
  const byName = arrangementOf(frames, "size", "name");
  expect(boxTowards(byName, OBJECT, "down")).toBe(COUNT);
  expect(boxTowards(byName, COUNT, "right")).toBe(ITEMS);
  expect(boxTowards(byName, ITEMS, "left")).toBe(COUNT);
  expect(boxTowards(byName, STORE, "left")).toBe(OTHER);
});

test("a trail holds the steps inwards only", () => {
  let trail = trailTo(frames, [TOP_BOX], STORE);
  trail = trailTo(frames, trail, ITEMS);
  expect(trail).toEqual([TOP_BOX, STORE, ITEMS]);
  expect(trailTo(frames, trail, USER)).toEqual([TOP_BOX, STORE, USER]);
  expect(trailTo(frames, trail, STORE)).toEqual([TOP_BOX, STORE]);
  expect(trailTo(frames, trail, TOP_BOX)).toEqual([TOP_BOX]);
  expect(trailTo(frames, trail, OTHER)).toEqual([TOP_BOX, OTHER]);
});

test("to show a box the focus stays if it will do, else opens only as far as needed", () => {
  expect(focusToShow(arrangement, TOP_BOX, ITEMS, 0.02)).toBe(TOP_BOX);
  expect(focusToShow(arrangement, STORE, ITEMS, 0.02)).toBe(STORE);
  expect(focusToShow(arrangement, USER, ITEMS, 0.02)).toBe(TOP_BOX);
  expect(focusToShow(arrangement, TOP_BOX, COUNT, 0.02)).toBe(COUNT);
  const deep = chainOf(5000);
  const box = headOf(deep, deep.count - 1);
  const focus = focusToShow(arrangementOf(deep, "size", "size"), TOP_BOX, box, 0.1);
  expect(isInside(deep, box, focus)).toBe(true);
  expect(deep.totalSize[box]! / deep.totalSize[focus]!).toBeCloseTo(0.1);
});
