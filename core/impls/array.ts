import { SHAPE_ARRAY } from "../graph/graph.ts";
import { PLACE_ELEMENTS, PLACE_ELEMENTS_UNUSED } from "../graph/standard-places.ts";
import {
  doubleArraySizeOf,
  fixedArraySizeOf,
  isSpiderMonkey,
  type Layout,
  numberDictionarySizeOf,
} from "../layout/layout.ts";
import { arrayRoomOf } from "../layout/spider-monkey.ts";
import { MAX_FAST_LENGTH, MAX_GROWN_LENGTH, maxHoleyElementsSizeOf } from "../layout/unseen.ts";
import { append, enumerableKeyCountOf, ownKeysOf, ownPropertyOf } from "../realm/introspect.ts";
import { isFrozen } from "../realm/introspect-native.ts";
import type { Sink } from "../sink/sink.ts";
import type { ImplContext } from "./impl.ts";
import {
  countIndexKeys,
  describeAddedFields,
  describeDictionary,
  describeElements,
  STEPS_AT_ONCE,
} from "./own-fields.ts";

/** Up to this length all keys are asked for; a string for every index of a long array would cost more than its walk. */
const LISTED_LENGTH = 1024;
const FEW_ITEMS = 16;
/** Indices looked at to distinguish a long dense array from a sparse one. */
const PROBES = 32;
/** What engines and libraries add to arrays: matches of a RegExp, template strings. */
const KNOWN_FIELDS = ["index", "input", "groups", "indices", "raw"] as const;

export function describeArray(object: object, sink: Sink, context: ImplContext): boolean {
  const { layout } = context;
  const length = ownPropertyOf(object, "length")?.value;
  if (typeof length !== "number" || !(length >= 0)) return false;
  sink.begin(context.typeName, layout.arrayHeaderSize, SHAPE_ARRAY);
  if (length <= LISTED_LENGTH) {
    if (enumerableKeyCountOf(object) === length) describeDense(object, length, sink, layout);
    else describeListed(object, length, sink, context);
  } else if (length > MAX_GROWN_LENGTH || presentShareOf(object, length) < leastShareOf(length)) {
    describeListed(object, length, sink, context);
  } else {
    const added: string[] = [];
    for (let i = 0; i < KNOWN_FIELDS.length; i++) {
      if (ownPropertyOf(object, KNOWN_FIELDS[i]) !== undefined) append(added, KNOWN_FIELDS[i]);
    }
    describeAddedFields(object, added, 0, sink, layout);
    if (length > MAX_FAST_LENGTH) {
      const possible = maxHoleyElementsSizeOf(layout, length, length) - fixedArraySizeOf(layout, length);
      if (possible > 0) sink.possibleBytes(PLACE_ELEMENTS_UNUSED, possible);
    }
    describeDense(object, length, sink, layout);
  }
  return true;
}

/** Share of the indices that must have an item, or the array is described by its keys. A very long one with holes is surely a dictionary. */
function leastShareOf(length: number): number {
  return length > MAX_FAST_LENGTH ? 1 : 1 / 4;
}

/** Share of the indices that have an item, of those that are looked at. */
function presentShareOf(object: object, length: number): number {
  let present = 0;
  const stride = length / PROBES;
  for (let i = 0; i < PROBES; i++) {
    if (ownPropertyOf(object, (i * stride) | 0) !== undefined) present++;
  }
  return present / PROBES;
}

function describeDense(object: object, length: number, sink: Sink, layout: Layout): void {
  if (isSpiderMonkey(layout)) describeRoom(object, length, sink);
  if (length === 0) return;
  sink.beginItems(PLACE_ELEMENTS);
  if (length <= STEPS_AT_ONCE) {
    sink.itemsOf(object, 0, length);
    sink.endDenseElements();
    return;
  }
  let start = 0;
  sink.goOn(() => {
    const end = start + STEPS_AT_ONCE < length ? start + STEPS_AT_ONCE : length;
    sink.itemsOf(object, start, end);
    start = end;
    if (end < length) return false;
    sink.endDenseElements();
    return true;
  });
}

/** What SpiderMonkey has for the items besides a word each: arrays of few have shapes for it. */
function describeRoom(object: object, length: number, sink: Sink): void {
  const { least, most } = arrayRoomOf(length, length === 0 && isFrozen(object));
  if (length <= FEW_ITEMS) sink.storage(PLACE_ELEMENTS_UNUSED, least, most);
  else {
    if (least > 0) sink.bytes(PLACE_ELEMENTS_UNUSED, least);
    sink.possibleBytes(PLACE_ELEMENTS_UNUSED, most - least);
  }
}

function describeListed(object: object, length: number, sink: Sink, { layout, dictionaryKeys }: ImplContext): void {
  const keys = ownKeysOf(object);
  const indexCount = countIndexKeys(keys);
  const named: (string | symbol)[] = [];
  for (let i = indexCount; i < keys.length; i++) {
    if (keys[i] !== "length") append(named, keys[i]);
  }
  /* An array that a script took for an object with keys. */
  if (length === 0 && named.length > dictionaryKeys) {
    describeDictionary(object, named, 0, sink, layout);
    return;
  }
  describeAddedFields(object, named, 0, sink, layout);
  if (length === 0) return;
  /* The smaller of both ways to store them: V8 chooses by a rule whose inputs cannot be seen. */
  const dictionary = numberDictionarySizeOf(layout, indexCount);
  const tagged = fixedArraySizeOf(layout, length);
  const double = doubleArraySizeOf(layout, length);
  const least = tagged < dictionary ? tagged : dictionary;
  const possible = maxHoleyElementsSizeOf(layout, indexCount, length) - least;
  if (possible > 0) sink.possibleBytes(PLACE_ELEMENTS_UNUSED, possible);
  describeElements(object, keys, indexCount, sink, least, double < dictionary ? double : dictionary);
}
