import type { Layout } from "../layout/layout.ts";
import type { Sink } from "../sink/sink.ts";
import type { VisitObject } from "../visitor/allocative.ts";
import type { PredicateImpl } from "../visitor/custom-impls.ts";

/** Describes an object of a framework that is met like any object of the page; false for any other object. `keys` are its own. */
export type DescribeMet = (object: object, keys: readonly (string | symbol)[], sink: Sink) => boolean;

/** What a debugger knows of functions and JavaScript does not show. */
export interface FunctionKnowledge {
  /** Begins the description of a bound function with what it is bound to; false, and nothing reported, for any other. */
  describeBound(fn: object, sink: Sink, typeName: string): boolean;
  /** The script or file that a function of the page stands in; undefined if that is not known. */
  scriptOf(fn: object): string | undefined;
  /** Reports to the description of a function what it encloses. */
  reportEnclosed(fn: object, sink: Sink): void;
}

/** Reports to the description of a target of events that is in no document what listens at it. */
export type ReportListeners = (target: object, kind: "element" | "other", sink: Sink) => void;

/** What an impl knows besides the object itself. */
export interface ImplContext {
  readonly layout: Layout;
  /** Constructor name of the object, found on its prototypes. */
  readonly typeName: string;
  /** What its prototype makes it: SHAPE_PLAIN, SHAPE_NO_PROTOTYPE or 0. */
  readonly shapeFlags: number;
  /** Own keys beyond which an object is taken as a dictionary. */
  readonly dictionaryKeys: number;
  /**
   * Called if the object's keys end in symbols: describes it by its own `[visit]`; false if it has none, or it failed.
   */
  readonly describeByOwnVisit: (object: object, sink: Sink, typeName: string) => boolean;
  /** Undefined in a walk that knows no frameworks. */
  readonly describeMet: DescribeMet | undefined;
  /** Undefined in a walk that knows no closures. */
  readonly functions: FunctionKnowledge | undefined;
  /** Undefined in a walk that knows no listeners. */
  readonly reportListeners: ReportListeners | undefined;
}

/**
 * Describes an object of its family; false for one that is not of the family after all, before anything was reported to
 * the sink.
 */
export type Impl = (object: object, sink: Sink, context: ImplContext) => boolean;

/** What all objects of a prototype have in common. */
export interface Family {
  /** The nearest constructor's name, or the tag of a prototype without one. */
  readonly typeName: string;
  readonly impl: Impl;
}

/** Finds families besides those that are always known. */
export interface FamilyFinder {
  /** Called once for a prototype. */
  familyOf(prototype: object, typeName: string): Family | undefined;
}

/** How objects of one prototype are described, apart from the impls of built-in types. */
export interface CustomType {
  readonly typeName: string;
  /** Predicates that ask about the object itself: to be asked for each. */
  readonly perObject: { readonly [index: number]: PredicateImpl; readonly length: number };
  /** The registered impl for all objects of the type. */
  readonly registered: VisitObject | undefined;
  /** The inherited `[visit]`. */
  readonly inherited: VisitObject | undefined;
}
