/** A variable that a reader gives. */
export interface KeptVariable {
  readonly name: string;
  /** The place of its declaration; -1 for none. */
  readonly declaredAt: number;
  /** From where on reading cannot throw: the end of its declaration, -1 for always, Infinity for never. */
  readonly readableFrom: number;
}

/** The reader of one scope: made once for each activation or iteration, if something inside needs it. */
export class Reader {
  readonly id: string;
  /** The name of the function; for a block that of the nearest function around it that has a reader, as the engine's debugger says. */
  readonly name: string;
  readonly outside: Reader | undefined;
  readonly #variables: readonly KeptVariable[];
  /** The first place of the code where a function gets this reader, or one inside that refers to it. */
  #firstUse = Number.POSITIVE_INFINITY;

  constructor(id: string, name: string, outside: Reader | undefined, variables: readonly KeptVariable[]) {
    this.id = id;
    this.name = name;
    this.outside = outside;
    this.#variables = variables;
  }

  get isUsed(): boolean {
    return this.#firstUse !== Number.POSITIVE_INFINITY;
  }

  /** Says that code at this place needs the reader, and gives its name. */
  useAt(position: number): string {
    for (let reader: Reader | undefined = this; reader !== undefined; reader = reader.outside) {
      reader.#firstUse = Math.min(reader.#firstUse, position);
    }
    return this.id;
  }

  declaration(): string {
    return this.isUsed ? `const ${this.id}=${this.expression()};` : "";
  }

  /** Hoisted to the start of its block: for a `switch`, whose statements may begin at any case. */
  functionDeclaration(): string {
    return this.isUsed ? `function ${this.id}(){return${this.#tuple()}}` : "";
  }

  expression(): string {
    if (!this.#readsThisLate()) return `()=>${this.#tuple()}`;
    // A getter has a `this` of its own.
    return `()=>{const ${this.id}t=()=>this;return${this.#tuple()}}`;
  }

  #readsThisLate(): boolean {
    return this.#variables.some((variable) => variable.name === "this" && !this.#isReadable(variable));
  }

  #tuple(): string {
    const outside = this.outside?.id ?? "void 0";
    return `[${JSON.stringify(this.name)},${outside},{${this.#variables.map((variable) => this.#member(variable)).join()}}]`;
  }

  #member(variable: KeptVariable): string {
    const { name } = variable;
    if (name === "this") return this.#isReadable(variable) ? "this:this" : `get this(){return ${this.id}t()}`;
    if (this.#isReadable(variable)) return name;
    return `get ${name}(){return ${name}}`;
  }

  #isReadable({ readableFrom }: KeptVariable): boolean {
    return this.#firstUse >= readableFrom;
  }
}
