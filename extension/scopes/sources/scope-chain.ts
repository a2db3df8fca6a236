import type { ScopeRuns } from "../script-scopes.ts";
import { ARGUMENTS, HOME, Names, type NEW_TARGET, type THIS, type THIS_FUNCTION } from "./names.ts";
import type { Literal, Scope, ScopeKind, Variable, VariableKind } from "./scope.ts";

/** A reference is the number of a name and these two bits. */
const CAPTURES = 1;
const WRITES = 2;
const FLAG_BITS = 2;

/** Of a class, V8 keeps the prototype and the class, whichever of them `super.…` asks for. */
const CLASS_HOMES = 2;

/** What is known of a scope when it begins. */
export interface ScopeStart {
  readonly owner?: Literal | null;
  readonly runs?: ScopeRuns;
  readonly moduleKey?: string;
  readonly isWrapper?: boolean;
  readonly isStrict?: boolean;
  readonly hasPlainParameters?: boolean;
  readonly isMethod?: boolean;
}

/** What is known of a literal where it stands. */
export type LiteralStart = Omit<Literal, "scope" | "index" | "classLiteral" | "hasPrivateMembers"> &
  Partial<Pick<Literal, "classLiteral" | "hasPrivateMembers">>;

/**
 * The scopes around the place where a walk over the source is, and the rules by which V8 (`src/ast/scopes.cc`) puts a variable into a context: a scope's references are resolved when it ends, those
 * without a declaration in it become the next one's, and one that left a function on its way captures the variable that it finds. So each reference is looked at once a scope, and none twice in one.
 */
export class ScopeChain {
  readonly names = new Names();
  /** Scopes with a context, as they end. */
  readonly withContext: Scope[] = [];
  readonly literals: Literal[] = [];
  readonly top: Scope;
  current: Scope;
  readonly isModule: boolean;
  #opened = 0;
  #closed = 0;
  /** References that are not resolved yet; those of the current scope are the last ones. */
  readonly #references: number[] = [];
  /** By the number of a name: at the end of which scope it was seen last, and where it stands since. */
  readonly #seenAt: number[] = [];
  readonly #placeOf: number[] = [];

  constructor(isModule: boolean) {
    this.isModule = isModule;
    this.top = this.#scope("top", null, { runs: "once", isWrapper: true, isStrict: isModule });
    this.current = this.top;
  }

  /** By default, a scope has owner, strictness and number of runs of the one around it. */
  open(kind: ScopeKind, start: ScopeStart = {}): Scope {
    this.current = this.#scope(kind, this.current, start);
    return this.current;
  }

