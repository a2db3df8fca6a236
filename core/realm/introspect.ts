/**
 * The only file that touches measured objects.
 *
 * Strictly read-only: own property descriptors and native accessors on brand-checked objects, all taken from the realm
 * at load, so that replacements made by the page are never called. Nothing here runs a getter, an iterator or a method
 * found on the object. The traps of a Proxy do run, because no code can distinguish a Proxy from its target: the
 * callers of these functions catch their errors.
 *
 * Code that runs in the page uses no `for…of`, spread or array destructuring: they call the page's `Symbol.iterator`.
 */

import { pageWords } from "../graph/page-words.ts";

const {
  getPrototypeOf,
  getOwnPropertyDescriptor,
  setPrototypeOf,
  keys: enumerableKeys,
  getOwnPropertyNames,
  getOwnPropertySymbols,
  defineProperty,
  freeze: freezeObject,
} = Object;
const { isArray: arrayIsArray } = Array;
const ObjectPrototype = Object.prototype;
const ArrayPrototype = Array.prototype;
const { isView } = ArrayBuffer;
const { imul: multiply } = Math;
const { call, bind } = Function.prototype;
const { apply } = Reflect;

/* A descriptor lacks some members, and those are looked up on Object.prototype: a page may have put some there. The same holds for a new index of an array. */
const descriptorKeys = ["value", "get", "set"] as const;
let descriptorsNeedIsolation = false;
let indicesNeedIsolation = false;
noticePrototypes();

function noticePrototypes(): void {
  descriptorsNeedIsolation = false;
  for (let i = 0; i < descriptorKeys.length; i++) {
    if (getOwnPropertyDescriptor(ObjectPrototype, descriptorKeys[i]) !== undefined) descriptorsNeedIsolation = true;
  }
  indicesNeedIsolation = hasIndex(ObjectPrototype) || hasIndex(ArrayPrototype);
}

/** Indices come first among the keys. */
function hasIndex(object: object): boolean {
  const first = getOwnPropertyNames(object)[0];
  return first !== undefined && first !== "" && first[0] >= "0" && first[0] <= "9";
}

/** Whether the page put accessors at indices of `Array.prototype` or `Object.prototype`, when that was last looked at (`prepareToRead`). */
export function areIndicesReplaced(): boolean {
  return indicesNeedIsolation;
}

/** The object without its prototype: the platform looks there for the members that a descriptor or a dictionary of options lacks. */
export function bare<T extends object>(literal: T): T {
  return setPrototypeOf(literal, null) as T;
}

/** Copies own members. To an object with a prototype it might run setters of the page. */
export const assign: <To extends object, From extends object>(to: To, from: From) => To & From = Object.assign;

/** Defines a property that can be deleted again. */
export function putOwn(object: object, key: string, value: unknown): void {
  defineProperty(object, key, bare({ value, configurable: true }));
}

export const deleteOwn: (object: object, key: string) => boolean = Reflect.deleteProperty;

export const freeze: <T extends object>(object: T) => Readonly<T> = freezeObject;

/** Adds to the end of an array, also where the page put accessors at indices of `Array.prototype`. */
export function append<T>(list: T[], value: T): void {
  if (indicesNeedIsolation) {
    defineProperty(list, list.length, bare({ value, writable: true, enumerable: true, configurable: true }));
  } else list[list.length] = value;
}

type Uncurried<F> = F extends (this: infer This, ...args: infer Args) => infer Result
  ? (self: This, ...args: Args) => Result
  : never;

/** `uncurry(f)(self, …)` is `f.call(self, …)` without asking `f` for its `call`. */
export function uncurry<F extends (...args: never[]) => unknown>(f: F): Uncurried<F> {
  return apply(bind, call, [f]) as Uncurried<F>;
}

/** The native getter of an accessor property, or a function that always throws where the engine has none. */
export function nativeGetter(owner: object | undefined, key: PropertyKey): (self: object) => unknown {
  const get = owner && ownPropertyOf(owner, key)?.get;
  if (!get) {
    return () => {
      throw new TypeError(`no accessor ${String(key)}`);
    };
  }
  return uncurry(get as (this: object) => unknown);
}

