import { expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";

const doubtOf = (items: object[]) => {
  const { totalSize, maxTotalSize } = takeSnapshot({ roots: { items }, layout: "chrome" });
  return maxTotalSize - totalSize;
};
const points = (yOf: (i: number) => unknown) => Array.from({ length: 10_000 }, (_, i) => ({ x: i, y: yOf(i) }));

test("where a field is a double in some objects of a shape, the integers of the others may have a box each", () => {
  const integers = doubtOf(points((i) => i));
  expect(doubtOf(points((i) => i + 0.5))).toBe(integers);
  expect(doubtOf(points((i) => (i % 2 === 0 ? i : i + 0.5))) - integers).toBe(10_000 * (12 / 2));
});

test("objects of another shape have representations of their own", () => {
  const others = Array.from({ length: 10_000 }, (_, i) => ({ y: i, x: i }));
  const apart = doubtOf(points((i) => i + 0.5)) + doubtOf(others);
  expect(doubtOf([...points((i) => i + 0.5), ...others])).toBeLessThanOrEqual(apart);
});
