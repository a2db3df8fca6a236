import type { Layout } from "../layout/layout.ts";
import type { Describe, Sink } from "../sink/sink.ts";
import type { VisitObject } from "../visitor/allocative.ts";
import type { PredicateImpl } from "../visitor/custom-impls.ts";

/** What an impl knows besides the object itself. */
export interface ImplContext {
  readonly layout: Layout;
  /** Constructor name of the object, as its prototypes tell it. */
  readonly typeName: string;
  /** Own keys beyond which an object is taken as a dictionary. */
  readonly dictionaryKeys: number;
  /** To be asked where the object's keys end in symbols. */
  readonly extensions: Pick<Extensions, "describeByOwnVisit" | "describeObservable">;
}

/** Describes an object of its family; false for one that is not of the family after all, before anything was told to the sink. */
export type Impl = (object: object, sink: Sink, context: ImplContext) => boolean;

/** What all objects of a prototype have in common. */
export interface Family {
  /** The nearest constructor's name, or the tag of a prototype without one. */
  readonly typeName: string;
  readonly impl: Impl;
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

/**
 * What goes beyond built-in types: objects that describe themselves, registered impls, types of libraries. A parameter of the describer, because most
 * pages have none of it, and the agent for those is a third smaller without it.
 */
export interface Extensions {
  /** Describes an object that a holder told about; false for any other. */
  describePointee(object: object, sink: Sink, typeName: string): boolean;
  /** What there is for objects of that prototype, of which `object` is one; undefined where there is nothing. */
  typeOf(object: object, prototype: object | null, typeName: string, sink: Sink): CustomType | undefined;
  /** Describes an object of a custom type; false where a built-in impl has to. */
  describe(object: object, sink: Sink, type: CustomType): boolean;
  /** Describes an object by its own `[visit]`; false if that is none, or failed. */
  describeByOwnVisit(object: object, sink: Sink, typeName: string): boolean;
  /** The impl of standard objects that few pages keep, by the tag of a prototype. */
  rareImplOf(tag: string, prototype: object, hasBuiltinConstructor: boolean): Impl | undefined;
  /** The impl of a browser's object that keeps contents outside the heap, by the name of its interface. */
  contentsImplOf(name: string, prototype: object, interfaceName: string): Impl | undefined;
  /** The family of a library's objects, told by their prototype. */
  familyOf(prototype: object, typeName: string): Family | undefined;
  /** Describes an object that a library made observable, told by the last of its keys; false for any other. */
  describeObservable(object: object, keys: readonly (string | symbol)[], sink: Sink, context: ImplContext): boolean;
}

export type CreateExtensions = (layout: Layout, describeBuiltIn: Describe) => Extensions;
