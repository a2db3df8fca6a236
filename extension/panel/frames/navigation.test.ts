import { expect, test } from "vitest";
import { headOf, isInside, parentBoxOf, TOP_BOX } from "./box.ts";
import { chainOf, framesOf, randomFrames } from "./frames.fixture.ts";
import { boxTowards, focusToShow, nextSiblingOf, previousSiblingOf, trailTo } from "./navigation.ts";

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
const [STORE, OBJECT, ITEMS, USER, COUNT, OTHER] = [1, 2, 3, 5, 7, 8];

test("arrow keys go to the largest child, the parent and the siblings, and stay where there is none", () => {
  expect(boxTowards(frames, TOP_BOX, "down")).toBe(STORE);
  expect(boxTowards(frames, OBJECT, "down")).toBe(ITEMS);
  expect(boxTowards(frames, ITEMS, "right")).toBe(USER);
  expect(boxTowards(frames, USER, "right")).toBe(COUNT);
  expect(boxTowards(frames, COUNT, "right")).toBe(COUNT);
  expect(boxTowards(frames, COUNT, "left")).toBe(USER);
  expect(boxTowards(frames, ITEMS, "left")).toBe(ITEMS);
  expect(boxTowards(frames, ITEMS, "up")).toBe(OBJECT);
  expect(boxTowards(frames, ITEMS, "down")).toBe(ITEMS);
  expect(boxTowards(frames, TOP_BOX, "up")).toBe(TOP_BOX);
  expect(boxTowards(frames, STORE, "right")).toBe(OTHER);
});

test("siblings agree with the children of their parent, counted out", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = randomFrames(seed, 200);
    const children = new Map<number, number[]>();
    for (let frame = 1; frame < random.count; frame++) {
      if (headOf(random, frame) !== frame) continue;
      const parent = parentBoxOf(random, frame);
      children.set(parent, [...(children.get(parent) ?? []), frame]);
    }
    for (const siblings of children.values()) {
      siblings.forEach((box, index) => {
        expect(nextSiblingOf(random, box)).toBe(siblings[index + 1] ?? -1);
        expect(previousSiblingOf(random, box)).toBe(siblings[index - 1] ?? -1);
      });
    }
  }
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
  expect(focusToShow(frames, TOP_BOX, ITEMS, 0.02)).toBe(TOP_BOX);
  expect(focusToShow(frames, STORE, ITEMS, 0.02)).toBe(STORE);
  expect(focusToShow(frames, USER, ITEMS, 0.02)).toBe(TOP_BOX);
  expect(focusToShow(frames, TOP_BOX, COUNT, 0.02)).toBe(COUNT);
  const deep = chainOf(5000);
  const box = headOf(deep, deep.count - 1);
  const focus = focusToShow(deep, TOP_BOX, box, 0.1);
  expect(isInside(deep, box, focus)).toBe(true);
  expect(deep.totalSize[box]! / deep.totalSize[focus]!).toBeCloseTo(0.1);
});
