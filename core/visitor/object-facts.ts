/**
 * What a predicate of `registerImpl` may know about an object: nothing here runs a getter or a method of the page.
 *
 * A predicate that asks only about the type (`typeName`, `isInstanceOf`, `hasInherited`, `inherited`) is asked once for all objects of one prototype. One
 * that asks about the object itself (`has`, `own`, `answer`) is asked for every object of that prototype: ask about the type first.
 * The answers must be all that its result depends on.
 */
export interface ObjectFacts {
  /** Name of the constructor. Of the type. */
  readonly typeName: string;
  /** Whether `type.prototype` stands on the prototype chain. Of the type. */
  isInstanceOf(type: abstract new (...args: never) => unknown): boolean;
  /** Whether a prototype has such a property. Of the type. */
  hasInherited(key: PropertyKey): boolean;
  /** Value of the nearest such data property on the prototypes; undefined for a getter. Of the type. */
  inherited(key: PropertyKey): unknown;
  /** Whether the object has such a property of its own. Of the object. */
  has(key: PropertyKey): boolean;
  /** Value of an own data property; undefined for a getter. Of the object. */
  own(key: PropertyKey): unknown;
  /**
   * What a Proxy answers for a key that neither the object nor its prototypes have, such as Vue's `__v_raw`; undefined for everything else. Of the
   * object. Runs nothing but the `get` trap of a Proxy, for no other way leads to what it stands for.
   */
  answer(key: PropertyKey): unknown;
}
