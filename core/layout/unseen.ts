/**
 * What objects may take besides the least, where the engine's choice leaves no trace in JavaScript: bytes, at most. Not covered, because
 * nothing bounds it or it is rare: see README.md beside this file.
 */
import {
  doubleArraySizeOf,
  fixedArraySizeOf,
  hashTableCapacityOf,
  indexedPropertiesSizeOf,
  isSpiderMonkey,
  type Layout,
  nameDictionarySizeOf,
  numberDictionarySizeOf,
  orderedTableCapacityOf,
  propertyArraySizeOf,
  stringSizeOf,
} from "./layout.ts";
import * as spiderMonkey from "./spider-monkey.ts";

const { ceil, max, min, clz32 } = Math;

/** Below this capacity a hash table does not shrink. HashTable::kMinShrinkCapacity */
const LEAST_SHRUNK_CAPACITY = 16;
/** Between two indices of an object that has room for all up to the larger. JSObject::kMaxGap */
const MAX_GAP = 1024;
/** Up to this length the new array is not held against a dictionary. JSObject::kMaxUncheckedFastElementsLength */
const MAX_UNCHECKED_LENGTH = 5000;
/** Arrays that are made longer at once are dictionaries. kMaxFastArrayLength */
export const MAX_FAST_LENGTH = 32 * 1024 * 1024;
/** One that grew item by item may be longer, up to this. */
export const MAX_GROWN_LENGTH = 4 * MAX_FAST_LENGTH;
/** Strings of fewer characters are never joined of others, nor cut out of one. ConsString::kMinLength, SlicedString::kMinLength */
const MIN_JOINED_LENGTH = 13;
/** Of an object that was `{}`; or the header of an array for later fields and its steps of three. */
const MAX_SPARE_WORDS = 4;
/** The first instances of a class have room for more fields than the constructor has shown. JSFunction::CalculateExpectedNofProperties */
const TRACKED_SPARE_WORDS = 8;
/** Once there are so many they are trimmed. Map::kSlackTrackingCounterStart */
const TRACKED_INSTANCES = 7;
/** With so many keys that are computed, or copied by `Object.assign`, an object is in dictionary mode. Map::TooManyFastProperties */
const MANY_FIELDS = 20;
const USUAL_NAME_LENGTH = 12;
/** Objects of one shape in which a deleted key, or a last element, is allowed for. */
const FEW_OBJECTS = 512;

/** Largest power of two ≤ n; 1 for n < 1. */
function powerOfTwoTo(n: number): number {
  return n < 1 ? 1 : (1 << (31 - clz32(n))) >>> 0;
}

/** Room of a hash table from which entries were deleted: it shrinks once a quarter of it is used. HashTable::ComputeCapacityWithShrink */
function hashTableMaxCapacityOf(entries: number): number {
  return max(LEAST_SHRUNK_CAPACITY, powerOfTwoTo(4 * entries));
}

/** A NameDictionary from which keys were deleted. */
export function maxNameDictionarySizeOf(layout: Layout, properties: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.mostDictionarySizeOf(properties);
  return max(nameDictionarySizeOf(layout, properties), layout.wordSize * (8 + 3 * hashTableMaxCapacityOf(properties)));
}

/** A NumberDictionary from which keys were deleted. */
export function unseenNumberDictionarySizeOf(layout: Layout, elements: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.mostSparseItemsSizeOf(elements);
  return max(numberDictionarySizeOf(layout, elements), layout.wordSize * (6 + 3 * hashTableMaxCapacityOf(elements)));
}

/** The table of a WeakMap of which entries were deleted, besides room for those it has. */
export function unseenWeakTableSizeOf(layout: Layout, entries: number): number {
  if (isSpiderMonkey(layout)) return 0;
  const capacity = hashTableCapacityOf(entries);
  return 2 * layout.wordSize * (max(capacity, hashTableMaxCapacityOf(entries)) - capacity);
}

/** Objects of one shape, as far as their header is concerned. */
export interface ObjectsOfShape {
  /** Whether they are of no class but the engine's Object. */
  readonly isPlain: boolean;
  /** Those without one are always in dictionary mode when new. */
  readonly hasPrototype: boolean;
  readonly headerSize: number;
  readonly fields: number;
  /** Whether getters or setters are among the fields. */
  readonly hasAccessors: boolean;
  /** Whether they are arrays without elements. */
  readonly isEmptyArray: boolean;
  /** How many there are. */
  readonly count: number;
}

/**
 * An object besides its header and a word for each field, on average over those of its shape.
 *
 * Objects with the same list of keys share a hidden class, unless they are in dictionary mode: without a prototype, with a getter or setter in their
 * literal, with many computed keys, or after `delete`. The last leaves no trace: it is allowed for in so many of each shape. Other objects
 * have at most a few spare words: `{}` has four, fields that came later an array with a header of two words and up to two to spare.
 */
export function unseenObjectSizeOf(
  layout: Layout,
  { isPlain, hasPrototype, headerSize, fields, hasAccessors, isEmptyArray, count }: ObjectsOfShape,
): number {
  const { wordSize } = layout;
  const spare = (fields === 0 ? 0 : MAX_SPARE_WORDS) + (count < TRACKED_INSTANCES ? TRACKED_SPARE_WORDS : 0);
  const fast = spare * wordSize;
  if (count === 0) return fast;
  const few = min(count, FEW_OBJECTS);
  /* Room for sixteen is not given back when the last is taken out. */
  if (isEmptyArray) return fast + ceil((few * doubleArraySizeOf(layout, maxCapacityOf(0))) / count);
  if (headerSize !== layout.objectHeaderSize) return fast;
  const dictionary = maxNameDictionarySizeOf(layout, fields) - wordSize * fields;
  /* Names are known to a hidden class; to dictionaries they belong, but all of the shape share them. */
  const names = (fields * stringSizeOf(layout, USUAL_NAME_LENGTH, 1)) / count;
  if (hasAccessors || !hasPrototype || (isPlain && fields >= MANY_FIELDS)) {
    return ceil(dictionary + names);
  }
  return ceil((few * dictionary + (count - few) * fast) / count + names);
}

