/**
 * How engine steps of a path are read: each rule says which steps in a row are one for a person, and its words. The first rule that fits is taken. docs/panel.md has the table, written from this one.
 *
 * Of the patterns: a step is `place: type`. A place is `@root`, `@script` or `@listeners` for the first step; `.name` for a field; `-` for none; else the name of a storage of the engine, with `/` for
 * one inside another. `*` stands for any characters, `|` for or. `(0+)` and `(1+)` say how often a step may be there. `…` stands for any steps through objects of the browser that scripts do not see.
 *
 * Of the words: `{type}` is the type that the last step leads to, or what is known more exactly of a closure, `{name}` what the first `*` of a type stands for, `{field}` that of a place, `{root}` the name of the root, `{on}` the type before.
 */
export interface EngineStepRule {
  readonly steps: string;
  readonly words: string;
  /** The steps before say no more than `{on}`: a window or a document that is a root. */
  readonly includesRoot?: boolean;
  /** Fits only after steps of such words. */
  readonly after?: string;
}

const LISTENER =
  "V8EventListener|V8EventHandlerNonNull|V8OnErrorEventHandlerNonNull|V8OnBeforeUnloadEventHandlerNonNull";
const SCRIPTS = "context: system / NativeContext › (internal): system / ScriptContextTable › (internal): Context";
const SCOPE = "context: Context › previous: Context (0+)";

