import { expect, test } from "vitest";
import { inBatches } from "./in-batches.ts";

test.each([0, 1, 9, 10, 11, 95])(
  "each of %i objects is in one batch, and no more are under way than may be",
  async (count) => {
    const seen: number[] = [];
    let underWay = 0;
    let most = 0;
    await inBatches(10, 3, async (first) => {
      most = Math.max(most, ++underWay);
      /* The answers come in another order. */
      for (let i = 0; i < first % 4; i++) await Promise.resolve();
      underWay--;
      const size = Math.max(0, Math.min(10, count - first));
      for (let i = 0; i < size; i++) seen.push(first + i);
      return size;
    });
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(most).toBeLessThanOrEqual(3);
  },
);

test("a failure ends it", async () => {
  const asked: number[] = [];
  const work = inBatches(10, 2, async (first) => {
    asked.push(first);
    if (first === 10) throw new Error("gone");
    await new Promise((resolve) => setTimeout(resolve));
    return 10;
  });
  await expect(work).rejects.toThrow("gone");
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked).toEqual([0, 10]);
});
