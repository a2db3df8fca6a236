import { ownPropertyOf, prototypeOf } from "../../introspect.ts";

/** Prototypes looked at: a chain of proxies may have no end. */
const MAX_CHAIN = 64;

/**
 * The value of the nearest data property at `key` from `prototype` up. Libraries are told by what their prototypes carry under names that no minifier changes: names of
 * classes do not survive a build.
 */
export function inheritedValueOf(prototype: object, key: PropertyKey): unknown {
  let at: object | null = prototype;
  for (let depth = 0; at !== null && depth < MAX_CHAIN; depth++) {
    const property = ownPropertyOf(at, key);
    if (property !== undefined) return property.value;
    at = prototypeOf(at);
  }
  return undefined;
}

/** Whether all of `names` are methods. */
export function hasMethods(prototype: object, names: readonly string[]): boolean {
  for (let i = 0; i < names.length; i++) {
    if (typeof inheritedValueOf(prototype, names[i]!) !== "function") return false;
  }
  return true;
}
