import { doubleArraySizeOf, fixedArraySizeOf, type Layout } from "./layout.ts";
import { unseenDoubleElementsSizeOf, unseenElementsSizeOf, unseenIntegerElementsSizeOf } from "./unseen.ts";

/** Bytes of a storage that follow from its number of items: those of the storage, and those for each item, at least and at most. */
export interface StorageSizes {
  readonly size: number;
  readonly maxSize: number;
  readonly itemSize: number;
  readonly itemMaxSize: number;
}

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
  return spareOf((items) => unseenElementsSizeOf(layout, items));
}

/** What an array of doubles may have taken besides. */
export function spareDoublesOf(layout: Layout): StorageSizes {
  return spareOf((items) => unseenDoubleElementsSizeOf(layout, items));
}

/** What an array of integers may have taken besides. */
export function spareIntegersOf(layout: Layout): StorageSizes {
  return spareOf((items) => unseenIntegerElementsSizeOf(layout, items));
}

function spareOf(unseenSizeOf: (items: number) => number): StorageSizes {
  const { size, itemSize } = lineAbove(unseenSizeOf);
  return { size: 0, maxSize: size, itemSize: 0, itemMaxSize: itemSize };
}
