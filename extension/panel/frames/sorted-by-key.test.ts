import { expect, test } from "vitest";
import { randomFrom } from "./frames.fixture.ts";
import { nameRanksOf } from "./name-ranks.ts";
import { sortedByKey } from "./sorted-by-key.ts";

test("agrees with a stable sort", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomFrom(seed);
    const boxes = Uint32Array.from({ length: Math.floor(random() * 60) }, (_, index) => 3 * index);
    const keys = Float64Array.from(boxes, () => Math.floor(random() * 20) - 10);
    const naive = [...boxes].sort((one, other) => keys[one / 3]! - keys[other / 3]!);
    expect([...sortedByKey(boxes, keys)]).toEqual(naive);
  }
});

test("what stands in order stays the same array", () => {
  const boxes = Uint32Array.of(5, 1, 9);
  expect(sortedByKey(boxes, Float64Array.of(-2, 0, 0))).toBe(boxes);
});

test("names rank without regard to case, equal ones equally", () => {
  expect([...nameRanksOf(["b", "A", "a", "__proto__", "b", "B"])]).toEqual([4, 1, 2, 0, 4, 3]);
});
