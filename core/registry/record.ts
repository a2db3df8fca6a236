import type { VisitObject } from "../visitor/allocative.ts";
import type { PredicateImpl } from "../visitor/custom-impls.ts";
import type { DerivedFunctions, ReadVariables } from "./derived-types.ts";
import type { RegisteredNatives } from "./natives-types.ts";

/**
 * What was registered in a realm, on its global object, where all copies of this library and the panel's agent meet.
 * A root's object is held weakly; a getter is called for each snapshot. What other files put here is made when it is first needed.
 */
export interface Registry {
  readonly version: 1;
  readonly roots: Map<string, RegisteredRoot>;
  /** Descriptions of classes, by their prototype. */
  readonly classes?: WeakMap<object, VisitObject>;
  /** Names of the `#private` members that the description of a class has itself, by its prototype. */
  readonly privateNames?: WeakMap<object, readonly string[]>;
  /** Impls with a predicate, in the order of registration. */
  readonly predicates?: Set<PredicateImpl>;
  /** What modules keep, by their path, where a bundler's plug-in derived it. */
  readonly modules?: Map<string, ReadVariables>;
  /** What each copy of the plug-in's runtime knows of functions and classes. */
  readonly derived?: Set<DerivedFunctions>;
  /** What listens, waits or observes, where a bundler's plug-in had the browser's functions wrapped at load. */
  readonly natives?: RegisteredNatives;
}

/** One of the two is there. To be read by `ownValueOf` alone: another version of the library may have made the record. */
export interface RegisteredRoot {
  readonly reference: WeakRef<object> | undefined;
  readonly get: (() => unknown) | undefined;
}

export const REGISTRY_NAME = "allocative.registry";

const key = Symbol.for(REGISTRY_NAME);
const { defineProperty, getOwnPropertyDescriptor, hasOwn } = Object;
const MapConstructor = Map;
const { has: mapHas } = Map.prototype;
const { apply } = Reflect;

/**
 * The value of an own data property. A record made by another version of the library may lack members; they must not be
 * looked up on the page's Object.prototype.
 */
export function ownValueOf(object: object, key: PropertyKey): unknown {
  const found = getOwnPropertyDescriptor(object, key);
  return found !== undefined && hasOwn(found, "value") ? found.value : undefined;
}

/** The registry of a realm, by its global object; undefined where nothing is registered yet. Throws a RegistryError for one that is not ours. */
export function findRegistry(realm: object = globalThis): Registry | undefined {
  if (!hasOwn(realm, key)) return undefined;
  const registry = ownValueOf(realm, key) as Registry;
  let version: unknown;
  try {
    version = ownValueOf(registry, "version");
    /* Throws if `roots` is not a Map. */
    apply(mapHas, ownValueOf(registry, "roots"), [key]);
    if (version === 1) return registry;
  } catch {
    /* Said below. */
  }
  throw new RegistryError(
    typeof version === "number" && version !== 1
      ? `Two versions of allocative are here: one registers roots in a registry of version ${version}, this one in version 1. Keep one of them; npm ls allocative lists them.`
      : `globalThis[Symbol.for("${REGISTRY_NAME}")] is ${typeof registry}, not a registry of roots: other code has taken its place.`,
  );
}

/** The registry of this realm; created if missing. Throws a RegistryError as `findRegistry` does. */
export function obtainRegistry(): Registry {
  let registry = findRegistry();
  if (registry === undefined) {
    registry = { version: 1, roots: new MapConstructor() };
    defineOwn(globalThis, key, registry);
  }
  return registry;
}

/**
 * Defines a configurable property. The descriptor has no prototype, so it inherits nothing from the page's
 * Object.prototype.
 */
export function defineOwn(object: object, name: PropertyKey, value: unknown): void {
  defineProperty(object, name, { __proto__: null, value, configurable: true } as PropertyDescriptor);
}

/** The global holds something else where the registry is expected. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
}