/** The UTF-16 code unit at `index`. */
export const codeUnitOf: (text: string, index: number) => number = /* @__PURE__ */ uncurry(String.prototype.charCodeAt);
/** As the method of strings. */
export const startsWith: (text: string, start: string) => boolean = /* @__PURE__ */ uncurry(
  String.prototype.startsWith as (this: string, start: string) => boolean,
);
const mapForEach = /* @__PURE__ */ uncurry(Map.prototype.forEach);
const setForEach = /* @__PURE__ */ uncurry(Set.prototype.forEach);
const mapSizeGetter = /* @__PURE__ */ nativeGetter(Map.prototype, "size");
const setSizeGetter = /* @__PURE__ */ nativeGetter(Set.prototype, "size");
const bufferByteLength = /* @__PURE__ */ nativeGetter(ArrayBuffer.prototype, "byteLength");
/* Not in every realm: what the global lacks would be looked for on the page's Object.prototype. */
const SharedBuffer = ownPropertyOf(globalThis, "SharedArrayBuffer")?.value as SharedArrayBufferConstructor | undefined;
const sharedByteLength = /* @__PURE__ */ nativeGetter(SharedBuffer?.prototype, "byteLength");
const TypedArrayPrototype = /* @__PURE__ */ getPrototypeOf(Uint8Array.prototype) as object;
const typedArrayTag = /* @__PURE__ */ nativeGetter(TypedArrayPrototype, Symbol.toStringTag);
const typedArrayLength = /* @__PURE__ */ nativeGetter(TypedArrayPrototype, "length");
const typedArrayByteLength = /* @__PURE__ */ nativeGetter(TypedArrayPrototype, "byteLength");
const typedArrayByteOffset = /* @__PURE__ */ nativeGetter(TypedArrayPrototype, "byteOffset");
const typedArrayBuffer = /* @__PURE__ */ nativeGetter(TypedArrayPrototype, "buffer");
const dataViewBuffer = /* @__PURE__ */ nativeGetter(DataView.prototype, "buffer");
const dateGetTime = /* @__PURE__ */ uncurry(Date.prototype.getTime);
const regExpSource = /* @__PURE__ */ nativeGetter(RegExp.prototype, "source");
const weakMapHas = /* @__PURE__ */ uncurry(WeakMap.prototype.has);
const weakSetHas = /* @__PURE__ */ uncurry(WeakSet.prototype.has);
const symbolDescription = /* @__PURE__ */ nativeGetter(Symbol.prototype, "description");
const symbolToString = /* @__PURE__ */ uncurry(Symbol.prototype.toString);
const { toStringTag } = Symbol;
const bigIntToString = /* @__PURE__ */ uncurry(BigInt.prototype.toString);

/** An own property, read from its descriptor. */
export type OwnProperty =
  | { readonly value: unknown; readonly get: undefined; readonly set: undefined }
  | {
      readonly value: undefined;
      readonly get: (() => unknown) | undefined;
      readonly set: ((value: unknown) => void) | undefined;
    };

/**
 * Own keys, enumerable or not, integer keys first. Runs the `ownKeys` trap of a Proxy, twice.
 * Names and symbols are asked for apart: V8 keeps the names of a hidden class, and `Reflect.ownKeys` collects them anew.
 */
export function ownKeysOf(object: object): readonly (string | symbol)[] {
  const names: (string | symbol)[] = getOwnPropertyNames(object);
  const symbols = getOwnPropertySymbols(object);
  for (let i = 0; i < symbols.length; i++) append(names, symbols[i]);
  return names;
}

/**
 * The same for an object that likely has none, and is no Proxy. The engine notes that a hidden class has no keys when it is asked for the enumerable ones, and answers
 * from that note afterwards.
 */
export function rareKeysOf(object: object): readonly (string | symbol)[] {
  enumerableKeys(object);
  return ownKeysOf(object);
}

/** Whether the object has such a property of its own. */
export const hasOwn: (object: object, key: PropertyKey) => boolean = Object.hasOwn;

/** Number of own enumerable keys that are strings; far cheaper than `ownKeysOf`. */
export function enumerableKeyCountOf(object: object): number {
  return enumerableKeys(object).length;
}

/* The engine compiles a method call to a few instructions; a call of the captured method costs ten times as much. */
const StringPrototype = String.prototype;
const nativeCharCodeAt = StringPrototype.charCodeAt;
let charCodeAtIsNative = true;

/** To be called before each stretch of a walk: notices what the page changed meanwhile. */
export function prepareToRead(): void {
  charCodeAtIsNative = getOwnPropertyDescriptor(StringPrototype, "charCodeAt")?.value === nativeCharCodeAt;
  noticePrototypes();
}

