/**
 * Bytes that SpiderMonkey (Firefox) takes for engine objects, as pure functions of counts: 64-bit words without compression, numbers in their word. Each was measured on
 * Firefox 153 by its own heap snapshot (`ChromeUtils.saveHeapSnapshot`); sources name the file in js/src that fixes the formula.
 */

/* Taken at load: a page may replace members of Math while it is measured. */
const { ceil, clz32, max, min } = Math;

const WORD = 8;
/** shape, slots, elements. vm/NativeObject.h */
const OBJECT_HEADER = 24;
/** flags, initialized length, capacity and length. ObjectElements */
const ELEMENTS_HEADER_WORDS = 2;
/** capacity, span of a dictionary and identity. ObjectSlots */
const SLOTS_HEADER_WORDS = 2;
const LEAST_SLOTS_WORDS = 8;
/** Words of an object that are part of it: 0, 2, 4, 6, 8, 12 or 16. gc/AllocKind.h */
const MAX_FIXED_SLOTS = 16;
/** Elements up to this length are part of the array, whose words hold their header, too. */
const MAX_FIXED_ELEMENTS = MAX_FIXED_SLOTS - ELEMENTS_HEADER_WORDS;
/** Larger buffers are whole pages. */
const PAGE = 4096;
/** Up to this length an array has room for all, however few are there; longer ones where one of eight is. NativeObject::willBeSparseElements */
const HOLEY_LENGTH = 2 ** 17;
/** Of indices below it there is always an array. NativeObject::MIN_SPARSE_INDEX */
const MIN_SPARSE_INDEX = 1000;

function powerOfTwoFrom(n: number): number {
  return n <= 1 ? 1 : 2 ** (32 - clz32(n - 1));
}

function alignUp(bytes: number, step: number): number {
  return ceil(bytes / step) * step;
}

/** A block of slots, elements or entries. gc/BufferAllocator.h */
function bufferSizeOf(bytes: number): number {
  return alignUp(bytes, bytes <= PAGE ? 16 : PAGE);
}

/** A block of bytes of a buffer. memory/build/mozjemalloc.cpp */
function mallocSizeOf(bytes: number): number {
  return alignUp(bytes, bytes <= 512 ? 16 : bytes <= PAGE ? 256 : PAGE);
}

/** Words of the smallest object with room for so many. */
function fixedSlotsOf(words: number): number {
  if (words <= 8) return words + (words & 1);
  return words <= 12 ? 12 : MAX_FIXED_SLOTS;
}

/** A list of slots that doubles. NativeObject::growSlots */
function slotsSizeOf(fields: number): number {
  return WORD * max(LEAST_SLOTS_WORDS, powerOfTwoFrom(fields + SLOTS_HEADER_WORDS));
}

/** An object of so many fields, with as many words in it as take the least room. */
function leastObjectSizeOf(fields: number): number {
  let least = 2 ** 53;
  for (let fixed = 0; fixed <= MAX_FIXED_SLOTS; fixed = fixed < 8 ? fixed + 2 : fixed + 4) {
    const size = OBJECT_HEADER + WORD * fixed + (fields <= fixed ? 0 : slotsSizeOf(fields - fixed));
    if (size < least) least = size;
  }
  return least;
}

/** Room for fields that the constructor did not show, or a list of them besides those in the object. */
function mostObjectSizeOf(fields: number): number {
  let most = OBJECT_HEADER + WORD * fixedSlotsOf(fields + 4);
  for (let fixed = 0; fixed <= MAX_FIXED_SLOTS && fixed < fields; fixed += 2) {
    const size = OBJECT_HEADER + WORD * fixed + slotsSizeOf(fields - fixed);
    if (size > most) most = size;
  }
  return most;
}

/** What an object takes besides what is counted already, at least and at most. */
export interface SlotRoom {
  readonly least: number;
  readonly most: number;
}

/** Objects of one shape in which deleted keys are allowed for: the room for them is not given back. */
const FEW_OBJECTS = 512;

/** An object whose header is that of any object. `fields`: with getters and setters; `words`: those whose word is counted already. */
export function slotRoomOf(fields: number, words: number, count: number): SlotRoom {
  const counted = OBJECT_HEADER + WORD * words;
  const deleted = min(count, FEW_OBJECTS) * slotsSizeOf(4 * (fields + SLOTS_HEADER_WORDS));
  return {
    least: leastObjectSizeOf(fields) - counted,
    most: mostObjectSizeOf(fields) - counted + (count === 0 ? 0 : ceil(deleted / count)),
  };
}

