import type { Visitor } from "./visitor.ts";

/**
 * The name of the method by which an object describes itself: `Symbol.for("allocative.visit")`, so that an object can
 * have it without importing this library.
 */
export const visit: unique symbol = /* @__PURE__ */ Symbol.for("allocative.visit") as never;

/**
 * An object that describes itself. Plain state needs no description: this is for private state, for memory that
 * JavaScript cannot see, and for fields that are better left out.
 *
 * The method is called while the page stands still. It must not change anything, and should take about as long as
 * reading the fields it describes. It is called only if it is a data property, own or inherited, with a function as its
 * value. If it throws or makes too many calls, the object is measured by its own properties instead, with a warning. A
 * loop in it that never calls the visitor cannot be stopped.
 */
export interface Allocative {
  [visit](visitor: Visitor): void;
}

/** Describes an object in place of its own `[visit]`. */
export type VisitObject = (object: object, visitor: Visitor) => void;
