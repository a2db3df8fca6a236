import { KIND_FIELD, PLACE_SELF, SHAPE_INLINE, SHAPE_NO_PROTOTYPE, SHAPE_PLAIN } from "../../graph/graph.ts";
import { PLACE_UNUSED } from "../../graph/standard-places.ts";
import { ownConstructorNameOf } from "../../realm/function-names.ts";
import { isArray, ownKeysOf, ownPropertyOf, prototypeOf } from "../../realm/introspect.ts";
import type { Describe, Sink } from "../../sink/sink.ts";
import { countIndexKeys, describeDictionary, describeIndexed } from "../own-fields.ts";

/** Own keys beyond which an object is described as a dictionary, as plain objects are by default. */
const MAX_KEYS = 64;

const ObjectPrototype = Object.prototype;

/**
 * How an object refers to what it has. Frameworks keep two copies of nearly everything, and ways back from each part to the whole: with plain references alone hardly
 * anything would have one owner. What is WEAK is handed on or old: a part of the framework leads only to what nothing led to before, and a value of the app is borrowed.
 */
export type Strength = typeof STRONG | typeof WEAK;
export const STRONG = 0;
export const WEAK = 1;

/** The value as far as a reference of that strength leads to it; undefined for none. */
export function referred(sink: Sink, value: unknown, strength: Strength): unknown {
  return strength === WEAK && isHeld(value) && sink.isMet(value) ? undefined : value;
}

/** The same for a value that is described as a part of what refers to it, where it is an object of no class. */
export function referredPart(sink: Sink, value: unknown, describe: Describe, strength: Strength): unknown {
  const to = referred(sink, value, strength);
  if (isRecord(to)) sink.part(to, describe);
  return to;
}

function isHeld(value: unknown): boolean {
  return (
    (typeof value === "object" && value !== null) ||
    typeof value === "function" ||
    (typeof value === "string" && value !== "")
  );
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The value of an own data property; undefined for anything else. */
export function valueAt(object: object, key: PropertyKey): unknown {
  return ownPropertyOf(object, key)?.value;
}

/** The object at an own data property; undefined for anything else. */
export function objectAt(object: object, key: PropertyKey): object | undefined {
  const value = valueAt(object, key);
  return isObject(value) ? value : undefined;
}

/** SHAPE_PLAIN or SHAPE_NO_PROTOTYPE for an object of no class; -1 for any other. */
function flagsOfRecord(object: object): number {
  const prototype = prototypeOf(object);
  if (prototype === null) return SHAPE_NO_PROTOTYPE;
  if (prototype === ObjectPrototype) return SHAPE_PLAIN;
  /* That of another realm. */
  return prototypeOf(prototype) === null && ownConstructorNameOf(prototype) === "Object" ? SHAPE_PLAIN : -1;
}

/** Whether the object is of no class, and no list. */
export function isRecord(value: unknown): value is object {
  return isObject(value) && flagsOfRecord(value) !== -1 && !isArray(value);
}

/** Reports the field at `key`: one word, and what its value leads to. */
export type ReportField = (sink: Sink, key: string | symbol, value: unknown) => void;

/** Describes an object by its own properties, with the bytes that the impl of plain objects gives it. `shapeFlags` are added to those of its prototype. */
export function describeRecord(
  object: object,
  sink: Sink,
  typeName: string,
  shapeFlags: number,
  report: ReportField,
): void {
  const keys = ownKeysOf(object);
  const indexCount = countIndexKeys(keys);
  if (beginRecord(object, keys, indexCount, sink, typeName, shapeFlags)) return;
  reportFields(object, keys, indexCount, sink, report);
  if (indexCount > 0) describeIndexed(object, keys, indexCount, sink, sink.layout);
}

/** Begins the description of such an object; true if that is all, because it is a dictionary. */
export function beginRecord(
  object: object,
  keys: readonly (string | symbol)[],
  indexCount: number,
  sink: Sink,
  typeName: string,
  shapeFlags: number,
): boolean {
  const { layout } = sink;
  const flags = flagsOfRecord(object);
  const named = keys.length - indexCount;
  sink.begin(typeName, layout.objectHeaderSize, flags === -1 ? shapeFlags : shapeFlags | flags);
  if (named > MAX_KEYS || (named > 0 && !sink.hasRoomForShapes)) {
    describeDictionary(object, keys, indexCount, sink, layout);
    return true;
  }
  if (named === 0 && flags === SHAPE_PLAIN) {
    const spare = layout.emptyObjectSlots * layout.wordSize;
    sink.storage(PLACE_UNUSED, spare, spare);
  }
  return false;
}

export function reportFields(
  object: object,
  keys: readonly (string | symbol)[],
  first: number,
  sink: Sink,
  report: ReportField,
): void {
  for (let i = first; i < keys.length; i++) {
    const key = keys[i];
    const property = ownPropertyOf(object, key);
    if (property === undefined) sink.opaqueField(key);
    else if (property.get !== undefined || property.set !== undefined)
      sink.accessorField(key, property.get, property.set);
    else report(sink, key, property.value);
  }
}

/** A field whose word belongs to the component, and whose value stands in the component under `name`. */
export function fieldNamed(sink: Sink, name: string, value: unknown): void {
  sink.fieldAt(PLACE_SELF, undefined);
  sink.reference(sink.placeOf(PLACE_SELF, name, KIND_FIELD), value);
}

/** The same for a value that belongs to whatever else holds it. */
export function borrowedNamed(sink: Sink, name: string, value: unknown): void {
  ownField(sink, value);
  sink.borrowed(sink.placeOf(PLACE_SELF, name, KIND_FIELD), value);
}

/** A field at a place, with a value of the app. */
export function valueAtPlace(sink: Sink, place: number, value: unknown, strength: Strength): void {
  if (strength === STRONG) sink.fieldAt(place, value);
  else sink.borrowedAt(place, value);
}

/** A field that belongs to the component and leads nowhere: a word, and the box of a number that has one. */
export function ownField(sink: Sink, value: unknown): void {
  sink.fieldAt(PLACE_SELF, typeof value === "number" ? value : undefined);
}

/** Flags of a part without a frame of its own. */
export const INLINE = SHAPE_INLINE;

/**
 * Goes along a chain of objects of the page, which may come back to where it was: gives each object once, and then undefined. A chain that never ends is cut after
 * `MAX_CHAIN_LENGTH`, with a warning.
 */
export class Chain {
  readonly #key: string;
  #at: object | undefined;
  /** An object further back, by which a cycle is noticed (Brent). */
  #mark: object | undefined;
  #steps = 0;
  #nextMark = 1;

  constructor(first: object | undefined, key: string) {
    this.#at = first;
    this.#key = key;
  }

  next(sink: Sink): object | undefined {
    const at = this.#at;
    if (at === undefined) return undefined;
    const next = objectAt(at, this.#key);
    if (this.#steps++ === this.#nextMark) {
      this.#nextMark *= 2;
      this.#mark = at;
    }
    if (this.#steps === MAX_CHAIN_LENGTH && next !== undefined) {
      sink.warn(
        "chain-too-long",
        `More than ${MAX_CHAIN_LENGTH} objects follow one another by their \`${this.#key}\`. Further ones are not measured.`,
      );
    }
    this.#at = next === this.#mark || next === at || this.#steps >= MAX_CHAIN_LENGTH ? undefined : next;
    return at;
  }
}

const MAX_CHAIN_LENGTH = 1 << 21;
