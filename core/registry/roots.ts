import type { VisitObject } from "../visitor/allocative.ts";
import type { PredicateImpl } from "../visitor/custom-impls.ts";

/**
 * What was registered in a realm, on its global object, where all copies of this library and the panel's agent meet.
 * A root's object is held weakly; a getter is called for each snapshot. What other files put here is made when it is first needed.
 */
export interface Registry {
  readonly version: 1;
  readonly roots: Map<string, RegisteredRoot>;
  /** Descriptions of classes, by their prototype. */
  classes: WeakMap<object, VisitObject> | undefined;
  /** Impls with a predicate, in the order of registration. */
  predicates: Set<PredicateImpl> | undefined;
}

export interface RegisteredRoot {
  /* Both are always there: what a root lacks would be looked for on the page's Object.prototype. */
  readonly reference: WeakRef<object> | undefined;
  readonly get: (() => unknown) | undefined;
}

export const REGISTRY_NAME = "allocative.registry";

const key = Symbol.for(REGISTRY_NAME);
const { defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Object;
const Reference = WeakRef;
const { deref } = Reference.prototype;
const MapConstructor = Map;
const { get: mapGet, set: mapSet, delete: mapDelete, forEach: mapForEach } = Map.prototype;
const { apply } = Reflect;

/** The registry of this realm; undefined where nobody registered anything yet. Throws a RegistryError for one that is not ours. */
export function findRegistry(): Registry | undefined {
  const found = getOwnPropertyDescriptor(globalThis, key);
  if (found === undefined) return undefined;
  const registry = setPrototypeOf(found, null).value as Registry | undefined;
  if (typeof registry !== "object" || registry === null || registry.version !== 1) {
    throw new RegistryError(
      `globalThis[Symbol.for("${REGISTRY_NAME}")] is ${typeof registry}, no registry of version 1: is another allocative on the page?`,
    );
  }
  return registry;
}

/** The registry of this realm, made where there is none. Throws a RegistryError as `findRegistry` does. */
export function obtainRegistry(): Registry {
  let registry = findRegistry();
  if (registry === undefined) {
    registry = { version: 1, roots: new MapConstructor(), classes: undefined, predicates: undefined };
    /* What a descriptor lacks would be looked for on the page's Object.prototype. */
    defineProperty(globalThis, key, setPrototypeOf({ value: registry, configurable: true }, null));
  }
  return registry;
}

/** The global holds something else where the registry is expected. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
}

/**
 * Names an object that snapshots start from: `registerRoot("store", store)`. The object is held weakly. A function is taken as a getter, called at
 * each snapshot: `registerRoot("cart", () => app.cart)`. A name that is taken already goes to the new object.
 *
 * @returns a function that takes the root away again, unless its name has gone to another one meanwhile.
 * @throws TypeError for a name that is no text or empty, and for a root that is neither an object nor a function.
 *
 * Costs one Map entry; nothing is walked before a snapshot.
 */
export function registerRoot(name: string, objectOrGetter: object | (() => unknown)): () => void {
  if (typeof name !== "string" || name === "") {
    throw new TypeError(
      `registerRoot: the name must be a text that is not empty; got ${name === "" ? "an empty one" : typeof name}`,
    );
  }
  let root: RegisteredRoot;
  if (typeof objectOrGetter === "function") root = { reference: undefined, get: objectOrGetter as () => unknown };
  else if (typeof objectOrGetter === "object" && objectOrGetter !== null)
    root = { reference: new Reference(objectOrGetter), get: undefined };
  else {
    throw new TypeError(
      `registerRoot("${name}"): expected an object, or a function that returns one; got ${objectOrGetter === null ? "null" : typeof objectOrGetter}`,
    );
  }
  const { roots } = obtainRegistry();
  apply(mapSet, roots, [name, root]);
  return () => {
    if (apply(mapGet, roots, [name]) === root) apply(mapDelete, roots, [name]);
  };
}

/** A list without prototype: at a new index, an array would ask the page's `Array.prototype`. */
export interface RootNames {
  readonly [index: number]: string;
  readonly length: number;
}

/** Names in the order of registration. */
export function registeredRootNames(): RootNames {
  const names: string[] = setPrototypeOf([], null);
  const registry = findRegistry();
  if (registry !== undefined) {
    apply(mapForEach, registry.roots, [(_root: RegisteredRoot, name: string) => (names[names.length] = name)]);
  }
  return names;
}

export type ResolvedRoot =
  | { readonly state: "found"; readonly value: unknown }
  /** The object is gone: nothing but the registry referred to it. */
  | { readonly state: "collected" }
  | { readonly state: "threw"; readonly thrown: unknown };

/** What a registered root stands for now. Calls its getter; contains what that throws. */
export function resolveRoot(name: string): ResolvedRoot {
  const registry = findRegistry();
  const root = registry && (apply(mapGet, registry.roots, [name]) as RegisteredRoot | undefined);
  if (root === undefined) return { state: "collected" };
  const { get, reference } = root;
  try {
    const value: unknown = get === undefined ? reference && apply(deref, reference, []) : get();
    return value === undefined && get === undefined ? { state: "collected" } : { state: "found", value };
  } catch (thrown) {
    return { state: "threw", thrown };
  }
}
