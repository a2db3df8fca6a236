import { sourceOfFunction } from "../../../core/realm/function-origin.ts";
import {
  bare,
  createSafeList,
  createSafeMap,
  hasOwn,
  ownKeysOf,
  ownPropertyOf,
  prototypeOf,
  type SafeList,
  type SafeWeakSet,
} from "../../../core/realm/introspect.ts";
import type {
  BoundFunction,
  ClosureContext,
  Closures,
  LateRoot,
  ScriptVariables,
  WeakEntries,
} from "../../../core/snapshot/closure-roots.ts";
import {
  type Answer,
  ASK,
  ASK_ONE,
  type Batch,
  type Chosen,
  type CollectedClosures,
  NOT_OF_PAGE,
  type ReadTexts,
  type ScopeRow,
  type ScriptRow,
  type Taken,
  type TextRow,
} from "../../scopes/closure-messages.ts";
import { excerptOf } from "../excerpt.ts";
import { Contexts, type FoundContext, type ListedScope, namesIn, variableIn } from "./contexts.ts";
import { FunctionList } from "./function-list.ts";
import { ScopeTable } from "./scope-table.ts";
import { VariablesByRoot } from "./variables-by-root.ts";

/* What is known of a function. */
const UNASKED = 0;
const CHOSEN = 1;
const ASKED = 2;
/** Its scopes are known from another function. */
const SPARED = 3;

/** Texts from this length on are asked one at a time, because the debugger describes each function by its whole text. */
const LONG_TEXT = 4_000;

/** Functions asked where one should answer for all: a script that the page has run twice has two of each. */
const ASKED_OF_ONE = 4;

/** Classes above one another that are looked at. */
const MAX_CLASSES = 64;

/** An entry of a WeakMap, as the debugger lists it. */
export interface ListedEntry {
  readonly key: unknown;
  readonly value: unknown;
}

/** The outermost variables of one script, as the debugger listed them. */
export interface ListedVariables {
  readonly script: number;
  readonly names: { readonly [index: number]: string; readonly length: number };
  readonly values: { readonly [index: number]: unknown; readonly length: number };
}

/** Collects the contexts of the page's functions, while the panel asks the debugger about one batch of functions after another. It holds them until the walk has ended. */
export class ClosureCollector implements Closures {
  readonly #list: FunctionList;
  readonly #table = new ScopeTable();
  readonly #contexts = new Contexts(this.#table);
  readonly #contextOf = createSafeMap<object, FoundContext>();
  readonly #modules: SafeList<ListedVariables> = createSafeList();
  readonly #excerpts = createSafeMap<number, string>();
  readonly #seenModules = createSafeMap<number, true>();
  /** Functions that were asked before are asked again, so that two snapshots can be compared. */
  readonly #preferred: SafeWeakSet;
  readonly #bound = createSafeMap<object, BoundFunction>();
  readonly weakMaps: SafeList<WeakEntries> = createSafeList();
  readonly #sparedContexts = createSafeMap<FoundContext, true>();
  readonly #scripts: SafeList<ScriptRow> = createSafeList();
  #script: ListedScope | undefined;
  #state: SafeList<number> = createSafeList();
  readonly #rowOf = createSafeMap<object, number>();
  readonly #queue: SafeList<number> = createSafeList();
  readonly #longQueue: SafeList<number> = createSafeList();
  #next = 0;
  #nextLong = 0;
  readonly #batches = createSafeMap<number, SafeList<number>>();

  constructor(found: SafeList<object>, preferred: SafeWeakSet) {
    this.#list = new FunctionList(found);
    this.#preferred = preferred;
  }