/** An object with words of its engine class, of which one may be free: its other fields have a list. */
export function classSlotRoomOf(fields: number, words: number): SlotRoom {
  return { least: WORD * (max(fields - 1, 0) - words), most: fields === 0 ? 0 : 2 * slotsSizeOf(fields) };
}

/** Fields of a function or an array: a list. */
export function addedSlotsSizeOf(fields: number): number {
  return fields === 0 ? 0 : bufferSizeOf(WORD * (SLOTS_HEADER_WORDS + fields));
}

/** An array of so many items, besides its header, the header of its elements, and a word each. */
export function arrayRoomOf(items: number, isFrozen: boolean): SlotRoom {
  const counted = items === 0 ? 0 : WORD * (ELEMENTS_HEADER_WORDS + items);
  return { least: leastElementsSizeOf(items, isFrozen) - counted, most: mostElementsSizeOf(items) - counted };
}

function leastElementsSizeOf(items: number, isFrozen: boolean): number {
  /* A new array has room for six, one of an unknown length for four. */
  if (items === 0) return WORD * (isFrozen ? 2 : 6);
  if (items <= MAX_FIXED_ELEMENTS) return WORD * fixedSlotsOf(ELEMENTS_HEADER_WORDS + items);
  return bufferSizeOf(WORD * (ELEMENTS_HEADER_WORDS + items));
}

/** Capacity doubles, and `pop` gives nothing back. NativeObject::goodElementsAllocationAmount */
function mostElementsSizeOf(items: number): number {
  return WORD * (ELEMENTS_HEADER_WORDS + powerOfTwoFrom(2 * items + 18));
}

/** Elements up to an index, of which some may be missing: as an array. */
function mostHoleyElementsSizeOf(length: number): number {
  return WORD * (ELEMENTS_HEADER_WORDS + powerOfTwoFrom(length + 18));
}

/** Index keys of an object, or items of an array that are far apart, at least: a slot each. Those with getters, or that cannot be written, are never in an array. */
export function sparseItemsSizeOf(items: number): number {
  return WORD * items;
}

/** The same at most: a list, and the keys in a table of their own. */
export function mostSparseItemsSizeOf(items: number): number {
  return 2 * slotsSizeOf(items) + mostKeysSizeOf(items);
}

export function mostHoleySizeOf(items: number, length: number): number {
  const sparse = mostSparseItemsSizeOf(items);
  return length <= max(HOLEY_LENGTH, 8 * items) ? max(sparse, mostHoleyElementsSizeOf(length)) : sparse;
}

export function mostIndexedSizeOf(count: number, maxIndex: number): number {
  /* Those below have an array beside the list of the others. */
  const sparse = mostSparseItemsSizeOf(count) + mostElementsSizeOf(min(maxIndex, MIN_SPARSE_INDEX));
  return maxIndex < max(MIN_SPARSE_INDEX, 16 * count) ? max(sparse, mostElementsSizeOf(maxIndex + 1)) : sparse;
}

/** The words for the values of an object besides its header. */
export function valuesSizeOf(properties: number): number {
  return leastObjectSizeOf(properties) - OBJECT_HEADER;
}

/** The same of an object with so many keys that it has them for itself; without the table to find them, which comes and goes. */
export function dictionarySizeOf(properties: number): number {
  return valuesSizeOf(properties) + KEYS_SIZE * ceil(properties / KEYS_AT_ONCE);
}

export function mostDictionarySizeOf(properties: number): number {
  return WORD * MAX_FIXED_SLOTS + 2 * slotsSizeOf(properties) + mostKeysSizeOf(properties);
}

/** DictionaryPropMap, PropMapTable. vm/PropMap.h */
const KEYS_AT_ONCE = 8;
const KEYS_SIZE = 128;
const KEY_IN_TABLE = 12;

function mostKeysSizeOf(keys: number): number {
  return KEYS_SIZE * (2 + ceil(keys / KEYS_AT_ONCE)) + KEY_IN_TABLE * powerOfTwoFrom(2 * keys);
}

/** Eight entries for three chains. ds/OrderedHashTable.h */
const ENTRIES_PER_CHAIN = 8 / 3;
const LEAST_CHAINS = 2;

function chainsFor(entries: number): number {
  let chains = LEAST_CHAINS;
  while (((chains * ENTRIES_PER_CHAIN) | 0) < entries) chains *= 2;
  return chains;
}

function tableSizeOf(chains: number, entrySize: number): number {
  return bufferSizeOf(entrySize * ((chains * ENTRIES_PER_CHAIN) | 0) + WORD * chains + 16);
}

