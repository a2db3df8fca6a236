import { freeName } from "./free-name.ts";

/** The names that the generated code uses. */
export class Naming {
  readonly runtime: string;
  readonly #prefix: string;
  #count = 0;

  constructor(code: string, runtime: string) {
    this.runtime = runtime;
    this.#prefix = freeName(code, `${runtime}_`);
  }

  next(): string {
    this.#count++;
    return `${this.#prefix}${this.#count}`;
  }
}
