import { KIND_FIELD, KIND_STORAGE, PLACE_SELF } from "../../graph/graph.ts";
import { descriptionOf, forEachMapEntry, mapSizeOf, ownKeysOf, ownPropertyOf } from "../../realm/introspect.ts";
import { MAX_FIELDS, type Sink } from "../../sink/sink.ts";
import type { ImplContext } from "../impl.ts";

const PROXY_WORDS = 5;
const ADMINISTRATION = "mobx administration";

/**
 * An object that MobX made observable: its properties became accessors, which all objects with such a property share, and their values moved to boxes in a Map
 * of the administration, which is the last of its keys. Each box is shown under the name of its property, so that `store;Store;items` leads to
 * the items. False for any other object.
 */
export function describeObservable(
  object: object,
  keys: readonly (string | symbol)[],
  sink: Sink,
  { layout, typeName, dictionaryKeys }: ImplContext,
): boolean {
  const key = keys[keys.length - 1];
  if (typeof key !== "symbol" || descriptionOf(key) !== ADMINISTRATION) return false;
  const administration: unknown = ownPropertyOf(object, key)?.value;
  if (typeof administration !== "object" || administration === null) return false;
  const boxes = firstMapOf(administration);
  if (boxes === undefined || mapSizeOf(boxes) > dictionaryKeys || keys.length > MAX_FIELDS) return false;
  const target = firstObjectOf(administration);
  if (target !== undefined && target !== object) {
    sink.begin(typeName, PROXY_WORDS * layout.wordSize);
    sink.reference(sink.placeOf(PLACE_SELF, "target", KIND_STORAGE), target);
  } else {
    sink.begin(typeName, layout.objectHeaderSize);
    for (let i = 0; i < keys.length; i++) {
      const property = ownPropertyOf(object, keys[i]);
      if (property !== undefined && property.get === undefined && property.set === undefined) {
        sink.field(keys[i], property.value);
      }
    }
  }
  forEachMapEntry(boxes, (box, name) => {
    if (typeof name === "string") sink.reference(sink.placeOf(PLACE_SELF, name, KIND_FIELD), box);
  });
  return true;
}

/** The target is the first field of an administration: if it is another object, this one is its Proxy. */
function firstObjectOf(administration: object): object | undefined {
  const value: unknown = ownPropertyOf(administration, ownKeysOf(administration)[0])?.value;
  return typeof value === "object" && value !== null ? value : undefined;
}

/** Builds change the name of the field, but not the order. */
function firstMapOf(administration: object): object | undefined {
  const keys = ownKeysOf(administration);
  for (let i = 0; i < keys.length; i++) {
    const value: unknown = ownPropertyOf(administration, keys[i])?.value;
    if (typeof value === "object" && value !== null && mapSizeOf(value) >= 0) return value;
  }
  return undefined;
}
