import type { LiteralKind, ScopeRuns } from "../script-scopes.ts";

/**
 * - `"top"`: of the module or script.
 * - `"function"`, `"arrow"`: the parameters, and the body where the parameters are plain names.
 * - `"body"`: the body of a function with other parameters (`(a, [b], c = 1)`): V8 keeps its variables apart.
 * - `"block"`; `"catch"`: the parameter alone; `"with"`.
 * - `"class"`: its own name, its private names. `"object"`: an object literal with methods, which may need the object for `super`.
 * - `"fields"`: the function that V8 makes of a class's instance fields. `"static"`: of its static fields and blocks.
 */
export type ScopeKind =
  | "top"
  | "function"
  | "arrow"
  | "body"
  | "block"
  | "catch"
  | "with"
  | "class"
  | "object"
  | "fields"
  | "static";

/**
 * - `"parameter"`, `"lexical"` (`let`, `const`, `class`, imports), `"var"` (and functions of a function's outermost level), `"block function"`, `"catch"`.
 * - `"own"`: the name of a class in the class. `"self"`: the name of a function expression in it, which V8 does not list.
 * - `"arguments"`: declared by use.
 */
export type VariableKind = "parameter" | "lexical" | "var" | "block function" | "catch" | "own" | "self" | "arguments";

export interface Variable {
  readonly name: string;
  kind: VariableKind;
  /** Where it is declared; -1 for `arguments`. */
  start: number;
  /** Whether it has a place in the context. */
  isCaptured: boolean;
  /** How often a declaration gives it a value. */
  bindings: number;
  /** Whether anything but its declarations gives it a value. */
  isWritten: boolean;
  /** The function of its only binding. */
  literal: Literal | null;
}

/** A scope while the source is walked. */
export interface Scope {
  readonly kind: ScopeKind;
  readonly parent: Scope | null;
  /** Scopes in the order in which they begin. */
  readonly order: number;
  /** The function or class that it belongs to. */
  owner: Literal | null;
  runs: ScopeRuns;
  readonly moduleKey: string;
  /** Whether what is handed over in it runs once if it itself does: the script, a module, a factory. */
  readonly isWrapper: boolean;
  /** Of the table of references: where those of this scope begin. */
  readonly firstReference: number;
  isStrict: boolean;
  /** By the number of the name. */
  variables: Map<number, Variable> | null;
  /** Words that the context has beside variables. */
  hiddenSlots: number;
  /** Whether a direct `eval` is in it, or in a scope inside: it may use any variable. */
  holdsEval: boolean;
  /** Of a function: whether a direct `eval` may declare variables in it. */
  isExtendedByEval: boolean;
  /** Of a function with plain names as parameters. */
  readonly hasPlainParameters: boolean;
  /** Of a function: a method, accessor or constructor. */
  readonly isMethod: boolean;
  /** Of a class or an object literal: whether a method of it uses `super.…`. */
  needsHome: boolean;
  /** The scopes with a context are numbered at the end; -1. */
  index: number;
}

/** What a function is called, and where that stands. */
export interface FunctionName {
  readonly text: string;
  /** -1 if the name stands nowhere, as that of `export default`. */
  readonly start: number;
  /** A property has the name that it needs; a variable may have lost its own. */
  readonly isProperty: boolean;
}

export const NO_NAME: FunctionName = { text: "", start: -1, isProperty: false };

/** A function literal while the source is walked. */
export interface Literal {
  readonly kind: LiteralKind;
  readonly name: FunctionName;
  /** Of the text that `toString` gives. */
  readonly start: number;
  readonly end: number;
  paren: number;
  /** The scope in which the function is made: of a class, the scope of the class. */
  readonly scope: Scope;
  readonly classLiteral: Literal | null;
  readonly hasPrivateMembers: boolean;
  /** Position among the literals. */
  readonly index: number;
}