/** The values bound to a function: up to four. */
export function unseenBoundArgumentsSizeOf(layout: Layout): number {
  return fixedArraySizeOf(layout, 4);
}

/** The data of a RegExp that was used take more than those of a new one. */
export function maxRegExpDataSizeOf({ most, wordSize }: Layout): number {
  return most.regExpDataSize + 10 * wordSize;
}

/** What Node files with a Promise: numbers by which to follow it. */
export function unseenPromiseSizeOf(layout: Layout): number {
  return layout.name === "node" ? propertyArraySizeOf(layout, 2) + 2 * layout.heapNumberSize : 0;
}

/**
 * A string of `size` bytes: joined of three others, or kept by the browser. Short ones are copied. Once a walk has read a joined text, its
 * pieces are free, and one indirect string is left.
 */
export function unseenStringSizeOf(layout: Layout, size: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.unseenStringSizeOfLeast(size);
  if (size < stringSizeOf(layout, MIN_JOINED_LENGTH, 1)) return 0;
  return max(3 * layout.indirectStringSize, layout.externalStringSize - layout.stringHeaderSize);
}

/** Capacity of an array after growing, at most. JSObject::NewElementsCapacity */
function grownCapacityOf(length: number): number {
  return 1.5 * length + 16;
}

/** Capacity of an array after `pop`: as much again and 16, where it shrinks. ElementsAccessor::SetLengthImpl */
function maxCapacityOf(length: number): number {
  return 2 * length + 16;
}

/** Elements of an array, besides one word each. */
export function unseenElementsSizeOf(layout: Layout, length: number): number {
  return fixedArraySizeOf(layout, maxCapacityOf(length)) - fixedArraySizeOf(layout, length);
}

/** Elements of an array of doubles, besides eight bytes each. */
export function unseenDoubleElementsSizeOf(layout: Layout, length: number): number {
  return doubleArraySizeOf(layout, maxCapacityOf(length)) - doubleArraySizeOf(layout, length);
}

/** Elements of an array of integers, besides one word each: kept as doubles, perhaps, if there was one among them once. */
export function unseenIntegerElementsSizeOf(layout: Layout, length: number): number {
  const tagged = fixedArraySizeOf(layout, maxCapacityOf(length));
  return max(tagged, doubleArraySizeOf(layout, grownCapacityOf(length))) - fixedArraySizeOf(layout, length);
}

/** `count` elements of an array with holes, at most. Room for all of a length is made by `new Array(length)`, and kept however few are there. */
export function maxHoleyElementsSizeOf(layout: Layout, count: number, length: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.mostHoleySizeOf(count, length);
  if (length > MAX_FAST_LENGTH) return unseenNumberDictionarySizeOf(layout, count);
  const asArray = isDenseEnough(count, length)
    ? fixedArraySizeOf(layout, length) + unseenIntegerElementsSizeOf(layout, length)
    : fixedArraySizeOf(layout, length);
  return max(asArray, unseenNumberDictionarySizeOf(layout, count));
}

/** Whether an object that grew index by index may have room for all of a length. JSObject::ShouldConvertToSlowElements, DictionaryElementsAccessor */
function isDenseEnough(count: number, length: number): boolean {
  return length <= MAX_GAP * count && length <= max(MAX_UNCHECKED_LENGTH, 12 * hashTableCapacityOf(count));
}

/** Index keys of an object: as an array with room for all of them, or as a dictionary. */
export function unseenIndexedSizeOf(layout: Layout, count: number, maxIndex: number): number {
  return mostIndexedSizeOf(layout, count, maxIndex) - indexedPropertiesSizeOf(layout, count, maxIndex);
}

function mostIndexedSizeOf(layout: Layout, count: number, maxIndex: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.mostIndexedSizeOf(count, maxIndex);
  const length = maxIndex + 1;
  const dictionary = unseenNumberDictionarySizeOf(layout, count);
  return isDenseEnough(count, length)
    ? max(dictionary, doubleArraySizeOf(layout, grownCapacityOf(length)))
    : dictionary;
}

/** An ordered table halves once less than a quarter of it is used. OrderedHashTable::Shrink */
function orderedTableMaxCapacityOf(live: number): number {
  return max(4, powerOfTwoTo(4 * live));
}

/** The table of a Map from which entries were deleted. */
export function unseenMapTableSizeOf(layout: Layout, live: number): number {
  if (isSpiderMonkey(layout)) return unseenTableSizeOf(live, spiderMonkey.MAP_ENTRY_SIZE);
  return 3.5 * layout.wordSize * (orderedTableMaxCapacityOf(live) - orderedTableCapacityOf(live));
}

/** The table of a Set from which members were deleted. */
export function unseenSetTableSizeOf(layout: Layout, live: number): number {
  if (isSpiderMonkey(layout)) return unseenTableSizeOf(live, spiderMonkey.SET_ENTRY_SIZE);
  return 2.5 * layout.wordSize * (orderedTableMaxCapacityOf(live) - orderedTableCapacityOf(live));
}

function unseenTableSizeOf(live: number, entrySize: number): number {
  const { least, most } = spiderMonkey.tableRoomOf(live, entrySize);
  return most - least;
}
