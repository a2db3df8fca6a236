import {
  PLACE_ANY_KEY,
  PLACE_ELEMENTS,
  PLACE_ELEMENTS_UNUSED,
  PLACE_PROPERTIES,
  PLACE_PROPERTIES_KEY,
} from "../graph/standard-places.ts";
import {
  indexedPropertiesSizeOf,
  type Layout,
  MAX_FAST_FIELDS,
  nameDictionarySizeOf,
  propertyArraySizeOf,
  stringSizeOf,
  valuesSizeOf,
} from "../layout/layout.ts";
import { maxNameDictionarySizeOf, unseenIndexedSizeOf } from "../layout/unseen.ts";
import { codeUnitOf, descriptionOf, ownPropertyOf, stringWidthOf } from "../realm/introspect.ts";
import type { Sink } from "../sink/sink.ts";

type Keys = readonly (string | symbol)[];

const MAX_INDEX = 2 ** 32 - 2;
/** Longer descriptions are made in parts of so many steps. */
export const STEPS_AT_ONCE = 4096;
const ZERO = 48;

/** The array index that a key spells; -1 for any other key. V8 keeps values of such keys in `elements`. */
export function indexOfKey(key: string | symbol | undefined): number {
  if (typeof key !== "string") return -1;
  const { length } = key;
  if (length === 0 || length > 10) return -1;
  let index = 0;
  for (let i = 0; i < length; i++) {
    const digit = codeUnitOf(key, i) - ZERO;
    if (digit < 0 || digit > 9 || (digit === 0 && i === 0 && length > 1)) return -1;
    index = index * 10 + digit;
  }
  return index <= MAX_INDEX ? index : -1;
}

/** How many of the keys are array indices: they come first, in ascending order. */
export function countIndexKeys(keys: Keys): number {
  let count = 0;
  while (count < keys.length && indexOfKey(keys[count]) >= 0) count++;
  return count;
}

/** Ends a description with steps, in parts if there are many; `step` returns true at the end. */
export function describeInParts(sink: Sink, step: () => boolean): void {
  sink.goOn(() => {
    for (let i = 0; i < STEPS_AT_ONCE; i++) if (step()) return true;
    return false;
  });
}

/** Fields that the engine files in an array of their own, because the object's class has no room for them. */
export function describeAddedFields(object: object, keys: Keys, first: number, sink: Sink, layout: Layout): void {
  if (keys.length <= first) return;
  const words = sink.fieldsOf(object, keys, first);
  const besides = propertyArraySizeOf(layout, words) - words * layout.wordSize;
  if (besides > 0) sink.storage(PLACE_PROPERTIES, besides, besides);
}

/** Values at the first `count` keys, which are indices, as `elements`; ends the description. */
export function describeIndexed(object: object, keys: Keys, count: number, sink: Sink, layout: Layout): void {
  const maxIndex = indexOfKey(keys[count - 1]);
  sink.possibleBytes(PLACE_ELEMENTS_UNUSED, unseenIndexedSizeOf(layout, count, maxIndex));
  const size = indexedPropertiesSizeOf(layout, count, maxIndex);
  describeElements(object, keys, count, sink, size, size + (layout.heapNumberSize - layout.wordSize) * count);
}

/** Values at the first `count` keys as `elements`, which take `taggedSize` or `doubleSize`; ends the description. */
export function describeElements(
  object: object,
  keys: Keys,
  count: number,
  sink: Sink,
  taggedSize: number,
  doubleSize: number,
): void {
  sink.beginElements();
  let i = 0;
  describeInParts(sink, () => {
    if (i < count) describeItem(object, keys[i++], sink);
    if (i < count) return false;
    sink.endElements(taggedSize, doubleSize);
    return true;
  });
}

/** All values under one `[key]`, as in an object that serves as a dictionary; ends the description. */
export function describeDictionary(object: object, keys: Keys, indexCount: number, sink: Sink, layout: Layout): void {
  if (indexCount > 0) {
    const maxIndex = indexOfKey(keys[indexCount - 1]);
    sink.bytes(PLACE_ELEMENTS, indexedPropertiesSizeOf(layout, indexCount, maxIndex));
    sink.possibleBytes(PLACE_ELEMENTS_UNUSED, unseenIndexedSizeOf(layout, indexCount, maxIndex));
  }
  if (keys.length - indexCount > MAX_FAST_FIELDS) describeNamesAndValues(object, keys, indexCount, sink, layout);
  else describeValues(object, keys, indexCount, sink, layout);
}

/**
 * With so many keys the engine keeps a dictionary, which refers to the names. The engine has each name once, however many dictionaries and
 * other strings have it.
 */
function describeNamesAndValues(object: object, keys: Keys, indexCount: number, sink: Sink, layout: Layout): void {
  const named = keys.length - indexCount;
  const least = nameDictionarySizeOf(layout, named);
  sink.bytes(PLACE_PROPERTIES, least);
  let most = maxNameDictionarySizeOf(layout, named);
  let symbol = keys.length - 1;
  let i = 0;
  describeInParts(sink, () => {
    /* Symbols come last. One may be the engine's own. */
    if (symbol >= 0 && typeof keys[symbol] === "symbol") {
      most += maxKeySizeOf(layout, keys[symbol--]);
      return false;
    }
    if (i === 0) {
      sink.possibleBytes(PLACE_PROPERTIES, most - least);
      sink.beginPairs(PLACE_PROPERTIES_KEY, PLACE_ANY_KEY);
    }
    if (i < keys.length) {
      const key = keys[i];
      const name = i >= indexCount && typeof key === "string" ? key : undefined;
      const property = ownPropertyOf(object, key);
      if (property !== undefined && property.get === undefined && property.set === undefined) {
        sink.pair(name, property.value);
      } else if (property !== undefined) {
        sink.pair(name, property.get);
        sink.pair(undefined, property.set);
      }
      i++;
    }
    return i >= keys.length;
  });
}

/**
 * With fewer keys it may have fields, as instances of a class do: their names belong to the hidden class, and with it to the source code. JavaScript does not see
 * which, so a dictionary and its names are what it has at most.
 */
function describeValues(object: object, keys: Keys, indexCount: number, sink: Sink, layout: Layout): void {
  const named = keys.length - indexCount;
  const least = valuesSizeOf(layout, named);
  sink.bytes(PLACE_ANY_KEY, least);
  let most = maxNameDictionarySizeOf(layout, named);
  for (let i = indexCount; i < keys.length; i++) most += maxKeySizeOf(layout, keys[i]);
  sink.possibleBytes(PLACE_PROPERTIES, most - least);
  sink.beginItems(PLACE_ANY_KEY);
  let i = 0;
  describeInParts(sink, () => {
    if (i < keys.length) describeItem(object, keys[i++], sink);
    return i >= keys.length;
  });
}

/** A string, or a symbol and the string that describes it. */
function maxKeySizeOf(layout: Layout, key: string | symbol): number {
  if (typeof key === "symbol") return layout.symbolSize + maxKeySizeOf(layout, descriptionOf(key) ?? "");
  return stringSizeOf(layout, key.length, stringWidthOf(key) === "one-byte" ? 1 : 2);
}

/** The value at `key` as an item; a getter or setter as the functions it is. */
export function describeItem(object: object, key: PropertyKey, sink: Sink): void {
  const property = ownPropertyOf(object, key);
  if (property === undefined) return;
  if (property.get === undefined && property.set === undefined) sink.item(property.value);
  else {
    sink.item(property.get);
    sink.item(property.set);
  }
}
