/** What the source of a script says about its scopes and functions: plain data, which goes through messages as it is. All offsets are UTF-16 units in the source. */
export interface ScriptScopes {
  readonly isModule: boolean;
  /** Scopes that have a context: some inner function captures a variable or `this`. A parent stands before its children. */
  readonly scopes: readonly SourceScope[];
  /** Function literals and classes (a class instead of its constructor), methods, accessors, and the function that V8 makes of a class's instance fields. */
  readonly literals: readonly FunctionLiteral[];
  /** Variables of the outermost scope (module or script), where they are declared, so that names can be mapped. */
  readonly top: readonly { readonly name: string; readonly start: number }[];
}

export interface SourceScope {
  /** Index of the next scope outside that has a context with listed variables; -1: none below the module's or script's own. */
  readonly parent: number;
  /** Name of the function (or class) it belongs to, as the source or the assignment names it (`const f = () => …`, `a.b = function…`, `{ key() {} }`); "" if nothing does. */
  readonly name: string;
  /** Captured variables that V8 lists; [] if only `this` is captured. */
  readonly names: readonly string[];
  /** Where each of `names` is declared. */
  readonly starts: readonly number[];
  /** Words of the context for variables: the listed ones, and one for a captured `this` or what else V8 keeps hidden. */
  readonly slots: number;
  /**
   * "once": runs once with its script (IIFE chain from the top). "argument": an anonymous function that is an argument, a property of an object literal or an item of an array literal of a call that itself runs
   * once (UMD factories, webpack / CommonJS module functions, one-off callbacks): a wrapper if only one context of it lives. "many": anything else.
   */
  readonly runs: "once" | "argument" | "many";
  /** For "argument": the string or number key of the property, such as "./src/store.js"; "" otherwise. */
  readonly moduleKey: string;
  /** Names bound once, to a function made directly in this scope: that function's context is this one. */
  readonly sureNames: readonly string[];
}

export interface FunctionLiteral {
  /** Key of the text that Function.prototype.toString gives. */
  readonly key: number;
  /** Where V8's [[FunctionLocation]] may be: the start of the literal, or of the parameters. */
  readonly start: number;
  readonly paren: number;
  /** Innermost scope above it with listed variables; -1: none. */
  readonly scope: number;
  /** Whether a question is worth it: a scope above holds a captured variable other than a class's own name. */
  readonly isWorthAsking: boolean;
  readonly name: string;
  readonly kind: "function" | "class" | "method" | "fields";
  /** Index of the class's literal, for methods and fields; -1 otherwise. */
  readonly classLiteral: number;
  /** Of a class: whether it has #private members. */
  readonly hasPrivateMembers: boolean;
}
