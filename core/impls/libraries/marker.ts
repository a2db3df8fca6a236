import { KIND_FIELD, PLACE_SELF } from "../../graph/graph.ts";
import { forEachMapEntry, mapSizeOf, ownKeysOf, ownPropertyOf } from "../../realm/introspect.ts";
import { nearestOnChain } from "../../realm/prototype-chain.ts";
import type { Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";

/**
 * The value of the nearest data property at `key` from `prototype` up. Libraries are recognised by members of their
 * prototypes whose names no minifier changes; names of classes do not survive a build.
 */
export function inheritedValueOf(prototype: object, key: PropertyKey): unknown {
  return nearestOnChain(prototype, (at) => ownPropertyOf(at, key))?.value;
}

/** Whether all of `names` are methods. */
export function hasMethods(prototype: object, names: readonly string[]): boolean {
  for (let i = 0; i < names.length; i++) {
    if (typeof inheritedValueOf(prototype, names[i]) !== "function") return false;
  }
  return true;
}

/** The value of an own data property, if it is an object. */
export function ownObjectOf(object: object, key: PropertyKey): object | undefined {
  const value = ownPropertyOf(object, key)?.value;
  return typeof value === "object" && value !== null ? value : undefined;
}

/** Words that a description adds at most. */
export const MAX_WORDS = 64;

/** References to the values of a dictionary of the library, each by its key; none where there are too many keys for names. */
export function addFieldsOf(dictionary: object | undefined, place: number, sink: Sink): void {
  const keys = dictionary === undefined ? [] : ownKeysOf(dictionary);
  for (let i = 0; dictionary !== undefined && i < keys.length && keys.length <= MAX_WORDS; i++) {
    const key = keys[i];
    const value = ownObjectOf(dictionary, key);
    if (typeof key === "string" && value !== undefined) sink.reference(sink.placeOf(place, key, KIND_FIELD), value);
  }
}

/** The same for the entries of a Map. */
export function addEntriesOf(map: object | undefined, place: number, sink: Sink): void {
  if (map === undefined || mapSizeOf(map) > MAX_WORDS || mapSizeOf(map) < 0) return;
  forEachMapEntry(map, (value, key) => {
    if (typeof key === "string" && typeof value === "object") {
      sink.reference(sink.placeOf(place, key, KIND_FIELD), value);
    }
  });
}

/** References to all values of an array or a dictionary, in the field `name`; ends the description. */
export function addItemsOf(list: object | undefined, name: string, sink: Sink): void {
  if (list === undefined) return;
  const keys = ownKeysOf(list);
  let i = 0;
  sink.beginItems(sink.placeOf(PLACE_SELF, name, KIND_FIELD));
  describeInParts(sink, () => {
    if (i < keys.length) sink.item(ownObjectOf(list, keys[i++]));
    return i >= keys.length;
  });
}
