import type { Visitor } from "./visitor.ts";

/** The name of the method by which an object describes itself. `Symbol.for("allocative.visit")`, so that no import is needed to have one. */
export const visit: unique symbol = /* @__PURE__ */ Symbol.for("allocative.visit") as never;

/**
 * An object that tells what it consists of. Plain state needs no description: this is for private state, for memory that JavaScript cannot see, and for
 * what is better left out.
 *
 * The method is called while the page stands still: it must not change anything, and should take about as long as reading the fields it
 * tells. It is called only if it is a data property, own or inherited, with a function as its value. If it throws, or makes too many calls, the
 * object is measured by its own properties instead, and a warning says so. A loop in it that never calls the visitor cannot be ended by anybody.
 */
export interface Allocative {
  [visit](visitor: Visitor): void;
}

/** Describes an object in its stead. */
export type VisitObject = (object: object, visitor: Visitor) => void;
