/**
 * What objects may take besides the least, where the engine's choice leaves no trace in JavaScript: bytes, at most. Not covered, because nothing bounds it: the
 * text that a piece cut out of it keeps, and fields that other instances of the same class have.
 */
import {
  doubleArraySizeOf,
  fixedArraySizeOf,
  indexedPropertiesSizeOf,
  type Layout,
  nameDictionarySizeOf,
  numberDictionarySizeOf,
  orderedTableCapacityOf,
  spareElementsOf,
} from "./layout.ts";

const { max, min, clz32 } = Math;

/** Below this capacity a hash table does not shrink. HashTable::kMinShrinkCapacity */
const LEAST_SHRUNK_CAPACITY = 16;
/** Between two indices of an object that has room for all up to the larger. JSObject::kMaxGap */
const MAX_GAP = 1024;

/** Largest power of two ≤ n; 1 for n < 1. */
function powerOfTwoTo(n: number): number {
  return n < 1 ? 1 : 2 ** (31 - clz32(n));
}

/** Room of a hash table from which entries were deleted: it shrinks once a quarter of it is used. HashTable::ComputeCapacityWithShrink */
function hashTableMaxCapacityOf(entries: number): number {
  return max(LEAST_SHRUNK_CAPACITY, powerOfTwoTo(4 * entries));
}

/** A NameDictionary from which keys were deleted. */
export function maxNameDictionarySizeOf(layout: Layout, properties: number): number {
  return max(nameDictionarySizeOf(layout, properties), layout.wordSize * (8 + 3 * hashTableMaxCapacityOf(properties)));
}

/** A NumberDictionary from which keys were deleted. */
export function unseenNumberDictionarySizeOf(layout: Layout, elements: number): number {
  return max(numberDictionarySizeOf(layout, elements), layout.wordSize * (6 + 3 * hashTableMaxCapacityOf(elements)));
}

/**
 * An object of some fields: in dictionary mode (a key was deleted, keys were computed). That is more than the eight spare words of the first instances of a
 * class, a box for every integer whose field was once a double, or an array for fields that came later.
 */
export function unseenObjectSizeOf(layout: Layout, fields: number): number {
  return maxNameDictionarySizeOf(layout, fields) - layout.wordSize * fields;
}

/** A text: made of others, or cut out of one, or kept by the browser. */
export function unseenStringSizeOf(layout: Layout): number {
  return max(3 * layout.indirectStringSize, layout.externalStringSize - layout.stringHeaderSize);
}

/** Spare words of an array: by growing, half as many again and 16; after `pop`, as many again and 16. ElementsAccessor::SetLengthImpl */
function maxCapacityOf(length: number): number {
  return length + max(spareElementsOf(length), length + 16);
}

/** Elements of an array, besides one word each. */
export function unseenElementsSizeOf(layout: Layout, length: number): number {
  return fixedArraySizeOf(layout, maxCapacityOf(length)) - fixedArraySizeOf(layout, length);
}

/** Elements of an array of numbers: kept as doubles all, or in a box each, besides one word each. */
export function unseenNumberElementsSizeOf(layout: Layout, length: number): number {
  const capacity = maxCapacityOf(length);
  const boxed = fixedArraySizeOf(layout, capacity) + layout.heapNumberSize * length;
  return max(boxed, doubleArraySizeOf(layout, capacity)) - fixedArraySizeOf(layout, length);
}

/** Index keys of an object: as an array with room for all of them, or as a dictionary. */
export function unseenIndexedSizeOf(layout: Layout, count: number, maxIndex: number): number {
  const length = min(maxIndex + 1, MAX_GAP * count);
  const fast = fixedArraySizeOf(layout, length) + unseenNumberElementsSizeOf(layout, length);
  return max(fast, unseenNumberDictionarySizeOf(layout, count)) - indexedPropertiesSizeOf(layout, count, maxIndex);
}

/** An ordered table halves once less than a quarter of it is used. OrderedHashTable::Shrink */
function orderedTableMaxCapacityOf(live: number): number {
  return max(4, powerOfTwoTo(4 * live));
}

/** The table of a Map from which entries were deleted. */
export function unseenMapTableSizeOf(layout: Layout, live: number): number {
  return 3.5 * layout.wordSize * (orderedTableMaxCapacityOf(live) - orderedTableCapacityOf(live));
}

/** The table of a Set from which members were deleted. */
export function unseenSetTableSizeOf(layout: Layout, live: number): number {
  return 2.5 * layout.wordSize * (orderedTableMaxCapacityOf(live) - orderedTableCapacityOf(live));
}
