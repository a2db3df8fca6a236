import { createSafeMap, ownPropertyOf } from "../realm/introspect.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";

/** Tells classes of one name apart: each has the number of those of its name that were met before. */
export class ClassNumbers {
  readonly #numbers = createSafeMap<object, number>();
  /** By name. */
  readonly #counts = createSafeMap<string, number>();

  /** Of the nearest class on the chain that starts with the prototype; 0 where none is named. Objects that were created with others as prototypes are of the class of these. */
  numberOf(prototype: object, typeName: string): number {
    const made = nearestOnChain(prototype, constructorOf);
    if (made === undefined) return 0;
    let number = this.#numbers.get(made);
    if (number === undefined) {
      number = this.#counts.get(typeName) ?? 0;
      this.#numbers.set(made, number);
      this.#counts.set(typeName, number + 1);
    }
    return number;
  }
}

function constructorOf(prototype: object): object | undefined {
  const made = ownPropertyOf(prototype, "constructor")?.value;
  return typeof made === "function" ? made : undefined;
}
