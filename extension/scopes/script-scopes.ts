/** What the source of a script says about its scopes and functions. All offsets are UTF-16 units in the source; the data are plain, so that a worker can post them. */
export interface ScriptScopes {
  readonly isModule: boolean;
  /** Scopes that have a context. A parent stands before its children. */
  readonly scopes: readonly SourceScope[];
  /** Function literals and classes (a class instead of its constructor), methods, accessors, and the function that V8 makes of a class's instance fields. */
  readonly literals: readonly FunctionLiteral[];
  /** Variables of the outermost scope (module or script), where they are declared. */
  readonly top: readonly TopVariable[];
  /** Of a script with a source map that could be read. */
  readonly original?: OriginalNames;
  /** Why the source map could not be read: the end of a sentence that begins with its address. */
  readonly sourceMapFailure?: string;
}

/**
 * What a script's parts are called in the files that it was made of, each list in the order of the parts. A part that the map knows nothing of has the name that it has in the script, and -1 as its
 * file; else the file is an index into `sources`.
 */
export interface OriginalNames {
  /** Paths as one would write them in the project: `src/store.ts`, `node_modules/x/index.js`. */
  readonly sources: readonly string[];
  readonly scopeNames: readonly string[];
  readonly scopeSources: readonly number[];
  /** By scope, for each of its `names`. */
  readonly variableNames: readonly (readonly string[])[];
  readonly variableSources: readonly (readonly number[])[];
  readonly literalNames: readonly string[];
  readonly literalSources: readonly number[];
  readonly topNames: readonly string[];
  readonly topSources: readonly number[];
}

/** How the engine read a script; `"unknown"`: as a module if it can be one. */
export type SourceKind = "module" | "script" | "unknown";

export interface TopVariable {
  readonly name: string;
  readonly start: number;
}

/**
 * - `"once"`: runs once with its script: a function that is called where it stands, and the blocks in it.
 * - `"argument"`: an anonymous function that is handed over where code runs once: an argument of a call, a property of an object literal or an item of an array literal there; and a function
 *   of a table of modules (`var modules = { "./a.js": function … }`). So are written factories of UMD, modules of webpack and CommonJS, callbacks. What is called inside where it stands is so, too.
 *   It is a wrapper if only one context of it lives.
 * - `"many"`: anything else.
 */
export type ScopeRuns = "once" | "argument" | "many";

/** Name of the only listed variable of a `with` scope: the true ones are the properties of an object, which no source says. No variable is called so. */
export const WITH_NAME = "*";

export interface SourceScope {
  /** Index of the next scope outside that has a context with listed variables; -1: only the module's or script's own. */
  readonly parent: number;
  /** Name of the function or class it belongs to, as the source or the assignment names it: `const f = () => …`, `a.b = function …`, `{ key() {} }`; `""` if nothing does. */
  readonly name: string;
  /** Captured variables that V8 lists. None if only `this` or other words that V8 keeps hidden are in the context: then V8 lists no such scope. */
  readonly names: readonly string[];
  /** Where each of `names` is declared; -1 for `arguments` and `with`. */
  readonly starts: readonly number[];
  /** Words of the context for variables: the listed ones, and those for a captured `this`, private names and what else V8 keeps hidden. */
  readonly slots: number;
  readonly runs: ScopeRuns;
  /** For `"argument"`: the key of the property, as `"./src/store.js"` or `"node_modules/x/index.js"`; `""` otherwise. */
  readonly moduleKey: string;
  /** Of `names`, those that are bound once, to a function made directly in this scope: that function's context is this one, or that of its class's own name right inside. */
  readonly sureNames: readonly string[];
}

export interface FunctionLiteral {
  /** `textKey` of the text that `Function.prototype.toString` gives. */
  readonly key: number;
  /** Where V8's `[[FunctionLocation]]` may be: the start of the literal, or of its parameters. */
  readonly start: number;
  readonly paren: number;
  /** Index of the innermost scope above it with listed variables; -1 if there is none. */
  readonly scope: number;
  /** Whether a scope above holds a captured variable other than a class's own name. */
  readonly isWorthAsking: boolean;
  readonly name: string;
  readonly kind: LiteralKind;
  /** Index of the class's literal, for its methods and fields; -1. */
  readonly classLiteral: number;
  /** Of a class: whether it has `#private` members. */
  readonly hasPrivateMembers: boolean;
}

/** `"module"`: the function that V8 makes of a whole module. Its text is the source, and its scope the module's. */
export type LiteralKind = "function" | "class" | "method" | "fields" | "module";
