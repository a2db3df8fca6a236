/** Makes the same program from the same seed: scopes of all kinds in each other, with closures that go to `keep`, and values that go to `log`. */
export function randomProgram(seed: number): string {
  return new ProgramMaker(seed).program();
}

const LEXICAL = ["a", "b", "c", "d", "e"];
const VARIABLES = ["x", "y", "z"];
const PARAMETERS = ["p", "q", "r"];
const MAX_DEPTH = 5;
const MAX_STATEMENTS = 120;

interface Place {
  /** What code here may use. */
  readonly visible: readonly string[];
  /** What the innermost block declares. */
  readonly declared: Set<string>;
  readonly depth: number;
  readonly isInFunction: boolean;
  readonly isInConstructor: boolean;
}

class ProgramMaker {
  #state: number;
  #statements = 0;
  #names = 0;

  constructor(seed: number) {
    this.#state = seed * 2_654_435_761;
  }

  program(): string {
    const strict = this.#oneIn(3) ? '"use strict";\n' : "";
    const place: Place = { visible: [], declared: new Set(), depth: 0, isInFunction: true, isInConstructor: false };
    return `${strict}function main(p, q) {${this.#block({ ...place, visible: ["p", "q"], declared: new Set(["p", "q"]) })}}\nmain(1, 2);`;
  }

