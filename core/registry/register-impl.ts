import { createSafeList, type SafeList } from "../realm/safe-collections.ts";
import type { VisitObject } from "../visitor/allocative.ts";
import type { CustomImpls, PredicateImpl } from "../visitor/custom-impls.ts";
import type { ObjectFacts } from "../visitor/object-facts.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { defineOwn, findRegistry, obtainRegistry, ownValueOf, type Registry } from "./record.ts";

const { getOwnPropertyDescriptor } = Object;
const WeakMapConstructor = WeakMap;
const SetConstructor = Set;
const { get: weakMapGet, set: weakMapSet, delete: weakMapDelete } = WeakMap.prototype;
const { add: setAdd, delete: setDelete, forEach: setForEach } = Set.prototype;
const { apply } = Reflect;

/** A class, also an abstract one. */
export type Class<Instance extends object = object> = abstract new (...args: never) => Instance;

/**
 * Describes objects of a library's types, without changing the library.
 *
 * @param match a class, for its instances and those of its subclasses; or a predicate over `ObjectFacts`. A predicate
 * must be an arrow function or a method: any function with a `prototype` counts as a class.
 * @param visit describes the parts of one object to a visitor, like a `[visit]` of the object, in place of that and of
 * the built-in impls. It gets the raw object, and nothing keeps it from running getters. If it throws, the object is
 * measured by its own properties, with a warning.
 * @returns a function that removes the impl.
 * @throws TypeError if `match` or `visit` is not a function.
 *
 * Predicates come before classes, the last registered first. Of several impls for one class the last one counts. A
 * class is held weakly. A running snapshot goes on with the impls that were registered when it started. Costs an entry
 * in a table; nothing is walked.
 */
export function registerImpl(
  match: (facts: ObjectFacts) => boolean,
  visit: (object: object, visitor: Visitor) => void,
): () => void;
export function registerImpl<Instance extends object>(
  match: Class<Instance>,
  visit: (object: Instance, visitor: Visitor) => void,
): () => void;
export function registerImpl(
  match: Class | ((facts: ObjectFacts) => boolean),
  visit: (object: never, visitor: Visitor) => void,
): () => void {
  if (typeof match !== "function") {
    throw new TypeError(`registerImpl: expected a class or a predicate to match by; got ${typeof match}`);
  }
  if (typeof visit !== "function")
    throw new TypeError(`registerImpl: expected a function as visit; got ${typeof visit}`);
  const prototype = prototypeOfClass(match);
  if (prototype !== undefined) return registerClass(prototype, visit as VisitObject);
  const impl: PredicateImpl = { test: match as (facts: ObjectFacts) => boolean, visit: visit as VisitObject };
  const registry = obtainRegistry();
  let predicates = predicatesOf(registry);
  if (predicates === undefined) {
    predicates = new SetConstructor();
    defineOwn(registry, "predicates", predicates);
  }
  apply(setAdd, predicates, [impl]);
  return () => {
    apply(setDelete, predicates, [impl]);
  };
}

/**
 * The object that all instances of the class have on their prototype chain; undefined if `candidate` is not a class.
 */
export function prototypeOfClass(candidate: object): object | undefined {
  const prototype: unknown = getOwnPropertyDescriptor(candidate, "prototype")?.value;
  return typeof prototype === "object" && prototype !== null ? prototype : undefined;
}

/** Registers a description for all objects that have `prototype` on their prototype chain. The prototype is not touched. */
export function registerClass(prototype: object, visit: VisitObject): () => void {
  const registry = obtainRegistry();
  let classes = classesOf(registry);
  if (classes === undefined) {
    classes = new WeakMapConstructor();
    defineOwn(registry, "classes", classes);
  }
  apply(weakMapSet, classes, [prototype, visit]);
  return () => {
    if (apply(weakMapGet, classes, [prototype]) === visit) apply(weakMapDelete, classes, [prototype]);
  };
}

/** Notes which `#private` members of a class its description has: what was derived of it does not repeat them. */
export function registerPrivateNames(prototype: object, names: readonly string[]): void {
  const registry = obtainRegistry();
  let table = ownValueOf(registry, "privateNames") as Registry["privateNames"];
  if (table === undefined) {
    table = new WeakMapConstructor();
    defineOwn(registry, "privateNames", table);
  }
  apply(weakMapSet, table, [prototype, names]);
}

/** The impl registered for objects that have `prototype` on their prototype chain. */
export function registeredFor(prototype: object): VisitObject | undefined {
  return visitIn(classesOf(findRegistry()), prototype);
}

/** The registered impls, for a walk; undefined also if the registry is not ours. */
export function registeredImpls(): CustomImpls | undefined {
  try {
    return readImpls(findRegistry());
  } catch {
    /* The page put something else in the registry's place. */
    return undefined;
  }
}

function readImpls(registry: Registry | undefined): CustomImpls | undefined {
  const classes = classesOf(registry);
  const found = predicatesOf(registry);
  if (classes === undefined && found === undefined) return undefined;
  const registered: SafeList<PredicateImpl> = createSafeList<PredicateImpl>();
  if (found !== undefined) {
    apply(setForEach, found, [
      (impl: PredicateImpl) => {
        registered[registered.length] = impl;
      },
    ]);
  }
  const predicates: SafeList<PredicateImpl> = createSafeList<PredicateImpl>();
  for (let i = registered.length - 1; i >= 0; i--) predicates[predicates.length] = registered[i];
  return {
    predicates,
    ofPrototype: (prototype) => visitIn(classes, prototype),
  };
}

function classesOf(registry: Registry | undefined): Registry["classes"] {
  return registry && (ownValueOf(registry, "classes") as Registry["classes"]);
}

function predicatesOf(registry: Registry | undefined): Registry["predicates"] {
  return registry && (ownValueOf(registry, "predicates") as Registry["predicates"]);
}

function visitIn(classes: Registry["classes"], prototype: object): VisitObject | undefined {
  return classes === undefined ? undefined : (apply(weakMapGet, classes, [prototype]) as VisitObject | undefined);
}
