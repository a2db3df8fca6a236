import { ownPropertyOf, prototypeOf } from "../realm/introspect.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";
import type { ObjectFacts } from "../visitor/object-facts.ts";

const { get } = Reflect;

/** The facts about one object after another. Knows whether it was asked about the object itself, and answers nothing once the object is taken away. */
export class Facts implements ObjectFacts {
  typeName = "";
  /** Whether an answer was given that may be another for the next object of the same type. */
  askedObject = false;
  #object: object | undefined;

  /** Takes the object to answer about; undefined at the end. */
  take(object: object | undefined, typeName: string): void {
    this.#object = object;
    this.typeName = typeName;
    this.askedObject = false;
  }

  isInstanceOf(type: abstract new (...args: never) => unknown): boolean {
    const wanted = ownPropertyOf(type, "prototype")?.value;
    if (wanted === undefined || this.#object === undefined) return false;
    return nearestOnChain(prototypeOf(this.#object), (at) => at === wanted || undefined) === true;
  }

  hasInherited(key: PropertyKey): boolean {
    return this.#inheritedProperty(key) !== undefined;
  }

  inherited(key: PropertyKey): unknown {
    return this.#inheritedProperty(key)?.value;
  }

  has(key: PropertyKey): boolean {
    this.askedObject = true;
    return this.#object !== undefined && ownPropertyOf(this.#object, key) !== undefined;
  }

  own(key: PropertyKey): unknown {
    this.askedObject = true;
    return this.#object === undefined ? undefined : ownPropertyOf(this.#object, key)?.value;
  }

  answer(key: PropertyKey): unknown {
    if (this.has(key) || this.#object === undefined || this.hasInherited(key)) return undefined;
    return get(this.#object, key);
  }

  #inheritedProperty(key: PropertyKey) {
    if (this.#object === undefined) return undefined;
    return nearestOnChain(prototypeOf(this.#object), (at) => ownPropertyOf(at, key));
  }
}
