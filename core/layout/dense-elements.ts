import { doubleArraySizeOf, fixedArraySizeOf, isSpiderMonkey, type Layout } from "./layout.ts";
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

/** How V8 stores the items of an array, by the values among them. */
export const ITEMS_TAGGED = 0;
/** Small integers alone: words, or doubles if the array held one before. */
export const ITEMS_INTEGERS = 1;
/** Numbers alone, and at least one that is not a small integer: eight bytes each, without boxes. */
export const ITEMS_DOUBLES = 2;
export type ItemsKind = typeof ITEMS_TAGGED | typeof ITEMS_INTEGERS | typeof ITEMS_DOUBLES;

/** `hasOther`: an item is not a number. `hasLargeNumber`: one is a number, but no small integer. */
export function itemsKindOf(hasOther: boolean, hasLargeNumber: boolean): ItemsKind {
  if (hasOther) return ITEMS_TAGGED;
  return hasLargeNumber ? ITEMS_DOUBLES : ITEMS_INTEGERS;
}

/** The `elements` of an array that has items, and the spare capacity that they may have besides. */
export interface DenseElements {
  readonly elements: StorageSizes;
  readonly spare: StorageSizes;
}

/** FixedArray, FixedDoubleArray */
export function denseElementsOf(layout: Layout, kind: ItemsKind): DenseElements {
  /* What it may take besides follows from the length of each: `arrayRoomOf`. */
  if (isSpiderMonkey(layout))
    return { elements: exactly((items) => fixedArraySizeOf(layout, items)), spare: exactly(() => 0) };
  switch (kind) {
    case ITEMS_TAGGED:
      return {
        elements: exactly((items) => fixedArraySizeOf(layout, items)),
        spare: atMost((items) => unseenElementsSizeOf(layout, items)),
      };
    case ITEMS_INTEGERS:
      return {
        elements: exactly((items) => fixedArraySizeOf(layout, items)),
        spare: atMost((items) => unseenIntegerElementsSizeOf(layout, items)),
      };
    case ITEMS_DOUBLES:
      return {
        elements: exactly((items) => doubleArraySizeOf(layout, items)),
        spare: atMost((items) => unseenDoubleElementsSizeOf(layout, items)),
      };
  }
}

function exactly(sizeOf: (items: number) => number): StorageSizes {
  const { size, itemSize } = lineAbove(sizeOf);
  return { size, maxSize: size, itemSize, itemMaxSize: itemSize };
}

function atMost(sizeOf: (items: number) => number): StorageSizes {
  const { size, itemSize } = lineAbove(sizeOf);
  return { size: 0, maxSize: size, itemSize: 0, itemMaxSize: itemSize };
}
