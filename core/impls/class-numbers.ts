import { ownPropertyOf } from "../realm/introspect.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";
import { createSafeMap } from "../realm/safe-collections.ts";

/** A class among those of its name. */
export interface ClassOfName {
  /** How many of the name were met before. */
  readonly number: number;
  /** The constructor; undefined where none is known. */
  readonly made: object | undefined;
}

/** Distinguishes classes of one name. */
export class ClassNumbers {
  readonly #numbers = createSafeMap<object, number>();
  /** By name. */
  readonly #counts = createSafeMap<string, number>();

  /** The nearest class on the chain that starts with the prototype: objects that were created with others as prototypes are of the class of these. */
  classOf(prototype: object, typeName: string): ClassOfName {
    const made = nearestOnChain(prototype, constructorOf);
    if (made === undefined) return { number: 0, made };
    let number = this.#numbers.get(made);
    if (number === undefined) {
      number = this.#counts.get(typeName) ?? 0;
      this.#numbers.set(made, number);
      this.#counts.set(typeName, number + 1);
    }
    return { number, made };
  }
}

function constructorOf(prototype: object): object | undefined {
  const made = ownPropertyOf(prototype, "constructor")?.value;
  return typeof made === "function" ? made : undefined;
}