  readTexts(budgetMs: number): ReadTexts {
    const { isDone, keys } = this.#list.read(budgetMs);
    return { isDone, keys, functionCount: this.#list.functions.length };
  }

  addScripts(rows: readonly ScriptRow[]): void {
    for (let i = 0; i < rows.length; i++) this.#scripts[this.#scripts.length] = rows[i];
  }

  addScopes(rows: readonly ScopeRow[]): void {
    this.#table.addScopes(rows);
  }

  addTexts(rows: readonly TextRow[]): void {
    this.#table.addTexts(rows);
  }

  /** Puts the functions to be asked in order: `mostOfText` of each text, `most` in all. */
  choose(mostOfText: number, most: number): Chosen {
    const { functions, textOf, textCount } = this.#list;
    const { texts } = this.#table;
    const state = this.#state;
    const taken: SafeList<number> = createSafeList();
    for (let text = 0; text < textCount; text++) taken[text] = 0;
    const byRank: SafeList<SafeList<number> | undefined> = createSafeList();
    let leftOut = 0;
    let chosen = 0;
    /* Those of the last time first, then the others. */
    for (let round = 0; round < 2; round++) {
      for (let f = 0; f < functions.length; f++) {
        if (round === 0) {
          state[f] = UNASKED;
          this.#rowOf.set(functions[f], f);
        }
        const row = texts[textOf[f]];
        if (row === undefined || (row.choice !== ASK && row.choice !== ASK_ONE)) continue;
        if (state[f] === CHOSEN || this.#preferred.has(functions[f]) !== (round === 0)) continue;
        if (taken[textOf[f]] >= (row.choice === ASK_ONE ? ASKED_OF_ONE : mostOfText) || chosen >= most) {
          if (row.choice === ASK) leftOut++;
          continue;
        }
        taken[textOf[f]]++;
        chosen++;
        state[f] = CHOSEN;
        let list = byRank[row.rank];
        if (list === undefined) {
          list = createSafeList();
          byRank[row.rank] = list;
        }
        list[list.length] = f;
      }
    }
    for (let rank = 0; rank < byRank.length; rank++) {
      const list = byRank[rank];
      if (list === undefined) continue;
      for (let i = 0; i < list.length; i++) {
        const f = list[i];
        const queue = this.#list.lengthOf(textOf[f]) < LONG_TEXT ? this.#queue : this.#longQueue;
        queue[queue.length] = f;
      }
    }
    const boundFunctions = this.#list.bound.length < most - chosen ? this.#list.bound.length : most - chosen;
    return {
      toAsk: chosen + boundFunctions,
      leftOut: leftOut + this.#list.bound.length - boundFunctions,
      boundFunctions,
    };
  }

  /** The next functions to ask, empty at the end. `isLong` asks for one whose text is long. */
  next(count: number, batch: number, isLong: boolean): Batch {
    const functions = bareBatch();
    const rows: SafeList<number> = createSafeList();
    const queue = isLong ? this.#longQueue : this.#queue;
    let at = isLong ? this.#nextLong : this.#next;
    let texts = "";
    while (functions.length < count && at < queue.length) {
      const f = queue[at++];
      if (this.#state[f] !== CHOSEN) continue;
      this.#state[f] = ASKED;
      texts += rows.length === 0 ? `${this.#list.textOf[f]}` : `,${this.#list.textOf[f]}`;
      rows[rows.length] = f;
      functions[functions.length] = this.#list.functions[f];
      this.#preferred.add(this.#list.functions[f]);
    }
    if (isLong) this.#nextLong = at;
    else this.#next = at;
    functions.texts = texts;
    this.#batches.set(batch, rows);
    return functions;
  }

  /** Takes the lists of scopes of a batch, in its order; `undefined` for a function that has none. */
  take(
    batch: number,
    answers: readonly Answer[],
    lists: { readonly [index: number]: readonly ListedScope[] | undefined; readonly length: number },
  ): Taken {
    const rows = this.#batches.get(batch);
    this.#batches.delete(batch);
    let unexpected = 0;
    let spared = 0;
    if (rows === undefined) return { unexpected, spared };
    for (let i = 0; i < rows.length; i++) {
      const list = lists[i];
      if (list === undefined || list === null) continue;
      const { scope, script } = answers[i];
      const chain = this.#readChain(list, script);
      const plan = scope < 0 ? undefined : this.#table.chainOf(scope);
      const fits = scope === -1 ? chain.length === 0 : plan !== undefined && this.#fits(plan, chain);
      if (scope >= -1 && !fits) unexpected++;
      const fn = this.#list.functions[rows[i]];
      let above: FoundContext | undefined;
      for (let c = chain.length - 1; c >= 0; c--) {
        above = this.#contexts.contextOf(chain[c], fits && plan !== undefined ? plan[c] : -1, script, above);
        spared += this.#spareFunctionsOf(above);
      }
      if (above !== undefined) {
        this.#contextOf.set(fn, above);
        spared += this.#spareMethodsOf(fn, above);
      }
    }
    return { unexpected, spared };
  }

  /** The scopes below those of the script, innermost first; the script's own are kept once. */
  #readChain(list: readonly ListedScope[], script: number): SafeList<ListedScope> {
    const chain: SafeList<ListedScope> = createSafeList();
    for (let i = 0; i < list.length; i++) {
      const { description } = list[i];
      if (description === "Global") continue;
      if (description === "Script") this.#script ??= list[i];
      else if (isModule(description)) this.#takeModule(list[i], script);
      else chain[chain.length] = list[i];
    }
    return chain;
  }

  #takeModule({ object }: ListedScope, script: number): void {
    if (this.#seenModules.get(script)) return;
    this.#seenModules.set(script, true);
    const names = namesIn(object);
    const values: SafeList<unknown> = createSafeList();
    for (let i = 0; i < names.length; i++) values[i] = variableIn(object, names[i]);
    this.#modules[this.#modules.length] = { script, names, values };
  }

  #fits(plan: SafeList<number>, chain: SafeList<ListedScope>): boolean {
    if (plan.length !== chain.length) return false;
    for (let i = 0; i < plan.length; i++) {
      const { names } = this.#table.scopes[plan[i]];
      const { object } = chain[i];
      if (ownKeysOf(object).length !== names.length) return false;
      for (let n = 0; n < names.length; n++) if (!hasOwn(object, names[n])) return false;
    }
    return true;
  }

  /** Functions that the source binds to a name in the scope of the context have that context. */
  #spareFunctionsOf(context: FoundContext): number {
    if (context.scope === -1 || this.#sparedContexts.get(context) !== undefined) return 0;
    this.#sparedContexts.set(context, true);
    const { names, sureNames } = this.#table.scopes[context.scope];
    let spared = 0;
    for (let s = 0; s < sureNames.length; s++) {
      for (let n = 0; n < names.length; n++) {
        if (names[n] !== sureNames[s]) continue;
        const value = context.values[n];
        if (typeof value === "function") spared += this.#spare(value, context) + this.#spareMethodsOf(value, context);
      }
    }
    return spared;
  }

  #spare(fn: object, context: FoundContext): number {
    const row = this.#rowOf.get(fn);
    if (row === undefined) return 0;
    const text = this.#table.texts[this.#list.textOf[row]];
    if (text === undefined || text.scope < 0) return 0;
    for (let at: FoundContext | undefined = context; at !== undefined; at = at.above) {
      if (at.scope !== text.scope) continue;
      this.#contextOf.getOrInsert(fn, at);
      if (this.#state[row] !== CHOSEN) return 0;
      this.#state[row] = SPARED;
      return 1;
    }
    return 0;
  }

  /** The methods of a class were made where the class was. */
  #spareMethodsOf(fn: object, context: FoundContext): number {
    const row = this.#rowOf.get(fn);
    if (row === undefined || this.#table.texts[this.#list.textOf[row]]?.isClass !== true) return 0;
    const prototype = ownPropertyOf(fn, "prototype")?.value;
    return (
      this.#spareMethodsIn(fn, context) +
      (typeof prototype === "object" && prototype !== null ? this.#spareMethodsIn(prototype, context) : 0)
    );
  }

  #spareMethodsIn(holder: object, context: FoundContext): number {
    const keys = ownKeysOf(holder);
    let spared = 0;
    for (let i = 0; i < keys.length; i++) {
      const property = ownPropertyOf(holder, keys[i]);
      if (property === undefined) continue;
      const { value, get, set } = property;
      if (typeof value === "function") spared += this.#spare(value, context);
      if (get !== undefined) spared += this.#spare(get, context);
      if (set !== undefined) spared += this.#spare(set, context);
    }
    return spared;
  }

  /** Functions of native code without a name: bound ones are among them. */
  boundFunctions(first: number, count: number): SafeList<object> {
    const some: SafeList<object> = createSafeList();
    const { bound } = this.#list;
    for (let i = first; i < first + count && i < bound.length; i++) some[some.length] = bound[i];
    return some;
  }

  /** What the function at that place is bound to. */
  takeBound(index: number, target: unknown, thisValue: unknown, args: SafeList<unknown>): void {
    this.#bound.set(this.#list.bound[index], { target, thisValue, args });
  }

  boundOf(fn: object): BoundFunction | undefined {
    return this.#bound.get(fn);
  }

  takeWeakMap(map: object, entries: SafeList<ListedEntry>): void {
    const keys: SafeList<unknown> = createSafeList();
    const values: SafeList<unknown> = createSafeList();
    for (let i = 0; i < entries.length; i++) {
      keys[i] = ownPropertyOf(entries[i], "key")?.value;
      values[i] = ownPropertyOf(entries[i], "value")?.value;
    }
    this.weakMaps[this.weakMaps.length] = { map, keys, values };
  }

  /** Whether a class, or that of a prototype or of one above it, has private members by its source. */
  mayHavePrivates(prototypeOrClass: object): boolean {
    if (typeof prototypeOrClass === "function") return this.#isClassWithPrivates(prototypeOrClass);
    let depth = 0;
    for (let at: object | null = prototypeOrClass; at !== null && depth < MAX_CLASSES; at = prototypeOf(at), depth++) {
      const made = ownPropertyOf(at, "constructor")?.value;
      if (typeof made === "function" && this.#isClassWithPrivates(made)) return true;
    }
    return false;
  }

  #isClassWithPrivates(fn: object): boolean {
    const row = this.#rowOf.get(fn);
    return row !== undefined && this.#table.texts[this.#list.textOf[row]]?.hasPrivates === true;
  }

  /** Name of a function in the file that its script was made of; undefined if no source map says so. */
  originalNameOf(fn: object): string | undefined {
    const row = this.#rowOf.get(fn);
    const name = row === undefined ? undefined : this.#table.texts[this.#list.textOf[row]]?.originalName;
    return name === "" ? undefined : name;
  }

  /** To be called once, after the last answer. */
  end(): CollectedClosures {
    this.#contexts.settle();
    return { functionCount: this.#list.functions.length, contextCount: this.#contexts.all.length };
  }

  contextOf(fn: object): FoundContext | undefined {
    const context = this.#contextOf.get(fn);
    return context === undefined || context.isOutermost ? undefined : context;
  }

  /** The outermost variables of all scripts, by the name of their root. */
  variables(): SafeList<ScriptVariables> {
    const roots = new VariablesByRoot();
    for (let i = 0; i < this.#modules.length; i++) {
      const { script, names, values } = this.#modules[i];
      this.#addVariables(roots, script, names, values);
    }
    if (this.#script !== undefined) this.#addLexicals(roots, this.#script.object);
    const { all } = this.#contexts;
    for (let i = 0; i < all.length; i++) {
      const context = all[i];
      if (!context.isOutermost) continue;
      const scope = this.#table.scopes[context.scope];
      const ofScript = this.#nameOf(context.script);
      const own = scope.moduleKey === "" ? ofScript : `${ofScript} ${scope.moduleKey}`;
      for (let n = 0; n < context.names.length; n++) {
        /* No index is read that is not there: the page may have put accessors at indices of Array.prototype. */
        const root = n < scope.roots.length ? scope.roots[n] : "";
        roots.add(root === "" ? own : root, context.names[n], context.values[n]);
      }
      roots.addHidden(own, context.slots - context.names.length);
    }
    return roots.list;
  }

  /** Contexts of functions of which one call is alive, by the name of their script. */
  singleContexts(): SafeList<ScriptVariables> {
    const scripts: SafeList<{ readonly name: string; readonly contexts: SafeList<ClosureContext> }> = createSafeList();
    const byName = createSafeMap<string, SafeList<ClosureContext>>();
    const single = this.#contexts.single();
    for (let i = 0; i < single.length; i++) {
      const name = this.#nameOf(single[i].script);
      let contexts = byName.get(name);
      if (contexts === undefined) {
        contexts = createSafeList();
        byName.set(name, contexts);
        scripts[scripts.length] = { name, contexts };
      }
      contexts[contexts.length] = single[i];
    }
    return scripts;
  }

  /** The beginning of a function that has no name. */
  #excerptOf(text: number, fn: object): string {
    let excerpt = this.#excerpts.get(text);
    if (excerpt === undefined) {
      excerpt = excerptOf(sourceOfFunction(fn) ?? "");
      this.#excerpts.set(text, excerpt);
    }
    return excerpt;
  }

  #nameOf(script: number): string {
    return script < 0 ? EVALUATED : this.#scripts[script].name;
  }

  #addVariables(
    roots: VariablesByRoot,
    script: number,
    names: ListedVariables["names"],
    values: ListedVariables["values"],
  ): void {
    const own = this.#nameOf(script);
    const row = script < 0 ? undefined : this.#scripts[script];
    const rowOf = createSafeMap<string, number>();
    if (row !== undefined) for (let i = 0; i < row.names.length; i++) rowOf.set(row.names[i], i);
    for (let i = 0; i < names.length; i++) {
      const at = rowOf.get(names[i]);
      if (row === undefined || at === undefined) roots.add(own, names[i], values[i]);
      else roots.add(row.roots[at] === "" ? own : row.roots[at], row.shownNames[at], values[i]);
    }
  }