/** An own property, read from its descriptor; undefined if it is missing (by now). Never runs a getter. */
export function ownPropertyOf(object: object, key: PropertyKey): OwnProperty | undefined {
  const found = getOwnPropertyDescriptor(object, key) as OwnProperty | undefined;
  return descriptorsNeedIsolation && found !== undefined ? (setPrototypeOf(found, null) as OwnProperty) : found;
}

export function prototypeOf(object: object): object | null {
  return getPrototypeOf(object);
}

/** Throws for a revoked Proxy. */
export function isArray(value: unknown): value is readonly unknown[] {
  return arrayIsArray(value);
}

export const isNotANumber: (value: number) => boolean = Number.isNaN;

/** The text of a data property such as `name` or `Symbol.toStringTag`; undefined for anything else. */
export function ownTextOf(object: object, key: PropertyKey): string | undefined {
  const property = ownPropertyOf(object, key);
  return property !== undefined && typeof property.value === "string" ? property.value : undefined;
}

export function ownToStringTagOf(object: object): string | undefined {
  return ownTextOf(object, toStringTag);
}

/** Text of a property key, symbols as `[Symbol(description)]`, in the field's notation. */
export function textOfKey(key: string | symbol): string {
  return typeof key === "string" ? key : `[${symbolToString(key)}]`;
}

export function descriptionOf(symbol: symbol): string | undefined {
  return symbolDescription(symbol as unknown as object) as string | undefined;
}

/** Bits of the magnitude, rounded up to four. */
export function bitLengthOf(value: bigint): number {
  return bigIntToString(value < 0n ? -value : value, 16).length * 4;
}

/**
 * Characters looked at to distinguish one-byte from two-byte strings. Reading all of a long string would block the
 * page.
 */
export const STRING_SCAN_LIMIT = 1 << 16;

export type StringWidth = "one-byte" | "two-byte" | "unknown";

/**
 * Whether V8 stores the text with one or two bytes a character: two as soon as one character lies above U+00FF.
 * `"unknown"` for a string longer than STRING_SCAN_LIMIT whose first characters are all narrow.
 */
export function stringWidthOf(text: string): StringWidth {
  const length = text.length;
  const end = length < STRING_SCAN_LIMIT ? length : STRING_SCAN_LIMIT;
  if (charCodeAtIsNative) {
    for (let i = 0; i < end; i++) if (text.charCodeAt(i) > 0xff) return "two-byte";
  } else {
    for (let i = 0; i < end; i++) if (codeUnitOf(text, i) > 0xff) return "two-byte";
  }
  return end === length ? "one-byte" : "unknown";
}

/** Characters of a string up to which a hash of all of them costs little. */
export const LONGEST_HASHED = 64;

/** A hash of the characters, below 0 where V8 stores the string with two bytes a character; 0 for a string longer than LONGEST_HASHED. */
export function contentHashOf(text: string): number {
  const { length } = text;
  if (length > LONGEST_HASHED) return 0;
  let hash = length;
  let all = 0;
  if (charCodeAtIsNative) {
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      all |= unit;
      hash = multiply(hash ^ unit, 0x01000193);
    }
  } else {
    for (let i = 0; i < length; i++) {
      const unit = codeUnitOf(text, i);
      all |= unit;
      hash = multiply(hash ^ unit, 0x01000193);
    }
  }
  hash = (hash ^ (hash >>> 15)) & 0x7fffffff;
  return all > 0xff ? ~hash : hash;
}

/** Live entries of a Map; -1 if it is not a Map. */
export function mapSizeOf(value: object): number {
  try {
    return mapSizeGetter(value) as number;
  } catch {
    return -1;
  }
}

/** `self` is the `this` of `visit`: a function that needs nothing else is not made anew for each Map. */
export function forEachMapEntry<Self = undefined>(
  map: object,
  visit: (this: Self, value: unknown, key: unknown) => void,
  self?: Self,
): void {
  mapForEach(map as Map<unknown, unknown>, visit, self);
}

/** Live members of a Set; -1 if it is not a Set. */
export function setSizeOf(value: object): number {
  try {
    return setSizeGetter(value) as number;
  } catch {
    return -1;
  }
}

/** `self` as in `forEachMapEntry`. */
export function forEachSetMember<Self = undefined>(
  set: object,
  visit: (this: Self, value: unknown) => void,
  self?: Self,
): void {
  setForEach(set as Set<unknown>, visit, self);
}