export const ENGINE_STEP_RULES: readonly EngineStepRule[] = [
  /* Roots. */
  {
    steps: "@root: Window › .<symbol Window#DocumentCachedAccessor>: HTMLDocument › members: Window",
    words: "window",
  },
  { steps: "@root: Window › .<symbol Window#DocumentCachedAccessor>: HTMLDocument", words: "document" },
  { steps: "@root: Window › members: HTMLDocument › members: Window", words: "window" },
  { steps: "@root: Window › members: HTMLDocument", words: "document" },
  { steps: "@root: Window › .globalThis|self|window|frames|parent|top: Window", words: "window" },
  { steps: "@root: Window › members: Window", words: "window" },
  { steps: "@root: Window", words: "window" },
  {
    steps:
      "@root: roots › members: C++ Persistent roots › (internal): Pending activities › members: blink::HeapVectorBacking › members: *",
    words: "active {type}",
  },
  {
    steps: "@root: roots › members: (Global handles) › (internal): *",
    words: "handle of the browser, as the console has: {type}",
  },

  /* Callbacks that the browser holds. */
  {
    steps: `members: blink::EventTargetData › … › members: ${LISTENER}`,
    words: "listener on {on}",
    includesRoot: true,
  },
  {
    steps: "… › members: DOMTimer › members: ScheduledAction › members: V8Function",
    words: "setTimeout or setInterval callback",
    includesRoot: true,
  },
  { steps: "… › members: V8FrameRequestCallback", words: "requestAnimationFrame callback", includesRoot: true },
  { steps: "… › members: V8IdleRequestCallback", words: "requestIdleCallback callback", includesRoot: true },
  { steps: "… › members: V8MutationCallback", words: "MutationObserver callback" },
  { steps: "… › members: V8*Callback", words: "{name} callback" },
  {
    steps: "… › members: CustomElementRegistry › … › members: V8CustomElementConstructor",
    words: "custom element",
    includesRoot: true,
  },
  { steps: "… › members: blink::FetchManager › … › members: Promise", words: "promise of fetch", includesRoot: true },
  { steps: "… › members: blink::ScriptPromiseResolver › members: Promise", words: "promise of the browser" },
  { steps: "members: Object › .handleEvent: *", words: "closure {type}" },
  { steps: "members: *()|(anonymous function)", words: "closure {type}" },

  /* Promises and functions that wait. */
  { steps: "reactions_or_result: system / PromiseReaction", words: "promise reaction" },
  {
    steps: "(internal): (anonymous function) › context: Context › extension: Generator|AsyncGenerator",
    words: "suspended async function",
  },
  { steps: "parameters_and_registers: (array) › elements: *", words: "local variable: {type}" },
  { steps: "(internal): *()|(anonymous function)", words: "closure {type}" },
  { steps: "(internal): Promise", words: "promise" },
  { steps: "reactions_or_result: *", words: "result: {type}" },

  /* Modules. */
  {
    steps: "… › members: Modulator › … › members: system / SourceTextModule › (internal): Generator",
    words: "module",
    includesRoot: true,
  },
  {
    steps:
      "… › members: Modulator › … › members: system / SourceTextModule › (internal): (array) › elements: system / Cell › value: *",
    words: "export of a module: {type}",
    includesRoot: true,
  },
  { steps: "(internal): Generator › context: Context › .*: *", words: "{field}: {type}" },

  /* What functions enclose. */
  {
    steps: `${SCOPE} › extension: system / SourceTextModule › (internal): (array) › elements: system / Cell › value: *`,
    words: "export of the module: {type}",
  },
  { steps: `${SCOPE} › .*: Context › (internal): *`, words: "{field}: {type}" },
  { steps: `${SCOPE} › .*: *`, words: "{field}: {type}" },
  {
    steps: `${SCRIPTS} › .*: Context › (internal): *`,
    words: "variable of a script {field}: {type}",
  },
  { steps: `${SCRIPTS} › .*: *`, words: "variable of a script {field}: {type}" },
  { steps: "context: Context › (internal): Promise", words: "promise that it settles" },
  { steps: "context: Context › previous: Context (1+)", words: "enclosing scope" },
  { steps: "-: * (0+) › .[[Scopes]]/*: *", words: "{field}: {type}" },
  { steps: "bindings: (bound arguments) › elements: *", words: "bound argument: {type}" },
  { steps: ".[[BoundArgs]]: * › -: *", words: "bound argument: {type}" },
  { steps: "bound_function: *", words: "bound function: {type}" },
  { steps: ".[[TargetFunction]]: *", words: "bound function: {type}" },
  { steps: "bound_this: *", words: "bound this: {type}" },
  { steps: ".[[BoundThis]]: *", words: "bound this: {type}" },

  /* Listeners of a walk. */
  { steps: "@listeners: * › -: *", words: "{type} listener on {root}" },
  { steps: "listeners: * › -: *", words: "{type} listener on {on}" },
  { steps: ".*: Function", words: "closure {field}", after: "{type} listener on" },
  { steps: "-: Function", words: "closure (anonymous function)", after: "{type} listener on" },

  /* Weak references that hold their values by something else. */
  { steps: "(in WeakMap): *", words: "value in a WeakMap: {type}" },
  { steps: ".[[WeakMap]]: *", words: "value in a WeakMap: {type}" },
  { steps: ".[[Entries]]: *", words: "value in a WeakMap: {type}" },
  { steps: "(internal): system / WeakCell › (internal): *", words: "held value: {type}" },

  /* Storages, prototypes and hidden classes. */
  { steps: "elements: *", words: "item: {type}" },
  { steps: "table/value: *", words: "value: {type}" },
  { steps: "table/key: *", words: "key: {type}" },
  { steps: "table: *", words: "entry: {type}" },
  { steps: "properties: *", words: "[key]: {type}" },
  { steps: "map: system / Map › prototype|constructor|constructor_or_back_pointer: *", words: "prototype: {type}" },
  { steps: "tree_root: *", words: "root of its tree: {type}" },
  { steps: "__proto__: *", words: "prototype: {type}" },

  /* Nodes of a document, and what is left of the browser's. */
  { steps: "members: <*>|Detached <*>|HTML*|Detached HTML*|DocumentType|Text|Comment (1+)", words: "{type}" },
  { steps: "members: blink::* (1+)", words: "(browser)" },
  { steps: "members: *", words: "{type}" },
  { steps: "(internal): *", words: "{type}" },
];

/** The table of docs/panel.md. */
export function formatEngineStepRules(): string {
  const rows = ENGINE_STEP_RULES.map(({ steps, words, after }) => [
    cellOf(after === undefined ? steps : `(after a listener) ${steps}`),
    cellOf(words),
  ]);
  const widths = [0, 1].map((column) => Math.max(5, ...rows.map((row) => row[column].length)));
  const lineOf = (row: readonly string[], fill: string): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column], fill)).join(" | ")} |`;
  return [lineOf(["steps", "words"], " "), lineOf(["", ""], "-"), ...rows.map((row) => lineOf(row, " "))].join("\n");
}

/** In Markdown, a pipe ends a cell even inside of code. */
function cellOf(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
