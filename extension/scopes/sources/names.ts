/** Numbers for names, so that references are numbers. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  constructor() {
    for (const name of RESERVED) this.numberOf(name);
  }

  numberOf(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#names.length;
      this.#numbers.set(name, number);
      this.#names.push(name);
    }
    return number;
  }

  nameOf(number: number): string {
    return this.#names[number] ?? "";
  }
}

/* What a function has without a declaration. No variable but `arguments` can be called so. */
export const THIS = 0;
export const NEW_TARGET = 1;
/** The function itself, which `super()` asks for the class above. */
export const THIS_FUNCTION = 2;
/** The object of a method, which `super.…` asks for the prototype above. */
export const HOME = 3;
export const ARGUMENTS = 4;
const RESERVED = ["this", "new.target", "this function", "home object", "arguments"];
