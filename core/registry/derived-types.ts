/** What the code that a bundler's plug-in generates, its runtime and a walk have in common. */

/**
 * Variables by name: own enumerable properties, each a value, or a getter where reading may throw. A getter that throws
 * has a variable in its temporal dead zone. Made by generated code alone.
 */
export type Variables = object;

/** Reads the variables of a module now. Called at a snapshot only. */
export type ReadVariables = () => Variables;

/**
 * Reads what one activation of a scope keeps: the name of its function ("" for none), the reader of the next scope
 * outside that has one, and the variables that functions inside capture; a captured `this` is the variable "this". There
 * is one reader for each activation, so its identity is that of the engine's context. Called at a snapshot only.
 */
export type ContextReader = () => readonly [name: string, outside: ContextReader | undefined, variables: Variables];

/** Reads the `#private` members of an object; undefined for an object that has none of that class. */
export type ReadPrivates = (object: object) => Variables | undefined;

/** What a bound function was made with: the arguments of `bind`, `this` first. */
export interface BoundWith {
  readonly target: unknown;
  readonly args: { readonly [index: number]: unknown; readonly length: number };
}

/** What one copy of the runtime knows. It has no prototype. */
export interface DerivedFunctions {
  /** The reader of the innermost scope around a function. */
  readonly readerOf: (fn: object) => ContextReader | undefined;
  readonly boundWith: (fn: object) => BoundWith | undefined;
  /** What reads the private members of objects with that prototype, or the static ones of that class. */
  readonly privatesOf: (prototypeOrClass: object) => ReadPrivates | undefined;
  /** The beginning of the text of a function as the app has it: without what the plug-in wrote into it. */
  readonly shownText: (text: string) => string;
  /** The functions and classes of the runtime itself: they are not the app's. */
  readonly own: { readonly [index: number]: object; readonly length: number };
}
