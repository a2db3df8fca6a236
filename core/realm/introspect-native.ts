/**
 * The second half of introspect.ts: functions and accessors that are the engine's or the browser's own, and their
 * answers about an object.
 *
 * `core` knows no DOM, and an object may come from another realm, so the accessors of platform objects are found on
 * their own prototypes when a prototype is met first. A getter found there is called only if its source text is native,
 * which no page can forge (function-origin.ts). A native accessor checks by itself what it is called on.
 */
import { originOfFunction } from "./function-origin.ts";
import { append, ownPropertyOf, ownToStringTagOf, prototypeOf } from "./introspect.ts";
import { nearestOnChain } from "./prototype-chain.ts";

const { apply } = Reflect;
const { isExtensible: objectIsExtensible, isFrozen: objectIsFrozen } = Object;

export function isBuiltinFunction(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === "function" && originOfFunction(value) === "builtin";
}

/** Whether the prototype belongs to a constructor of the engine or the browser. */
export function hasBuiltinConstructor(prototype: object): boolean {
  return isBuiltinFunction(ownPropertyOf(prototype, "constructor")?.value);
}

/** Whether the object is a Promise of any realm. Its `then` is not asked for. */
export function isPromise(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  try {
    return nearestOnChain(prototypeOf(value), isPromisePrototype) === true;
  } catch {
    /* A Proxy whose trap throws: the walk says so. */
    return false;
  }
}

function isPromisePrototype(prototype: object): true | undefined {
  return ownToStringTagOf(prototype) === "Promise" && hasBuiltinConstructor(prototype) ? true : undefined;
}

/**
 * Reads one thing of an object; a method is called without arguments or with one index. `undefined` where the object is not of the kind that the accessor or
 * method is for, or the engine has none such.
 */
export type NativeReader = (self: object, index?: number) => unknown;

const readNothing: NativeReader = () => undefined;

function readerBy(native: (...args: never[]) => unknown): NativeReader {
  return (self, index) => {
    try {
      return apply(native, self, index === undefined ? [] : [index as never]);
    } catch {
      return undefined;
    }
  };
}

/** The nearest native getter at `key` from `prototype` up. */
export function nativeGetterFrom(prototype: object, key: string): NativeReader {
  return nativeFrom(prototype, key, "get");
}

/** The nearest native method at `key` from `prototype` up. */
export function nativeMethodFrom(prototype: object, key: string): NativeReader {
  return nativeFrom(prototype, key, "value");
}

function nativeFrom(prototype: object, key: string, member: "get" | "value"): NativeReader {
  const reader = nearestOnChain(prototype, (at) => {
    const native: unknown = ownPropertyOf(at, key)?.[member];
    return isBuiltinFunction(native) ? readerBy(native) : undefined;
  });
  return reader ?? readNothing;
}

export function isFrozen(object: object): boolean {
  return objectIsFrozen(object);
}

/** Whether properties can be written, but neither added nor removed: so are the namespaces of modules, and what bundlers make of them is frozen. */
export function isSealedNotFrozen(object: object): boolean {
  if (objectIsExtensible(object)) return false;
  try {
    return !objectIsFrozen(object);
  } catch {
    /* An export that is not initialised yet. */
    return true;
  }
}

const wrappedValueReaders: readonly NativeReader[] = [
  readerBy(Number.prototype.valueOf),
  readerBy(String.prototype.valueOf),
  readerBy(Boolean.prototype.valueOf),
  readerBy(Symbol.prototype.valueOf),
  readerBy(BigInt.prototype.valueOf),
];

/** The primitive in a `new Number(1)` or `Object("text")`; undefined for any other object. */
export function wrappedPrimitiveOf(object: object): unknown {
  for (let i = 0; i < wrappedValueReaders.length; i++) {
    const value = wrappedValueReaders[i](object);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Constructors, for their prototypes, and namespaces. */
const INTRINSIC_NAMES =
  "Object Function Array String Number Boolean Symbol BigInt Map Set WeakMap WeakSet WeakRef Promise RegExp Date " +
  "Error TypeError RangeError SyntaxError ArrayBuffer SharedArrayBuffer DataView Uint8Array Uint8ClampedArray Int8Array " +
  "Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array EventTarget " +
  "Math JSON Reflect Atomics Intl WebAssembly console";

/* Taken at load: what a page puts in their place is the page's. */
const intrinsics = /* @__PURE__ */ findIntrinsics();

function findIntrinsics(): readonly object[] {
  const found: object[] = [];
  const names = INTRINSIC_NAMES.split(" ");
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const value: unknown = ownPropertyOf(globalThis, name)?.value;
    const intrinsic: unknown = isBuiltinFunction(value) ? ownPropertyOf(value, "prototype")?.value : value;
    if (typeof intrinsic !== "object" || intrinsic === null) continue;
    if (intrinsic !== value || ownToStringTagOf(intrinsic) === name) append(found, intrinsic);
  }
  return found;
}

/**
 * Prototypes and namespaces of the language that pages refer to (`Array.prototype`, `Math`): they belong to the realm, not to who refers to them.
 * Functions are not listed: `originOfFunction` knows those of every realm and of the browser.
 */
export function realmIntrinsics(): readonly object[] {
  return intrinsics;
}