  /** Classic scripts share one scope for their `let`, `const` and `class`. */
  #addLexicals(roots: VariablesByRoot, object: object): void {
    const scriptOf = createSafeMap<string, number>();
    for (let s = 0; s < this.#scripts.length; s++) {
      const { lexicals } = this.#scripts[s];
      for (let i = 0; i < lexicals.length; i++) scriptOf.getOrInsert(lexicals[i], s);
    }
    const names = namesIn(object);
    for (let i = 0; i < names.length; i++) {
      const name: SafeList<string> = createSafeList();
      const value: SafeList<unknown> = createSafeList();
      name[0] = names[i];
      value[0] = variableIn(object, names[i]);
      this.#addVariables(roots, scriptOf.get(names[i]) ?? -1, name, value);
    }
  }

  /** The page's functions, the outermost first, as the walk may have to look for those that nothing else reaches. */
  functions(): SafeList<LateRoot> {
    const { functions, textOf } = this.#list;
    const { texts } = this.#table;
    const byDepth: SafeList<SafeList<LateRoot> | undefined> = createSafeList();
    for (let f = 0; f < functions.length; f++) {
      const text = texts[textOf[f]];
      if (text?.choice === NOT_OF_PAGE) continue;
      let depth = 0;
      for (let at = this.contextOf(functions[f]); at !== undefined; at = at.above) depth++;
      let list = byDepth[depth];
      if (list === undefined) {
        list = createSafeList();
        byDepth[depth] = list;
      }
      const field = text === undefined || text.name === "" ? this.#excerptOf(textOf[f], functions[f]) : text.name;
      list[list.length] = { value: functions[f], root: this.#nameOf(text === undefined ? -1 : text.script), field };
    }
    const all: SafeList<LateRoot> = createSafeList();
    for (let depth = 0; depth < byDepth.length; depth++) {
      const list = byDepth[depth];
      if (list !== undefined) for (let i = 0; i < list.length; i++) all[all.length] = list[i];
    }
    return all;
  }
}

/** Code that stands in no script: of `eval`, of `new Function`, of the console. */
const EVALUATED = "(evaluated)";

function isModule(description: string): boolean {
  for (let i = 0; i < MODULE.length; i++) if (description[i] !== MODULE[i]) return false;
  return true;
}

const MODULE = "Module";

/** A list of a length and indices that the debugger lists, without accessors of the page. */
function bareBatch(): Batch {
  return bare([] as unknown as Batch);
}
