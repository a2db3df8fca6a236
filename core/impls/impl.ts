import type { Layout } from "../layout/layout.ts";
import type { Sink } from "../visitor.ts";

/** What an impl knows besides the object itself. */
export interface ImplContext {
  readonly layout: Layout;
  /** Constructor name of the object, as its prototypes tell it. */
  readonly typeName: string;
  /** Own keys beyond which an object is taken as a dictionary. */
  readonly dictionaryKeys: number;
  /** Describes an object by its own `[visit]`; false where it has none that works. To be asked where the object's keys end in symbols. */
  describeByOwnVisit(object: object, sink: Sink, typeName: string): boolean;
}

/** Describes an object of its family; false for one that is not of the family after all, before anything was told to the sink. */
export type Impl = (object: object, sink: Sink, context: ImplContext) => boolean;

/** What all objects of a prototype have in common. */
export interface Family {
  /** The nearest constructor's name, or the tag of a prototype without one. */
  readonly typeName: string;
  readonly impl: Impl;
}
