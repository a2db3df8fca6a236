import { hasOwn } from "../../realm/introspect.ts";

/** Name of a context whose function has none. */
export const NAMELESS_CONTEXT = "(closure)";

/**
 * A context of V8: the variables of a function's scope that functions inside it use. The agent makes it of what the debugger answered; it is never an object of the page.
 */
export interface ClosureContext {
  /** Of the function whose scope it is: the name of its type frame. NAMELESS_CONTEXT if that has none. */
  readonly name: string;
  readonly names: { readonly [index: number]: string; readonly length: number };
  /** By name. A list may be shorter than the names: the values of the rest are unknown. */
  readonly values: { readonly [index: number]: unknown; readonly length: number };
  /** Words for variables: those with a name, and others that the engine keeps hidden, such as a captured `this`. */
  readonly slots: number;
  /** The context outside; undefined where only the outermost one of the script is: that never belongs to a function. */
  readonly above: ClosureContext | undefined;
}

/** Whether an object that was described as a part is a context. */
export function isContext(part: object): boolean {
  return hasOwn(part, "slots") && hasOwn(part, "above") && hasOwn(part, "names") && hasOwn(part, "values");
}

/** What a bound function keeps. */
export interface BoundFunction {
  readonly target: unknown;
  readonly thisValue: unknown;
  readonly args: { readonly [index: number]: unknown; readonly length: number };
}

/** The entries of a WeakMap: the value of each key. */
export interface WeakEntries {
  readonly map: object;
  readonly keys: { readonly [index: number]: unknown; readonly length: number };
  readonly values: { readonly [index: number]: unknown; readonly length: number };
}

/** The `#private` members of an object. */
export interface PrivateMembers {
  /** With the `#`. */
  readonly names: { readonly [index: number]: string; readonly length: number };
  readonly values: { readonly [index: number]: unknown; readonly length: number };
}

/** What the debugger said, for a walk to ask when it meets an object. It has no prototype, or one of ours: a member that is missing would be looked for on the page's Object.prototype. */
export interface Closures {
  /** The innermost context that the function keeps; undefined for none below the outermost one of its script. */
  contextOf(fn: object): ClosureContext | undefined;

  /** What a bound function is bound to; undefined if the debugger was not asked. Called for functions of native code without a name. */
  boundOf?(fn: object): BoundFunction | undefined;

  /** The script or file that a function stands in; undefined if that is not known. Called once for a class. */
  scriptOf?(fn: object): string | undefined;

  /** The entries of all WeakMaps that are known. */
  readonly weakMaps?: { readonly [index: number]: WeakEntries; readonly length: number };

  /** Whether objects of this prototype, or this class itself, may have `#private` members. Called once for a prototype, and for each function. */
  mayHavePrivates?(prototypeOrClass: object): boolean;

  /** The two names that a string stands for on its way to the graph; undefined for itself. Called once for each name. */
  renamedOf?(text: string): { readonly original: string; readonly minified: string } | undefined;

  /** The private members of an object; undefined if the debugger was not asked yet. */
  privatesOf?(object: object): PrivateMembers | undefined;
}

/** The outermost variables of one script: those of the module or script, and those of functions around them that run once. */
export interface ScriptVariables {
  /** Name of the script, such as `src/store.ts`. */
  readonly name: string;
  readonly contexts: { readonly [index: number]: ClosureContext; readonly length: number };
}
