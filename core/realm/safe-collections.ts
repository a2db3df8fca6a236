/**
 * Lists, Maps and weak collections of ours, which work whatever the page made of the prototypes of its own.
 */

import { nativeTextOf } from "./function-origin.ts";
import { areIndicesReplaced, bare, ownPropertyOf, prototypeOf, uncurry } from "./introspect.ts";

/* Taken at load. */
const { create, setPrototypeOf } = Object;
const { apply } = Reflect;
const { iterator } = Symbol;
const ArrayConstructor = Array;
const ArrayPrototype = Array.prototype;
const MapConstructor = Map;
const weakSetHas = /* @__PURE__ */ uncurry(WeakSet.prototype.has);
const fillArray = /* @__PURE__ */ uncurry(Array.prototype.fill);
const iterateArray = /* @__PURE__ */ ownPropertyOf(ArrayPrototype, iterator)?.value;
const ArrayIteratorPrototype = /* @__PURE__ */ prototypeOfNative(iterateArray, "values");
const nextOfArray = /* @__PURE__ */ nativeMember(ArrayIteratorPrototype, "next");
const WeakMapConstructor = WeakMap;
const weakMapSet = WeakMap.prototype.set;
const WeakSetConstructor = WeakSet;
const weakSetAdd = /* @__PURE__ */ uncurry(WeakSet.prototype.add);
const mapGet = Map.prototype.get;
const mapSet = Map.prototype.set;
const mapDelete = Map.prototype.delete;
const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, "size");
if (mapSize === undefined) throw new TypeError("Map.prototype.size is missing");

/** The value at `key`; inserts `value` if it is missing. The engine's own hashes the key once. */
function getOrInsert<K, V>(this: SafeMap<K, V>, key: K, value: V): V {
  const found = this.get(key);
  if (found !== undefined) return found;
  this.set(key, value);
  return value;
}

const safeMapPrototype = /* @__PURE__ */ create(null, {
  get: bare({ value: mapGet }),
  set: bare({ value: mapSet }),
  delete: bare({ value: mapDelete }),
  getOrInsert: bare({ value: ownPropertyOf(Map.prototype, "getOrInsert")?.value ?? getOrInsert }),
  size: bare(mapSize),
}) as object;

/** A Map whose methods are the realm's own, whatever the page made of `Map.prototype`. */
export interface SafeMap<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): this;
  delete(key: K): boolean;
  /** The value at `key`; inserts `value` if it is missing. */
  getOrInsert(key: K, value: V): V;
  readonly size: number;
}

export function createSafeMap<K, V>(): SafeMap<K, V> {
  return setPrototypeOf(new MapConstructor(), safeMapPrototype) as SafeMap<K, V>;
}

/** A growing list without prototype, so that no accessor on `Array.prototype` is met. */
export interface SafeList<T> {
  [index: number]: T;
  length: number;
}

/** `length`: items that are empty at first. */
export function createSafeList<T>(length = 0): SafeList<T> {
  return setPrototypeOf(length > 0 ? new ArrayConstructor(length) : [], null) as SafeList<T>;
}

/** A set of objects that it does not keep alive, whatever the page made of `WeakSet.prototype`. */
export interface SafeWeakSet {
  has(object: object): boolean;
  add(object: object): void;
}

export function createSafeWeakSet(): SafeWeakSet {
  const set = new WeakSetConstructor();
  return { has: (object) => weakSetHas(set, object), add: (object) => weakSetAdd(set, object) };
}

const safeWeakMapPrototype = /* @__PURE__ */ create(null, {
  get: bare({ value: WeakMap.prototype.get }),
  set: bare({ value: weakMapSet }),
  delete: bare({ value: WeakMap.prototype.delete }),
  getOrInsert: bare({ value: ownPropertyOf(WeakMap.prototype, "getOrInsert")?.value ?? getOrInsert }),
}) as object;

/** Values for objects that it does not keep alive, whatever the page made of `WeakMap.prototype`. */
export interface SafeWeakMap<K extends object, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): this;
  delete(key: K): boolean;
  /** The value at `key`; inserts `value` if it is missing. */
  getOrInsert(key: K, value: V): V;
}

/** The engine makes room for as many entries as the constructor is given: a map that grows by itself is filled anew each time. */
export function createSafeWeakMap<K extends object, V>(room = 0): SafeWeakMap<K, V> {
  const map =
    room > 0 && !isConstructionReplaced() ? new WeakMapConstructor(sameEntry(room)) : new WeakMapConstructor();
  return setPrototypeOf(map, safeWeakMapPrototype) as unknown as SafeWeakMap<K, V>;
}

/**
 * One entry, whose key nothing else has, as often as makes room for `count`. The engine gives a table a power of two of slots, at least 1.5 times as many as
 * there are entries. So it gives as many slots for fewer entries, which take less time.
 */
function sameEntry(count: number): [object, undefined][] {
  let slots = 4;
  while (slots < 1.5 * count) slots *= 2;
  return fillArray(new ArrayConstructor(((slots / 3) | 0) + 2), [{}, undefined]) as [object, undefined][];
}

/** Whether the page replaced what the constructor of a WeakMap calls, now or before this module was loaded. */
function isConstructionReplaced(): boolean {
  return (
    areIndicesReplaced() ||
    ArrayIteratorPrototype === undefined ||
    nextOfArray === undefined ||
    !isNativeNamed(weakMapSet, "set") ||
    ownPropertyOf(WeakMapConstructor.prototype, "set")?.value !== weakMapSet ||
    ownPropertyOf(ArrayPrototype, iterator)?.value !== iterateArray ||
    ownPropertyOf(ArrayIteratorPrototype, "next")?.value !== nextOfArray
  );
}

/** The prototype of what the engine's function of that name gives for an array; undefined where a page put something else in its place. */
function prototypeOfNative(method: unknown, name: string): object | undefined {
  if (!isNativeNamed(method, name)) return undefined;
  try {
    return prototypeOf(apply(method, [], [])) ?? undefined;
  } catch {
    /* A native function of that name for something else than arrays. */
    return undefined;
  }
}

function nativeMember(object: object | undefined, name: string): unknown {
  const member = object && ownPropertyOf(object, name)?.value;
  return isNativeNamed(member, name) ? member : undefined;
}

function isNativeNamed(value: unknown, name: string): value is (...args: unknown[]) => object {
  const text = typeof value === "function" ? nativeTextOf(value) : undefined;
  const start = `function ${name}(`;
  for (let i = 0; i < start.length; i++) if (text?.[i] !== start[i]) return false;
  return true;
}
