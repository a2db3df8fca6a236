import type { VisitObject } from "./allocative.ts";
import type { ObjectFacts } from "./object-facts.ts";

/** An impl for the objects that a predicate picks. */
export interface PredicateImpl {
  readonly test: (facts: ObjectFacts) => boolean;
  readonly visit: VisitObject;
}

/** What was registered for objects that do not describe themselves, as a walk asks for it. */
export interface CustomImpls {
  /** For objects that have this very object on their prototype chain. */
  ofPrototype(prototype: object): VisitObject | undefined;
  /** In the order in which they are asked. */
  readonly predicates: { readonly [index: number]: PredicateImpl; readonly length: number };
}
