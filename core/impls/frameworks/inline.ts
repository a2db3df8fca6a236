import { KIND_FIELD, PLACE_SELF, SHAPE_ARRAY, SHAPE_INLINE } from "../../graph/graph.ts";
import { fixedArraySizeOf, mapTableSizeOf, setTableSizeOf } from "../../layout/layout.ts";
import { descriptionOf, isArray, mapSizeOf, ownKeysOf, ownPropertyOf, setSizeOf } from "../../realm/introspect.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";
import { isObject } from "./records.ts";

/**
 * Parts of a component that have no frame: their bytes are the component's own. A part says what it takes, and what describes it reports the values, where they belong in the
 * component: an owner that refers to a value itself is shown with it.
 */

/** Items of a list at most: a page may claim any length. */
const MAX_ITEMS = 1 << 22;
/** Fields of one object that have a place of their own in a component. */
const MAX_NAMED_FIELDS = 256;

/** The place of a field called `name`. */
export function fieldPlace(sink: Sink, name: string, around: number = PLACE_SELF): number {
  return sink.placeOf(around, name, KIND_FIELD);
}

/** Refers to `object`, if it is one, as a part without a frame at `place`. */
export function refersToPart(sink: Sink, value: unknown, describe: Describe, place: number = PLACE_SELF): void {
  if (!isObject(value) && typeof value !== "function") return;
  sink.part(value, describe);
  sink.reference(place, value);
}

/** The same for a part that something else may have. */
export function borrowsPart(sink: Sink, value: unknown, describe: Describe, place: number = PLACE_SELF): void {
  if (!isObject(value) && typeof value !== "function") return;
  sink.part(value, describe);
  sink.borrowed(place, value);
}

/** The bytes of an object, a list, a Map or a Set alone: what holds it reports what it leads to. */
export const describeBytes: Describe = (object, sink) => {
  beginBytes(object, sink, "Object");
};

/** Begins the description of such an object, of a type that is shown where the part stands alone. */
export function beginBytes(object: object, sink: Sink, typeName: string): void {
  const { layout } = sink;
  const keys = ownKeysOf(object);
  let words = keys.length;
  if (isArray(object)) {
    const length = ownPropertyOf(object, "length")?.value;
    sink.begin(typeName, layout.arrayHeaderSize, SHAPE_INLINE | SHAPE_ARRAY);
    /* One of the keys is the length, and some of the rest are items. */
    words = typeof length === "number" ? Math_min(length, keys.length - 1) : 0;
    if (words > 0) sink.bytes(PLACE_SELF, fixedArraySizeOf(layout, words));
    return;
  }
  const entries = mapSizeOf(object);
  const members = setSizeOf(object);
  if (entries >= 0 || members >= 0) {
    sink.begin(typeName, layout.mapHeaderSize, SHAPE_INLINE);
    const table = entries >= 0 ? mapTableSizeOf(layout, entries) : setTableSizeOf(layout, members);
    sink.bytes(PLACE_SELF, table + words * layout.wordSize);
    return;
  }
  sink.begin(typeName, layout.objectHeaderSize, SHAPE_INLINE);
  if (words > 0) sink.bytes(PLACE_SELF, words * layout.wordSize);
}

const Math_min = Math.min;

/** A function that a framework made for itself: what it encloses is the framework's. */
export const describeInnerFunction: Describe = (_function, sink) => {
  const { layout } = sink;
  const bound = layout.boundFunctionSize;
  sink.begin("Function", bound < layout.functionSize ? bound : layout.functionSize, SHAPE_INLINE);
};

/** A list whose items are parts by `describe` where that applies; `describerOf` gives undefined for an item that is described by its impl. */
export function listDescriber(describerOf: (item: object) => Describe | undefined): Describe {
  return (list, sink) => {
    beginBytes(list, sink, "Array");
    const length = ownPropertyOf(list, "length")?.value;
    if (!isArray(list) || typeof length !== "number" || !(length > 0)) return;
    if (length > MAX_ITEMS) {
      sink.warn("list-too-long", `Items past ${MAX_ITEMS} are not measured.`);
    }
    const end = Math_min(length, MAX_ITEMS);
    sink.beginItems(PLACE_SELF);
    let i = 0;
    describeInParts(sink, () => {
      const item = ownPropertyOf(list, i++)?.value;
      if (isObject(item)) {
        const describe = describerOf(item);
        if (describe !== undefined) sink.part(item, describe);
      }
      sink.item(item);
      return i >= end;
    });
  };
}

/** What a key is called in a component; undefined for a nameless symbol. */
export function nameOfKey(key: string | symbol): string | undefined {
  if (typeof key === "string") return key;
  const description = descriptionOf(key);
  return description === undefined || description === "" ? undefined : description;
}

/** Receives a field: its name, which is "" for a nameless symbol, and its value. */
export type ReportValue = (name: string, value: unknown) => void;

/**
 * Has an object of few fields reported field by field, and its own bytes as a part; false, and nothing reported, for one that has too many. Getters are not called:
 * their fields are words alone.
 */
export function reportFieldsOf(object: object, sink: Sink, report: ReportValue): boolean {
  const keys = ownKeysOf(object);
  if (keys.length > MAX_NAMED_FIELDS || !sink.hasRoomForShapes) return false;
  refersToPart(sink, object, describeBytes);
  for (let i = 0; i < keys.length; i++) {
    const property = ownPropertyOf(object, keys[i]);
    if (property === undefined) continue;
    const name = nameOfKey(keys[i]) ?? "";
    if (property.get === undefined && property.set === undefined) report(name, property.value);
    else {
      report(name, property.get);
      report(name, property.set);
    }
  }
  return true;
}