/** What an iterator of the engine gives. */
export type Step<T> = { readonly done: false; readonly value: T } | { readonly done: true; readonly value: undefined };

/** Calls the `next` of an iterator of the engine's own. */
function stepsBy<T>(create: () => Iterator<unknown>, empty: object): (collection: object) => () => Step<T> {
  const createFor = uncurry(create) as (collection: object) => object;
  const nextOf = uncurry((getPrototypeOf(createFor(empty)) as { next: () => unknown }).next) as (
    iterator: object,
  ) => unknown;
  return (collection) => {
    const iterator = createFor(collection);
    return () => nextOf(iterator) as Step<T>;
  };
}

/** One entry after the other, for a Map with too many for one go. Entries may change meanwhile. */
export const entriesOfMap = /* @__PURE__ */ stepsBy<{ readonly [index: number]: unknown }>(
  Map.prototype.entries,
  new Map(),
);
export const membersOfSet = /* @__PURE__ */ stepsBy<unknown>(Set.prototype.values, new Set());

/** Bytes of an ArrayBuffer or SharedArrayBuffer (0 once detached); -1 for anything else. */
export function bufferByteLengthOf(value: object): number {
  try {
    return bufferByteLength(value) as number;
  } catch {
    try {
      return sharedByteLength(value) as number;
    } catch {
      return -1;
    }
  }
}

export function isBufferView(value: unknown): boolean {
  return isView(value);
}

/** `"Uint8Array"` and so on; undefined for a DataView and for anything else. */
export function typedArrayNameOf(value: object): string | undefined {
  return typedArrayTag(value) as string | undefined;
}

/** Elements of a typed array. Throws for anything else. */
export function typedArrayLengthOf(view: object): number {
  return typedArrayLength(view) as number;
}

export function typedArrayByteLengthOf(view: object): number {
  return typedArrayByteLength(view) as number;
}

/** The buffer of a typed array. Moves the contents of a small one off the heap: see `hasBufferAtHand`. */
export function typedArrayBufferOf(view: object): object {
  return typedArrayBuffer(view) as object;
}

/**
 * Whether the buffer of a typed array can be asked for without changing anything. V8 keeps the contents of a typed
 * array of up to `inHeapLimit` bytes on the heap until code reads its `buffer`; one that starts further in was made
 * from a buffer.
 */
export function hasBufferAtHand(view: object, inHeapLimit: number): boolean {
  return (typedArrayByteLength(view) as number) > inHeapLimit || (typedArrayByteOffset(view) as number) > 0;
}

export function dataViewBufferOf(view: object): object {
  return dataViewBuffer(view) as object;
}

export function isDate(value: object): boolean {
  try {
    dateGetTime(value as Date);
    return true;
  } catch {
    return false;
  }
}

/** The source text of a RegExp; undefined for any other object. */
export function regExpSourceOf(value: object): string | undefined {
  try {
    return regExpSource(value) as string;
  } catch {
    return undefined;
  }
}

export function isWeakMap(value: object): boolean {
  try {
    weakMapHas(value as WeakMap<object, unknown>, value);
    return true;
  } catch {
    return false;
  }
}

export function isWeakSet(value: object): boolean {
  try {
    weakSetHas(value as WeakSet<object>, value);
    return true;
  } catch {
    return false;
  }
}

/** Whether the object is a window: its `window` is an accessor that cannot be removed. */
export function isWindow(value: object): boolean {
  const found = getOwnPropertyDescriptor(value, "window");
  return found !== undefined && found.configurable === false && typeof found.get === "function";
}

/** A thrown value in a few words, marked as the page's. Runs no code of the page. */
export function textOfThrown(thrown: unknown): string {
  if (typeof thrown === "string") return pageWords(thrown);
  const message = messageOfThrown(thrown);
  return message === undefined ? kindOfThrown(thrown) : `an error with ${pageWords(message)}`;
}

/** The same for the panel, which quotes it and says whose words they are. */
export function wordsOfThrown(thrown: unknown): string {
  return typeof thrown === "string" ? thrown : (messageOfThrown(thrown) ?? kindOfThrown(thrown));
}

function messageOfThrown(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  try {
    return ownTextOf(thrown, "message");
  } catch {
    return undefined;
  }
}

function kindOfThrown(thrown: unknown): string {
  if (thrown === null) return "null";
  return typeof thrown === "object" ? "an object without a readable message" : typeof thrown;
}
