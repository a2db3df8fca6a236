import type { VersionSpan } from "./calibrated-versions.ts";
import * as spiderMonkey from "./spider-monkey.ts";

/** Sizes in which the calibrated versions of an engine differ, or may. */
export interface VersionedSizes {
  readonly dateSize: number;
  /** The data that belong to a RegExp before its first use. */
  readonly regExpDataSize: number;
  readonly arrayBufferSize: number;
  readonly typedArraySize: number;
  readonly dataViewSize: number;
}

/** V8 with pointer compression, V8 without, SpiderMonkey. */
export type LayoutName = "chrome" | "node" | "firefox";

/** Sizes in which all calibrated versions of an engine agree. */
export interface FixedSizes {
  readonly name: LayoutName;
  /** P. */
  readonly wordSize: 4 | 8;
  /** Largest integer that fits a tagged word (Smi); larger ones are boxed. */
  readonly maxSmi: number;
  readonly minSmi: number;
  /** HeapNumber: map + 8. heap-number.tq. 0 where each number fits a word. */
  readonly heapNumberSize: number;
  /** map, properties-or-hash, elements. js-objects.h */
  readonly objectHeaderSize: number;
  /** In-object words that an object without properties still has. kInitialGlobalObjectUnusedPropertiesCount */
  readonly emptyObjectSlots: number;
  readonly arrayHeaderSize: number;
  readonly mapHeaderSize: number;
  readonly weakMapHeaderSize: number;
  readonly functionSize: number;
  /** A function with a prototype slot: `function`, `class`, generators. js-function.tq */
  readonly functionWithPrototypeSize: number;
  readonly symbolSize: number;
  readonly regExpSize: number;
  readonly promiseSize: number;
  readonly errorSize: number;
  readonly weakRefSize: number;
  /** `new Number(1)` */
  readonly boxedSize: number;
  readonly boundFunctionSize: number;
  readonly wasmTableSize: number;
  /** Typed arrays up to this many bytes keep their contents on the heap. kMaxSizeInHeap, js-array-buffer.h */
  readonly typedArrayInHeapLimit: number;
  /** Two words of getter and setter beside a map. */
  readonly accessorPairSize: number;
  readonly stringHeaderSize: number;
  /** A string made of two others, or cut out of one: it refers to them. string.tq */
  readonly indirectStringSize: number;
  /**
   * A string of the browser: the object, and the header of the characters, which lie elsewhere. 0 if there are none.
   */
  readonly externalStringSize: number;
}

/**
 * Bytes that an engine takes for its objects, as pure functions of counts. What is said here is V8's, and spider-monkey.ts has the other one. P is the tagged word: 4 with
 * pointer compression (Chrome), 8 without (Node). Sources name the file in V8's tree that fixes the formula. Where the versions that the engine may be differ, the size is the least.
 */
export interface Layout extends FixedSizes, VersionedSizes {
  /** What they are at most. */
  readonly most: VersionedSizes;
  /** Which of the calibrated versions of Chromium the objects of a browser are sized for. */
  readonly chromium: VersionSpan;
}

/** Whether a number fits a tagged word (Smi); any other has a box, where it is not stored as a double. */
export function isSmallInteger({ maxSmi, minSmi, heapNumberSize }: FixedSizes, value: number): boolean {
  if ((value | 0) === value && value <= maxSmi && value >= minSmi && (value !== 0 || 1 / value > 0)) return true;
  return heapNumberSize === 0;
}

/** Whether it is SpiderMonkey's. */
export function isSpiderMonkey({ name }: FixedSizes): boolean {
  return name === "firefox";
}

/* Taken at load: a page may replace members of Math while it is measured. */
const { ceil, clz32, max, min } = Math;

function alignUp(bytes: number, word: number): number {
  return ceil(bytes / word) * word;
}

/** Smallest power of two ≥ n; 1 for n ≤ 1. For counts up to 2^31. Shifted, because the engine calls the C library for `**`. */
function powerOfTwoFrom(n: number): number {
  return n <= 1 ? 1 : (1 << (32 - clz32(n - 1))) >>> 0;
}

/** FixedArray of tagged words; the empty one is shared and free. */
export function fixedArraySizeOf(layout: Layout, capacity: number): number {
  return capacity === 0 ? 0 : 2 * layout.wordSize + layout.wordSize * capacity;
}

