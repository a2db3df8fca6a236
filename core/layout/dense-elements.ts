import { doubleArraySizeOf, fixedArraySizeOf, type Layout } from "./layout.ts";
import { unseenElementsSizeOf, unseenNumberElementsSizeOf } from "./unseen.ts";

/** Bytes of a storage that follow from its number of items: those of the storage, and those for each item, at least and at most. */
export interface StorageSizes {
  readonly size: number;
  readonly maxSize: number;
  readonly itemSize: number;
  readonly itemMaxSize: number;
}

const { max } = Math;
const MANY = 1000;

/** The line through the sizes for one item and for MANY, which runs above those in between. */
function lineAbove(sizeOf: (items: number) => number): { size: number; itemSize: number } {
  const itemSize = (sizeOf(MANY) - sizeOf(1)) / (MANY - 1);
  return { size: sizeOf(1) - itemSize, itemSize };
}

/** Elements of an array that has some. FixedArray */
export function taggedElementsOf(layout: Layout): StorageSizes {
  const { size, itemSize } = lineAbove((items) => fixedArraySizeOf(layout, items));
  return { size, maxSize: size, itemSize, itemMaxSize: itemSize };
}

/** Elements of an array of doubles. FixedDoubleArray */
export function doubleElementsOf(layout: Layout): StorageSizes {
  const { size, itemSize } = lineAbove((items) => doubleArraySizeOf(layout, items));
  return { size, maxSize: size, itemSize, itemMaxSize: itemSize };
}

/** What an array may have taken besides. */
export function spareElementsOf(layout: Layout): StorageSizes {
  const spare = lineAbove((items) => unseenElementsSizeOf(layout, items));
  return { size: 0, maxSize: spare.size, itemSize: 0, itemMaxSize: spare.itemSize };
}

/** What an array of numbers may have taken besides: the larger of the ways to keep them, for few items and for many. */
export function spareNumbersOf(layout: Layout): StorageSizes {
  const few = unseenNumberElementsSizeOf(layout, 1);
  const many = unseenNumberElementsSizeOf(layout, MANY);
  const itemMaxSize = max((many - few) / (MANY - 1), unseenNumberElementsSizeOf(layout, 2) - few);
  return { size: 0, maxSize: few, itemSize: 0, itemMaxSize };
}
