import type { Layout } from "../layout/layout.ts";
import { hasOwn, ownPropertyOf, textOfThrown } from "../realm/introspect.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";
import { createSafeList } from "../realm/safe-collections.ts";
import type { Describe, Sink } from "../sink/sink.ts";
import { type VisitObject, visit as visitKey } from "../visitor/allocative.ts";
import type { CustomImpls, PredicateImpl } from "../visitor/custom-impls.ts";
import { Facts } from "./facts.ts";
import type { CustomType } from "./impl.ts";
import { SelfDescribed } from "./self-described.ts";

const { apply } = Reflect;

/**
 * Objects that describe themselves, and those for which the page registered an impl. In this order: the description of
 * a pointee by its holder; registered predicates; the nearest on the prototype chain of the registered impls of classes
 * and the `[visit]` of classes. An object's own `[visit]` comes before inherited ones.
 */
export class CustomDescriptions {
  readonly #impls: CustomImpls | undefined;
  readonly #selfDescribed: SelfDescribed;
  readonly #facts = new Facts();

  constructor(layout: Layout, impls: CustomImpls | undefined, describeBuiltIn: Describe) {
    this.#impls = impls;
    this.#selfDescribed = new SelfDescribed(layout, describeBuiltIn);
  }

  /** Describes an object that a holder described as its pointee; false for any other. */
  describePointee(object: object, sink: Sink, typeName: string): boolean {
    return this.#selfDescribed.pointeeCount > 0 && this.#selfDescribed.describePointee(object, sink, typeName);
  }

  /** The description for objects of that prototype; undefined if there is none. `object` is one of them. */
  typeOf(object: object, prototype: object | null, typeName: string, sink: Sink): CustomType | undefined {
    const perObject = createSafeList<PredicateImpl>();
    let registered: VisitObject | undefined;
    if (this.#impls !== undefined) {
      const { predicates } = this.#impls;
      for (let i = 0; i < predicates.length && registered === undefined; i++) {
        const isMatch = this.#test(predicates[i], object, typeName, sink);
        if (this.#facts.askedObject) perObject[perObject.length] = predicates[i];
        else if (isMatch) registered = predicates[i].visit;
      }
    }
    let inherited: VisitObject | undefined;
    if (registered === undefined) {
      nearestOnChain(prototype, (at) => {
        registered = this.#impls?.ofPrototype(at);
        if (registered === undefined) inherited = visitOf(at);
        return registered ?? inherited;
      });
    }
    if (registered === undefined && inherited === undefined && perObject.length === 0) return undefined;
    return { typeName, perObject, registered, inherited };
  }

  /** Describes an object of a custom type; false where a built-in impl has to. */
  describe(object: object, sink: Sink, type: CustomType): boolean {
    const { perObject } = type;
    for (let i = 0; i < perObject.length; i++) {
      if (this.#test(perObject[i], object, type.typeName, sink)) {
        return this.#selfDescribed.describe(object, perObject[i].visit, sink, type.typeName);
      }
    }
    if (type.registered !== undefined) {
      return this.#selfDescribed.describe(object, type.registered, sink, type.typeName);
    }
    if (hasOwn(object, visitKey)) return this.describeByOwnVisit(object, sink, type.typeName);
    return type.inherited !== undefined && this.#selfDescribed.describe(object, type.inherited, sink, type.typeName);
  }

  /** Describes an object by its own `[visit]`; false if it has none, or it failed. */
  describeByOwnVisit(object: object, sink: Sink, typeName: string): boolean {
    const visit = visitOf(object);
    return visit !== undefined && this.#selfDescribed.describe(object, visit, sink, typeName);
  }

  #test(impl: PredicateImpl, object: object, typeName: string, sink: Sink): boolean {
    const facts = this.#facts;
    facts.take(object, typeName);
    try {
      return impl.test(facts) === true;
    } catch (thrown) {
      this.#selfDescribed.note(
        sink,
        typeName,
        "impl-failed",
        `The predicate of a registered impl threw ${textOfThrown(thrown)}.`,
      );
      return false;
    } finally {
      const { askedObject } = facts;
      facts.take(undefined, "");
      facts.askedObject = askedObject;
    }
  }
}

/** The object's own `[visit]`, if it is a data property with a function. */
function visitOf(object: object): VisitObject | undefined {
  const found = ownPropertyOf(object, visitKey)?.value;
  if (typeof found !== "function") return undefined;
  return (self, visitor) => {
    apply(found, self, [visitor]);
  };
}