/** FixedDoubleArray: numbers inline, without boxes. Padded to a word. */
export function doubleArraySizeOf(layout: Layout, capacity: number): number {
  return capacity === 0 ? 0 : 2 * layout.wordSize + 8 * capacity;
}

/** HashTable::ComputeCapacity: room for half as many again, a power of two, 4 at least. */
export function hashTableCapacityOf(entries: number): number {
  return max(4, powerOfTwoFrom(entries + (entries >> 1)));
}

/** NameDictionary: the properties of an object in dictionary mode. */
export function nameDictionarySizeOf(layout: Layout, properties: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.dictionarySizeOf(properties);
  return 2 * layout.wordSize + layout.wordSize * (6 + 3 * hashTableCapacityOf(properties));
}

/** The values of an object that may be a dictionary, without their keys. */
export function valuesSizeOf(layout: Layout, properties: number): number {
  return isSpiderMonkey(layout) ? spiderMonkey.valuesSizeOf(properties) : layout.wordSize * properties;
}

/** NumberDictionary: sparse elements. */
export function numberDictionarySizeOf(layout: Layout, elements: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.sparseItemsSizeOf(elements);
  return 2 * layout.wordSize + layout.wordSize * (4 + 3 * hashTableCapacityOf(elements));
}

/** Entries for which an ordered hash table of `live` entries has room: a power of two, 4 at least. ordered-hash-table.h */
export function orderedTableCapacityOf(live: number): number {
  return max(4, powerOfTwoFrom(live));
}

/** OrderedHashMap: three words an entry (key, value, chain), a bucket for two entries, three words of bookkeeping. */
export function mapTableSizeOf(layout: Layout, live: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.tableRoomOf(live, spiderMonkey.MAP_ENTRY_SIZE).least;
  const capacity = orderedTableCapacityOf(live);
  return 2 * layout.wordSize + layout.wordSize * (3 + capacity / 2 + 3 * capacity);
}

/** OrderedHashSet: as the map, without values. */
export function setTableSizeOf(layout: Layout, live: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.tableRoomOf(live, spiderMonkey.SET_ENTRY_SIZE).least;
  const capacity = orderedTableCapacityOf(live);
  return 2 * layout.wordSize + layout.wordSize * (3 + capacity / 2 + 2 * capacity);
}

/** EphemeronHashTable of a WeakMap or WeakSet with room for `capacity` entries; 4 when new. */
export function weakTableSizeOf(layout: Layout, capacity: number): number {
  if (isSpiderMonkey(layout)) return 0;
  return 2 * layout.wordSize + layout.wordSize * (3 + 2 * capacity);
}

/** Sequential string: header and one or two bytes a character, padded to a word. string.tq */
export function stringSizeOf(layout: Layout, length: number, bytesPerCharacter: 1 | 2): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.leastStringSizeOf(length, length * bytesPerCharacter);
  return alignUp(layout.stringHeaderSize + length * bytesPerCharacter, layout.wordSize);
}

/** BigInt: header and 64-bit digits. */
export function bigIntSizeOf(layout: Layout, bits: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.bigIntSizeOf(bits);
  return (layout.wordSize === 4 ? 8 : 16) + 8 * ceil(bits / 64);
}

/** With more properties every object is a dictionary. kMaxNumberOfDescriptors */
export const MAX_FAST_FIELDS = 1020;

/** Elements of an object with `count` integer keys up to `maxIndex`: the smaller of the two ways V8 stores them. */
export function indexedPropertiesSizeOf(layout: Layout, count: number, maxIndex: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.sparseItemsSizeOf(count);
  return min(fixedArraySizeOf(layout, maxIndex + 1), numberDictionarySizeOf(layout, count));
}

/** PropertyArray: fields that do not fit the object, in steps of three. kFieldsAdded */
export function propertyArraySizeOf(layout: Layout, fields: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.addedSlotsSizeOf(fields);
  return fields === 0 ? 0 : 2 * layout.wordSize + layout.wordSize * 3 * ceil(fields / 3);
}

/** ByteArray: contents of a small typed array on the heap. */
export function byteArraySizeOf(layout: Layout, byteLength: number): number {
  if (isSpiderMonkey(layout)) return spiderMonkey.fixedBytesSizeOf(byteLength);
  return alignUp(2 * layout.wordSize + byteLength, layout.wordSize);
}
