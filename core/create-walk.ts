import { createDescribe, createDescribers } from "./impls/describe.ts";
import { isVueHere, vueReactiveImpl } from "./impls/libraries/vue.ts";
import { createSafeList, ownKeysOf, ownPropertyOf, prepareToRead, textOfThrown } from "./introspect.ts";
import { realmIntrinsics } from "./introspect-native.ts";
import { CHROME, NODE } from "./layout/engines.ts";
import type { Layout } from "./layout/layout.ts";
import { layoutOfRealm } from "./layout/layout-of-realm.ts";
import { registeredImpls } from "./register-impl.ts";
import { registeredRootNames, resolveRoot } from "./roots.ts";
import type { CustomImpls, PredicateImpl } from "./visitor/custom-impls.ts";
import type { Describe } from "./visitor.ts";
import { Walk } from "./walk/walk.ts";

export interface SnapshotOptions {
  /** Objects to start from, by name, instead of the registered roots. Values are taken as they are: a function is measured, not called. */
  readonly roots?: Readonly<Record<string, unknown>>;
  /**
   * Whose object layout to size by: `"chrome"` (pointer compression), `"node"`, or `"auto"`, which is that of the engine at hand, unless told: Node's in Node, Chrome's
   * anywhere else.
   */
  readonly layout?: "chrome" | "node" | "auto";
  /** Objects and texts after which new ones are left out, with a warning; 20,000,000 unless told. */
  readonly maxObjects?: number;
  /** Own keys beyond which an object is taken as a dictionary, its values under one frame `[key]`; 64 unless told. */
  readonly dictionaryKeys?: number;
}

const DEFAULT_MAX_OBJECTS = 20_000_000;
const DEFAULT_DICTIONARY_KEYS = 64;

/** An option is not what it must be. The message says which, what came, and what was expected. */
export class SnapshotOptionError extends TypeError {
  override readonly name = "SnapshotOptionError";
}

/** A walk without roots yet, for those who add them one by one. @throws SnapshotOptionError */
export function createWalk(options: SnapshotOptions): Walk {
  const { maxObjects = DEFAULT_MAX_OBJECTS, dictionaryKeys = DEFAULT_DICTIONARY_KEYS } = options;
  const layout = layoutOf(options.layout);
  expectCount("maxObjects", maxObjects);
  expectCount("dictionaryKeys", dictionaryKeys);
  const walk = new Walk({
    layout,
    describe: createDescribe({ layout, dictionaryKeys, customImpls: customImpls(layout.wordSize) }),
    maxNodes: maxObjects,
    now,
  });
  walk.leaveOut(realmIntrinsics());
  return walk;
}

/** Describes objects as a walk would if they did not describe themselves. @throws SnapshotOptionError */
export function builtInDescribe(options: SnapshotOptions): Describe {
  const { dictionaryKeys = DEFAULT_DICTIONARY_KEYS } = options;
  return createDescribers({ layout: layoutOf(options.layout), dictionaryKeys }).describeBuiltIn;
}

/** The layout of that name; that of the engine at hand without a name. @throws SnapshotOptionError */
export function layoutOf(name: SnapshotOptions["layout"] = "auto"): Layout {
  switch (name) {
    case "chrome":
      return CHROME;
    case "node":
      return NODE;
    case "auto":
      return layoutOfRealm();
    default:
      throw new SnapshotOptionError(`layout: expected "chrome", "node" or "auto"; got ${String(name)}`);
  }
}

/** What the page registered, and what its libraries need. */
function customImpls(wordSize: 4 | 8): CustomImpls | undefined {
  const registered = registeredImpls();
  if (!isVueHere()) return registered;
  const predicates = createSafeList<PredicateImpl>();
  const count = registered === undefined ? 0 : registered.predicates.length;
  for (let i = 0; i < count; i++) predicates[i] = registered!.predicates[i]!;
  predicates[count] = vueReactiveImpl(wordSize);
  return { predicates, ofPrototype: (prototype) => registered?.ofPrototype(prototype) };
}

function expectCount(name: string, value: unknown): void {
  if (typeof value !== "number" || !(value > 0)) {
    throw new SnapshotOptionError(`${name}: expected a number above 0; got ${String(value)}`);
  }
}

/** Adds all registered roots. */
export function addRegisteredRoots(walk: Walk): void {
  const names = registeredRootNames();
  for (let i = 0; i < names.length; i++) addRegisteredRoot(walk, names[i]!);
}

/** Adds a registered root, or a warning that says why it is not there. */
export function addRegisteredRoot(walk: Walk, name: string): void {
  const root = resolveRoot(name);
  if (root.state === "found") walk.addRoot(name, root.value);
  else if (root.state === "collected") {
    walk.warn({
      code: "root-collected",
      path: name,
      detail: "the object was collected: nothing but the registration referred to it",
    });
  } else {
    walk.warn({ code: "root-threw", path: name, detail: `the root's getter threw ${textOfThrown(root.thrown)}` });
  }
}

/** Adds the values of an object of roots by name. @throws SnapshotOptionError */
export function addGivenRoots(walk: Walk, roots: unknown): void {
  if (typeof roots !== "object" || roots === null) {
    throw new SnapshotOptionError(
      `roots: expected an object of roots by name; got ${roots === null ? "null" : typeof roots}`,
    );
  }
  prepareToRead();
  const keys = ownKeysOf(roots);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (typeof key !== "string") continue;
    const property = ownPropertyOf(roots, key);
    if (property === undefined) continue;
    if (property.get === undefined && property.set === undefined) walk.addRoot(key, property.value);
    else
      walk.warn({
        code: "root-accessor",
        path: key,
        detail: "the root is a getter, which is not called; pass its value",
      });
  }
}

const { performance: clock } = globalThis as { performance?: { now(): number } };
const clockNow = clock?.now;
const { apply } = Reflect;
const dateNow = Date.now;

/** Milliseconds, for budgets. */
function now(): number {
  return clockNow === undefined ? dateNow() : apply(clockNow, clock, []);
}