  #below(limit: number): number {
    // xorshift32
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }

  #oneIn(count: number): boolean {
    return this.#below(count) === 0;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }

  #inner(place: Place, names: readonly string[] = []): Place {
    return { ...place, visible: [...place.visible, ...names], declared: new Set(), depth: place.depth + 1 };
  }

  /** The statements of a block whose names are not declared yet, in a random order of declarations and uses. */
  #block(place: Place): string {
    const count = 1 + this.#below(5);
    let current = place;
    let text = "";
    for (let index = 0; index < count && this.#statements < MAX_STATEMENTS; index++) {
      this.#statements++;
      const name = this.#oneIn(2) ? this.#pick(LEXICAL) : this.#pick(VARIABLES);
      const isVariable = VARIABLES.includes(name);
      if (this.#oneIn(2) && (isVariable || !current.declared.has(name))) {
        text += `${isVariable ? "var" : this.#pick(["let", "const"])} ${name} = ${this.#expression(current)};`;
        current.declared.add(name);
        current = { ...current, visible: [...current.visible, name] };
      } else text += this.#statement(current);
      if (this.#oneIn(6)) text = `${text.replace(/;$/, "")}\n${text.endsWith("}") ? "" : ";"}`;
    }
    return text;
  }

  #statement(place: Place): string {
    if (place.depth >= MAX_DEPTH) return `log(${this.#expression(place)});`;
    const inner = this.#inner(place);
    switch (this.#below(16)) {
      case 0:
        return `if (${this.#expression(place)}) {${this.#block(inner)}} else {${this.#block(this.#inner(place))}}`;
      case 1: {
        // Fresh names: V8 has one more context where a closure in the head uses a variable of the head.
        const [first, second] = [`i${this.#names}`, `j${this.#names++}`];
        const body = this.#block(this.#inner(place, [first, second]));
        return `for (let ${first} = 0, ${second} = ${this.#expression(place)}; ${first} < 2; ${first}++) {${body}}`;
      }
      case 2:
        return `for (const k of [1, ${this.#expression(place)}]) ${this.#oneIn(2) ? `keep(${this.#closure(this.#inner(place, ["k"]))});` : `{${this.#block(this.#inner(place, ["k"]))}}`}`;
      case 3:
        return `try { throw ${this.#expression(place)}; } catch (t) {${this.#block(this.#inner(place, ["t"]))}}`;
      case 4:
        return `switch (${this.#pick(["1", "2", "p"].filter((name) => name !== "p" || place.visible.includes("p")))}) { case 1: let s = ${this.#expression(place)}; keep(${this.#closure(this.#inner(place, ["s"]))}); ${this.#oneIn(2) ? "break;" : ""} default: ${this.#statement(inner)} }`;
      case 5: {
        const name = `f${this.#names++}`;
        return `function ${name}${this.#functionRest(place)} log(typeof ${name}(${this.#expression(place)})); keep(${name});`;
      }
      case 6:
        return this.#labelled(inner);
      case 7: {
        const name = `o${this.#names++}`;
        return `const ${name} = { m${this.#functionRest(place)}, g: ${this.#closure(place)}, get h() { return ${this.#expression(place)}; } }; keep(${name}.m); keep(${name}.g); log(${name}.h, typeof ${name}.m(1));`;
      }
      case 8: {
        const name = `C${this.#names++}`;
        return `class ${name} { constructor(p) {${this.#block({ ...this.#inner(place, ["p"]), declared: new Set(["p"]) })}} n${this.#functionRest(place)} u = ${this.#closure(place)}; #v = ${this.#expression(place)}; static { ${this.#block(inner)} } w() { return this.#v; } } const i${name} = new ${name}(3); keep(i${name}.u); keep(i${name}.n); log(i${name}.w());`;
      }
      case 9:
        return `{${this.#block(inner)}}`;
      case 10: {
        const target = this.#pick(
          ["x", "y", "z"].filter((name) => place.visible.includes(name)).concat("globalThis.u"),
        );
        return target === "globalThis.u"
          ? `log(${this.#expression(place)});`
          : `${target} = ${this.#pick([this.#expression(place), this.#closure(place)])};`;
      }
      case 11:
        return `log(((${this.#pick(["p", "p = 4", "{ p } = { p: 5 }"])}) => { ${this.#block({ ...this.#inner(place, ["p"]), declared: new Set(["p"]) })} return p; })(6));`;
      default:
        return `keep(${this.#closure(place)});`;
    }
  }

  #labelled(inner: Place): string {
    const label = `l${this.#names++}`;
    return `${label}: for (let w = 0; w < 2; w++) { ${this.#block(inner)} if (w) continue ${label}; }`;
  }

  /** Parameters and body. */
  #functionRest(place: Place): string {
    const count = this.#below(3);
    const names = PARAMETERS.slice(0, count);
    const parameters = names.map((name) => (this.#oneIn(4) ? `${name} = ${this.#oneIn(2) ? "() => 1" : "7"}` : name));
    const inner = { ...this.#inner(place, names), declared: new Set(names) };
    const usesArguments = this.#oneIn(6) ? "log(arguments.length);" : "";
    return `(${parameters.join(", ")}) {${usesArguments}${this.#block(inner)}${this.#oneIn(2) ? `return ${this.#expression(inner)};` : ""}}`;
  }

  #closure(place: Place): string {
    const inner = this.#inner(place);
    if (place.depth >= MAX_DEPTH) return `() => ${this.#expression(place)}`;
    switch (this.#below(9)) {
      case 0:
        return `function ${this.#functionRest(place)}`;
      case 1:
        return `function rec${this.#functionRest(place)}`;
      case 2:
        return `(p) => {${this.#block({ ...this.#inner(place, ["p"]), declared: new Set(["p"]) })}}`;
      case 3:
        return `(q) => (r) => ${this.#expression(this.#inner(place, ["q", "r"]))}`;
      case 4:
        return `async (p) => ${this.#expression(this.#inner(place, ["p"]))}`;
      case 5:
        return `function* ${this.#functionRest(place)}`;
      case 6:
        return `(() => {${this.#block(inner)} return ${this.#closure(inner)}; })()`;
      case 7:
        return `({ m${this.#functionRest(place)} }).m`;
      default:
        return `() => ${this.#expression(place)}`;
    }
  }

  #expression(place: Place): string {
    const names = [...place.visible];
    switch (this.#below(6)) {
      case 0:
        return String(this.#below(10));
      case 1:
        return names.length > 1 ? `[${this.#pick(names)}, ${this.#pick(names)}].length` : "1";
      case 2:
        return names.length > 0 ? `(() => typeof ${this.#pick(names)})()` : "2";
      default:
        return names.length > 0 ? `typeof ${this.#pick(names)}` : "3";
    }
  }
}
