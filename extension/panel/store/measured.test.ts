import { expect, test } from "vitest";
import { measuredOf } from "./measured.ts";
import { derived } from "./panel.fixture.ts";

const sizes = (totalSize: number, offHeapSize: number, usedHeapSize: number) =>
  measuredOf({ ...derived, totalSize, offHeapSize, usedHeapSize });

test("bytes outside the JS heap are no part of the heap that was measured", () => {
  expect(sizes(3000, 1000, 10_000)).toEqual({
    heapSize: 2000,
    usedHeapSize: 10_000,
    restSize: 8000,
    offHeapSize: 1000,
    isOutdated: false,
  });
});

test("a figure of the browser that is below ours says nothing of the rest", () => {
  expect(sizes(3000, 0, 2999)).toMatchObject({ usedHeapSize: 3000, restSize: 0, isOutdated: true });
});

test("without a figure of the browser there is nothing to compare with", () => {
  expect(sizes(3000, 0, 0)).toBeNull();
});
