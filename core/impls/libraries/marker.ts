import { ownPropertyOf } from "../../realm/introspect.ts";
import { nearestOnChain } from "../../realm/prototype-chain.ts";

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
