/**
 * A context of V8: the variables of a function's scope that functions inside it use. The agent makes it of what the debugger answered; it is never an object of the page.
 */
export interface ClosureContext {
  /** Of the function whose scope it is: the name of its type frame. "(closure)" if that has none. */
  readonly name: string;
  readonly names: { readonly [index: number]: string; readonly length: number };
  /** By name. A list may be shorter than the names: the values of the rest are unknown. */
  readonly values: { readonly [index: number]: unknown; readonly length: number };
  /** Words for variables: those with a name, and others that the engine keeps hidden, such as a captured `this`. */
  readonly slots: number;
  /** The context outside; undefined where only the outermost one of the script is: that never belongs to a function. */
  readonly above: ClosureContext | undefined;
}

/** What the debugger said, for a walk to ask when it meets an object. */
export interface Closures {
  /** The innermost context that the function keeps; undefined for none below the outermost one of its script. */
  contextOf(fn: object): ClosureContext | undefined;
}

/** The outermost variables of one script: those of the module or script, and those of functions around them that run once. */
export interface ScriptVariables {
  /** Name of the script, such as `src/store.ts`. */
  readonly name: string;
  readonly contexts: { readonly [index: number]: ClosureContext; readonly length: number };
}