  #scope(kind: ScopeKind, parent: Scope | null, start: ScopeStart): Scope {
    return {
      kind,
      parent,
      order: this.#opened++,
      owner: start.owner ?? parent?.owner ?? null,
      runs: start.runs ?? parent?.runs ?? "many",
      moduleKey: start.moduleKey ?? parent?.moduleKey ?? "",
      isWrapper: start.isWrapper ?? parent?.isWrapper ?? false,
      firstReference: this.#references.length,
      isStrict: start.isStrict ?? parent?.isStrict ?? false,
      variables: null,
      hiddenSlots: 0,
      holdsEval: false,
      isExtendedByEval: false,
      hasPlainParameters: start.hasPlainParameters ?? true,
      isMethod: start.isMethod ?? false,
      needsHome: false,
      index: -1,
    };
  }

  /** The scope that `var` declares in. */
  varScope(): Scope {
    let scope = this.current;
    while (scope.parent && !takesVars(scope)) scope = scope.parent;
    return scope;
  }

  declare(scope: Scope, name: string, kind: VariableKind, start: number): Variable {
    scope.variables ??= new Map();
    const number = this.names.numberOf(name);
    let variable = scope.variables.get(number);
    if (variable === undefined) {
      variable = { name, kind, start, isCaptured: false, bindings: 0, isWritten: false, literal: null };
      scope.variables.set(number, variable);
    } else if (variable.kind === "self") {
      /* A function that is called as a variable in it cannot use its own name. */
      variable.kind = kind;
      variable.start = start;
      variable.bindings = 0;
      variable.literal = null;
    }
    return variable;
  }

  refer(name: string): void {
    this.#references.push(this.names.numberOf(name) << FLAG_BITS);
  }

  referToOwn(number: typeof THIS | typeof NEW_TARGET | typeof THIS_FUNCTION | typeof HOME): void {
    this.#references.push(number << FLAG_BITS);
  }

  referToWrite(name: string): void {
    this.#references.push((this.names.numberOf(name) << FLAG_BITS) | WRITES);
  }

  callEval(): void {
    this.current.holdsEval = true;
    if (!this.current.isStrict) this.varScope().isExtendedByEval = true;
  }

  /** A literal that stands in the current scope. */
  addLiteral(described: LiteralStart): Literal {
    const literal: Literal = {
      classLiteral: null,
      hasPrivateMembers: false,
      ...described,
      scope: this.current,
      index: this.literals.length,
    };
    this.literals.push(literal);
    return literal;
  }

  /** Ends the current scope. */
  close(): void {
    const scope = this.current;
    if (scope.kind === "top") return;
    if (scope.holdsEval) this.#captureAll(scope);
    else if (scope.kind === "catch") captureEach(scope);
    this.#resolve(scope);
    if (scope.needsHome) scope.hiddenSlots += scope.kind === "class" ? CLASS_HOMES : 1;
    if (scope.kind === "block" && !scope.isStrict) this.#hoistFunctions(scope);
    if (hasContext(scope)) this.withContext.push(scope);
    const { parent } = scope;
    if (!parent) return;
    if (scope.holdsEval) parent.holdsEval = true;
    this.current = parent;
  }

  /** `eval` may use all that has a name. */
  #captureAll(scope: Scope): void {
    if (scope.kind === "function") {
      if (!scope.variables?.has(ARGUMENTS)) this.declare(scope, "arguments", "arguments", -1);
      const own = scope.variables?.get(ARGUMENTS);
      if (own) mapParameters(scope, own);
      /* `this`, `new.target`. */
      scope.hiddenSlots += 2;
      if (scope.isMethod) {
        scope.hiddenSlots++;
        if (scope.parent) scope.parent.needsHome = true;
      }
    } else if (hasThis(scope)) scope.hiddenSlots += 2;
    if (scope.isExtendedByEval) scope.hiddenSlots++;
    captureEach(scope);
  }

  #resolve(scope: Scope): void {
    const references = this.#references;
    const variables = scope.variables;
    const leaves = leavesFunction(scope) || scope.kind === "with" ? CAPTURES : 0;
    const closed = ++this.#closed;
    const first = scope.firstReference;
    let kept = first;
    for (let i = first; i < references.length; i++) {
      const reference = references[i] ?? 0;
      const number = reference >>> FLAG_BITS;
      const variable = variables?.get(number) ?? this.#implicitVariable(scope, number);
      if (variable === "hidden") {
        if (reference & CAPTURES && !scope.holdsEval) this.#captureHidden(scope, number, closed);
        continue;
      }
      if (variable !== undefined) {
        if (number === ARGUMENTS) mapParameters(scope, variable);
        /* A function that uses its own name may call itself. */
        if (variable.kind === "self") scope.runs = "many";
        if (reference & CAPTURES) variable.isCaptured = true;
        if (reference & WRITES) variable.isWritten = true;
        continue;
      }
      if (this.#seenAt[number] === closed) {
        const place = this.#placeOf[number] ?? 0;
        references[place] = (references[place] ?? 0) | reference;
        continue;
      }
      this.#seenAt[number] = closed;
      this.#placeOf[number] = kept;
      references[kept++] = reference | leaves;
    }
    references.length = kept;
  }

  /** What a function has without a declaration; `"hidden"` if V8 lists it nowhere. */
  #implicitVariable(scope: Scope, number: number): Variable | "hidden" | undefined {
    if (number > ARGUMENTS || !hasThis(scope)) return undefined;
    if (number === ARGUMENTS) {
      return scope.kind === "function" ? this.declare(scope, "arguments", "arguments", -1) : undefined;
    }
    /* A method uses the object or class that it stands in. */
    if (number === HOME && scope.parent) scope.parent.needsHome = true;
    return "hidden";
  }

  #captureHidden(scope: Scope, number: number, closed: number): void {
    if (number === HOME || this.#seenAt[number] === closed) return;
    this.#seenAt[number] = closed;
    scope.hiddenSlots++;
  }

  /** In sloppy code, a function declared in a block is a variable of the function around, too, unless a name in between forbids it. */
  #hoistFunctions(block: Scope): void {
    if (!block.variables) return;
    for (const [number, { name, kind, start }] of block.variables) {
      if (kind !== "block function") continue;
      let scope = block.parent;
      while (scope && !takesVars(scope) && !scope.variables?.has(number)) scope = scope.parent;
      if (!scope || !takesVars(scope)) continue;
      const variable = this.declare(scope, name, "var", start);
      variable.bindings++;
    }
  }
}

function takesVars({ kind }: Scope): boolean {
  return kind === "function" || kind === "arrow" || kind === "body" || kind === "top";
}

/** Arrow functions have that of the function around. */
function hasThis({ kind }: Scope): boolean {
  return kind === "function" || kind === "fields" || kind === "static";
}

function leavesFunction({ kind }: Scope): boolean {
  return kind === "function" || kind === "arrow" || kind === "fields" || kind === "static";
}

function captureEach({ variables }: Scope): void {
  if (variables) for (const variable of variables.values()) variable.isCaptured = true;
}

/** In sloppy code, an item of `arguments` is the parameter at its place, which V8 then keeps in the context. */
function mapParameters(scope: Scope, { kind }: Variable): void {
  const isMapped = scope.kind === "function" && !scope.isStrict && scope.hasPlainParameters;
  if (isMapped && kind !== "parameter" && kind !== "lexical") captureParameters(scope);
}

function captureParameters({ variables }: Scope): void {
  if (!variables) return;
  for (const variable of variables.values()) if (variable.kind === "parameter") variable.isCaptured = true;
}

function hasContext({ kind, hiddenSlots, variables, isStrict, parent }: Scope): boolean {
  if (kind === "top") return false;
  /* A class is strict: in sloppy code, V8 marks that by a context. */
  const isStrictWithin = kind === "class" && isStrict && !parent?.isStrict;
  if (isStrictWithin || kind === "with" || hiddenSlots > 0) return true;
  if (variables) for (const { isCaptured } of variables.values()) if (isCaptured) return true;
  return false;
}
