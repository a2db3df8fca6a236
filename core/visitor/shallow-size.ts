import { fixedArraySizeOf, type Layout } from "../layout/layout.ts";
import { ownConstructorNameOf } from "../realm/function-names.ts";
import { isArray, ownKeysOf, ownPropertyOf, prototypeOf } from "../realm/introspect.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** Name of the object's type: its constructor's, as far as it can be read without running anything. */
export function typeNameOf(value: unknown): string {
  if (!isObject(value)) return value === null ? "null" : typeof value;
  const name = nearestOnChain(prototypeOf(value), ownConstructorNameOf) ?? "Object";
  return name === "" ? "(anonymous class)" : name;
}

/** Bytes of an object's header, without its fields. */
export function headerSizeOf(object: object, layout: Layout): number {
  if (typeof object === "function") return layout.functionSize;
  return isArray(object) ? layout.arrayHeaderSize : layout.objectHeaderSize;
}

/** Bytes of an object and its own fields, one word each, without what they refer to. Runs the `ownKeys` trap of a Proxy. */
export function shallowSizeOf(object: object, layout: Layout): number {
  if (typeof object === "function") return layout.functionSize;
  if (isArray(object)) {
    const length = ownPropertyOf(object, "length")?.value;
    return layout.arrayHeaderSize + (typeof length === "number" ? fixedArraySizeOf(layout, length) : 0);
  }
  return layout.objectHeaderSize + ownKeysOf(object).length * layout.wordSize;
}
