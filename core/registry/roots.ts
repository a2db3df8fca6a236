import { nativeTextOf } from "../realm/function-origin.ts";
import { findRegistry, obtainRegistry, ownValueOf, type RegisteredRoot, type Registry } from "./record.ts";

const { getOwnPropertyDescriptor, hasOwn, setPrototypeOf } = Object;
const Reference = WeakRef;
const { deref } = Reference.prototype;
const { get: mapGet, set: mapSet, delete: mapDelete, forEach: mapForEach } = Map.prototype;
const { apply, ownKeys } = Reflect;

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
