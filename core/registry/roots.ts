import { nativeTextOf } from "../realm/function-origin.ts";
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
  readonly classes?: WeakMap<object, VisitObject>;
  /** Impls with a predicate, in the order of registration. */
  readonly predicates?: Set<PredicateImpl>;
}

/** One of the two is there. To be read by `ownValueOf` alone: another version of the library may have made the record. */
export interface RegisteredRoot {
  readonly reference: WeakRef<object> | undefined;
  readonly get: (() => unknown) | undefined;
}

export const REGISTRY_NAME = "allocative.registry";

const key = Symbol.for(REGISTRY_NAME);
const { defineProperty, getOwnPropertyDescriptor, hasOwn, setPrototypeOf } = Object;
const Reference = WeakRef;
const { deref } = Reference.prototype;
const MapConstructor = Map;
const { get: mapGet, set: mapSet, has: mapHas, delete: mapDelete, forEach: mapForEach } = Map.prototype;
const { apply, ownKeys } = Reflect;

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

/**
 * Names an object that snapshots start from: `registerRoot("store", store)`. The object is held weakly. A getter is
 * called at each snapshot: `registerRoot("cart", () => app.cart)`. A function is a getter only if it is an arrow
 * function or a method, without parameters and without properties of its own; any other function is the object to
 * measure. If the name is taken already, it now names the new object.
 *
 * @returns a function that removes the root, unless its name is that of another root by then.
 * @throws TypeError if the name is not a non-empty string, or the root is neither an object nor a function.
 *
 * Costs one Map entry; nothing is walked before a snapshot.
 */
export function registerRoot(name: string, objectOrGetter: object | (() => unknown)): () => void {
  if (typeof name !== "string" || name === "") {
    throw new TypeError(`registerRoot: expected a name that is not empty; got ${name === "" ? '""' : typeof name}`);
  }
  if ((typeof objectOrGetter !== "object" || objectOrGetter === null) && typeof objectOrGetter !== "function") {
    throw new TypeError(
      `registerRoot("${name}"): expected an object or a function; got ${objectOrGetter === null ? "null" : typeof objectOrGetter}`,
    );
  }
  const root: RegisteredRoot = isGetter(objectOrGetter)
    ? { reference: undefined, get: objectOrGetter }
    : { reference: new Reference(objectOrGetter), get: undefined };
  const roots = rootsOf(obtainRegistry());
  apply(mapSet, roots, [name, root]);
  return () => {
    if (apply(mapGet, roots, [name]) === root) apply(mapDelete, roots, [name]);
  };
}

/**
 * Whether a function is a getter of a root. Any other function (a client of an API, a class, a Proxy of a worker) is
 * the app's own object, and calling it may send a request.
 */
function isGetter(candidate: object): candidate is () => unknown {
  /* The source text first: a Proxy of a function has that of native code, and all that follows would run its traps. */
  if (typeof candidate !== "function" || nativeTextOf(candidate) !== undefined) return false;
  /* `prototype` is asked for by `hasOwn`: its descriptor would make one, of 148 bytes. */
  if (hasOwn(candidate, "prototype") || ownValueOf(candidate, "length") !== 0) return false;
  const keys = ownKeys(candidate);
  for (let i = 0; i < keys.length; i++) {
    if (getOwnPropertyDescriptor(candidate, keys[i])?.enumerable) return false;
  }
  return true;
}

/** A list without prototype: at a new index, an array would ask the page's `Array.prototype`. */
export interface RootNames {
  readonly [index: number]: string;
  readonly length: number;
}

/** Names in the order of registration, in the realm of that global object. */
export function registeredRootNames(realm: object = globalThis): RootNames {
  const names: string[] = setPrototypeOf([], null);
  const registry = findRegistry(realm);
  if (registry !== undefined) {
    apply(mapForEach, rootsOf(registry), [(_root: RegisteredRoot, name: string) => (names[names.length] = name)]);
  }
  return names;
}

export type ResolvedRoot =
  | { readonly state: "found"; readonly value: unknown }
  /** The object is gone: nothing but the registry referred to it. */
  | { readonly state: "collected" }
  | { readonly state: "threw"; readonly thrown: unknown };

/** What a registered root stands for now. Calls its getter; contains what that throws. */
export function resolveRoot(name: string, realm: object = globalThis): ResolvedRoot {
  const root = findRoot(name, realm);
  const get = root && ownValueOf(root, "get");
  if (typeof get === "function") return resolveGetter(get as () => unknown);
  const value = root && referentOf(root);
  return value === undefined ? { state: "collected" } : { state: "found", value };
}

/** What a getter gives now; contains what it throws. */
export function resolveGetter(get: () => unknown): ResolvedRoot {
  try {
    return { state: "found", value: get() };
  } catch (thrown) {
    return { state: "threw", thrown };
  }
}

/** Whether the object of a root is gone. A getter is not called for that. */
export function isRootCollected(name: string, realm: object = globalThis): boolean {
  const root = findRoot(name, realm);
  return root === undefined || (typeof ownValueOf(root, "get") !== "function" && referentOf(root) === undefined);
}

function findRoot(name: string, realm: object): object | undefined {
  const registry = findRegistry(realm);
  const root: unknown = registry && apply(mapGet, rootsOf(registry), [name]);
  return typeof root === "object" && root !== null ? root : undefined;
}

/** `findRegistry` has looked at it. */
function rootsOf(registry: Registry): Map<string, RegisteredRoot> {
  return ownValueOf(registry, "roots") as Map<string, RegisteredRoot>;
}

/** The object of a root that is held weakly; undefined where it is gone, and where the record holds no WeakRef. */
function referentOf(root: object): object | undefined {
  try {
    return apply(deref, ownValueOf(root, "reference"), []) as object | undefined;
  } catch {
    return undefined;
  }
}