/** The table of a Map (24 bytes an entry) or a Set (16), which a new one has not. */
export function tableRoomOf(live: number, entrySize: number): SlotRoom {
  const chains = chainsFor(live);
  const least = live === 0 ? 0 : tableSizeOf(chains, entrySize);
  /* It halves once three of four entries are deleted. */
  return { least, most: tableSizeOf(4 * chains, entrySize) };
}

export const MAP_ENTRY_SIZE = 24;
export const SET_ENTRY_SIZE = 16;

const STRING_HEADER = 24;
/** Characters in the object itself take up to so many bytes, in one of two sizes. vm/StringType.h */
const THIN_STRING_BYTES = 16;
const FAT_STRING_BYTES = 24;

/** A string of so many bytes of characters, at least. Longer ones may be cut out of another, and share its characters. */
export function leastStringSizeOf(length: number, bytes: number): number {
  /* The engine has those of one and two characters. */
  if (length <= 2) return 0;
  if (bytes <= THIN_STRING_BYTES) return STRING_HEADER;
  /* To whole words of four bytes, as shapes of strings differ. */
  return bytes <= FAT_STRING_BYTES ? STRING_HEADER + WORD : STRING_HEADER + bytes - (bytes & 3);
}

/** What it may take besides: the hash and the block of an atom, room to grow, or the parts that it is joined of. */
export function unseenStringSizeOfLeast(least: number): number {
  if (least === 0) return STRING_HEADER;
  if (least === STRING_HEADER) return WORD;
  const bytes = least - STRING_HEADER;
  if (bytes <= FAT_STRING_BYTES) return 2 * THIN_STRING_BYTES;
  return max(4 * STRING_HEADER, powerOfTwoFrom(bytes + 2 * WORD) - bytes);
}

/** One digit is part of the object. vm/BigIntType.h */
export function bigIntSizeOf(bits: number): number {
  const digits = ceil(bits / 64);
  return 16 + (digits <= 1 ? 0 : alignUp(WORD * digits, 16));
}

/** Bytes in a typed array of its own: in its words. */
export function fixedBytesSizeOf(byteLength: number): number {
  const words = ceil(byteLength / WORD);
  return words <= 2 ? 16 : words <= 4 ? 32 : words <= 8 ? 64 : 96;
}

/** What the block for the bytes of a buffer takes besides them. */
export function unseenBufferSizeOf(byteLength: number): number {
  return mallocSizeOf(byteLength) - byteLength + 16;
}

/** Bytes of a standard object that JavaScript cannot look into, by its tag; 0 for one that was not measured. */
export function opaqueSizeOf(tag: string): number {
  switch (tag) {
    case "String Iterator":
    case "Iterator Helper":
    case "DisposableStack":
    case "AsyncDisposableStack":
    case "WebAssembly.Module":
    case "WebAssembly.Global":
    case "WebAssembly.Tag":
      return 40;
    case "Map Iterator":
    case "Set Iterator":
    case "RegExp String Iterator":
    case "Segmenter String Iterator":
    case "Generator":
    case "FinalizationRegistry":
    case "Intl.Collator":
      return 72;
    case "AsyncGenerator":
    case "Intl.NumberFormat":
      return 88;
    case "Intl.DateTimeFormat":
      return 120;
    case "Intl.DurationFormat":
      return 152;
    case "Array Iterator":
    case "Intl.PluralRules":
    case "Intl.ListFormat":
    case "Intl.Segmenter":
    case "Intl.DisplayNames":
    case "Intl.RelativeTimeFormat":
    case "Intl.Locale":
      return 56;
    default:
      return 40;
  }
}

/** What an object of the browser stands for. */
export type PlatformKind = "element" | "text" | "document" | "other";

/** The object that JavaScript has for one of the browser. */
const PLATFORM_OBJECT = 40;
const LARGE_PLATFORM_OBJECT = 56;

/**
 * An object of the browser, given what it takes in Chromium: with Firefox's own object for nodes, which may have no object of JavaScript until a walk asks for it. What Firefox has for others was not
 * measured.
 */
export function platformRoomOf(kind: PlatformKind, most: number): SlotRoom {
  switch (kind) {
    case "element":
      return { least: 144, most: max(688, most) + LARGE_PLATFORM_OBJECT };
    case "text":
      return { least: 128, most: max(144, most) + PLATFORM_OBJECT };
    case "document":
      return { least: 4848, most: 22_896 + LARGE_PLATFORM_OBJECT };
    case "other":
      return { least: min(most, PLATFORM_OBJECT), most };
  }
}
