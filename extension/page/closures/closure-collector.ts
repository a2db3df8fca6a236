import { excerptOf } from "../../../core/realm/excerpt.ts";
import { sourceOfFunction } from "../../../core/realm/function-origin.ts";
import {
  hasOwn,
  ownKeysOf,
  ownPropertyOf,
  ownTextOf,
  prototypeOf,
  startsWith,
} from "../../../core/realm/introspect.ts";
import {
  createSafeList,
  createSafeMap,
  type SafeList,
  type SafeWeakSet,
} from "../../../core/realm/safe-collections.ts";
import type {
  BoundFunction,
  Closures,
  LateRoot,
  ScriptVariables,
  WeakEntries,
} from "../../../core/snapshot/closure-roots.ts";
import {
  type Answer,
  type Batch,
  type Chosen,
  type CollectedClosures,
  NOT_OF_PAGE,
  type ReadTexts,
  SCOPE_NOT_OF_PAGE,
  type ScopeRow,
  type ScriptRow,
  type Taken,
  type TextRow,
} from "../../scopes/closure-messages.ts";
import { AskedFunctions } from "./asked-functions.ts";
import { Buckets } from "./buckets.ts";
import { Contexts, depthOf, type FoundContext } from "./contexts.ts";
import type { DerivedReaders } from "./derived-readers.ts";
import { FunctionList } from "./function-list.ts";
import type { ListedScope } from "./listed-scope.ts";
import { OutermostVariables } from "./outermost-variables.ts";
import { partOf } from "./part-of.ts";
import type { RenamedNames } from "./renamed-names.ts";
import { ScopeTable } from "./scope-table.ts";
import { ContextsByRoot } from "./variables-by-root.ts";

/** Classes above one another that are looked at. */
const MAX_CLASSES = 64;

/** An entry of a WeakMap, as the debugger lists it. */
export interface ListedEntry {
  readonly key: unknown;
  readonly value: unknown;
}

/** Collects the contexts of the page's functions, while the panel asks the debugger about one batch of functions after another. It holds them until the walk has ended. */
export class ClosureCollector implements Closures {
  readonly #list: FunctionList;
  readonly #table = new ScopeTable();
  readonly #asked: AskedFunctions;
  readonly #contexts = new Contexts(this.#table);
  readonly #outermost = new OutermostVariables(this.#table);
  readonly #contextOf = createSafeMap<object, FoundContext>();
  readonly #sparedContexts = createSafeMap<FoundContext, true>();
  readonly #bound = createSafeMap<object, BoundFunction>();
  readonly weakMaps: SafeList<WeakEntries> = createSafeList();
  readonly readers: DerivedReaders;
  /** The extension's own functions whose text is also one of the page's. */
  readonly #notOfPage = createSafeMap<object, true>();
  readonly #excerpts = createSafeMap<number, string>();

  /** `preferred` are functions that were asked for earlier snapshots; `readers` are not the page's. */
  constructor(found: SafeList<object>, preferred: SafeWeakSet, readers: DerivedReaders) {
    this.readers = readers;
    this.#list = new FunctionList(found, readers);
    this.#asked = new AskedFunctions(this.#list, this.#table, preferred);
  }

  readTexts(budgetMs: number): ReadTexts {
    return this.#list.read(budgetMs);
  }

  addScripts(rows: readonly ScriptRow[]): void {
    this.#outermost.addScripts(rows);
    this.#table.addScripts(rows);
  }

  addScopes(rows: readonly ScopeRow[]): void {
    this.#table.addScopes(rows);
  }

  addTexts(rows: readonly TextRow[]): void {
    this.#table.addTexts(rows);
  }

  /** Takes the `let`, `const` and `class` of classic scripts, which a page may have without any function. */
  takeLexicals(scopes: readonly ListedScope[]): void {
    for (let i = 0; i < scopes.length; i++) {
      if (scopes[i].description === "Script") this.#outermost.takeLexicals(scopes[i]);
    }
  }

  choose(mostOfText: number, most: number): Chosen {
    return this.#asked.choose(mostOfText, most);
  }

  next(count: number, variables: number, batch: number, isLong: boolean): Batch {
    return this.#asked.next(count, variables, batch, isLong);
  }

  /** Takes the lists of scopes of a batch, in its order; `undefined` for a function that has none. */
  take(
    batch: number,
    answers: readonly Answer[],
    lists: { readonly [index: number]: readonly ListedScope[] | undefined; readonly length: number },
  ): Taken {
    const functions = this.#asked.takeBatch(batch);
    let unexpected = 0;
    let spared = 0;
    for (let i = 0; i < functions.length; i++) {
      const list = lists[i];
      if (list === undefined || list === null) continue;
      const { scope, script } = answers[i];
      if (scope === SCOPE_NOT_OF_PAGE) {
        this.#notOfPage.set(functions[i], true);
        continue;
      }
      const chain = this.#readChain(list, script);
      const plan = scope < 0 ? undefined : this.#table.chainOf(scope);
      const fits = scope === -1 ? chain.length === 0 : plan !== undefined && this.#fits(plan, chain);
      if (scope >= -1 && !fits) unexpected++;
      let above: FoundContext | undefined;
      for (let c = chain.length - 1; c >= 0; c--) {
        above = this.#contexts.contextOf(chain[c], fits && plan !== undefined ? plan[c] : -1, script, above);
        spared += this.#spareFunctionsOf(above);
      }
      if (above !== undefined) {
        this.#contextOf.set(functions[i], above);
        spared += this.#spareMethodsOf(functions[i], above);
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
      if (description === "Script") this.#outermost.takeLexicals(list[i]);
      else if (startsWith(description, "Module")) this.#outermost.takeModule(list[i], script);
      else chain[chain.length] = list[i];
    }
    return chain;
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
    const text = this.#asked.textOf(fn);
    if (text === undefined || text.scope < 0) return 0;
    for (let at: FoundContext | undefined = context; at !== undefined; at = at.above) {
      if (at.scope !== text.scope) continue;
      this.#contextOf.getOrInsert(fn, at);
      return this.#asked.spare(fn) ? 1 : 0;
    }
    return 0;
  }

  /** The methods of a class were made where the class was. */
  #spareMethodsOf(fn: object, context: FoundContext): number {
    if (this.#asked.textOf(fn)?.isClass !== true) return 0;
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
    return partOf(this.#list.bound, first, count);
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

  /** Name of the root of a function's script; undefined if that is not known, or not one. */
  scriptOf(fn: object): string | undefined {
    const text = this.#asked.textOf(fn);
    if (text === undefined || (text.script < 0 && text.file === "")) return undefined;
    return this.#outermost.rootOf(text.script, text.file);
  }

  /** Whether a class, or that of a prototype or of one above it, has private members by its source. */
  mayHavePrivates(prototypeOrClass: object): boolean {
    if (typeof prototypeOrClass === "function") return this.#asked.textOf(prototypeOrClass)?.hasPrivates === true;
    let depth = 0;
    for (let at: object | null = prototypeOrClass; at !== null && depth < MAX_CLASSES; at = prototypeOf(at), depth++) {
      const made = ownPropertyOf(at, "constructor")?.value;
      if (typeof made === "function" && this.#asked.textOf(made)?.hasPrivates === true) return true;
    }
    return false;
  }

  /** Name of a function in the file that its script was made of, joined with its own; undefined if no source map says so. */
  originalNameOf(fn: object): string | undefined {
    const name = this.#asked.textOf(fn)?.originalName;
    if (name === undefined || name === "") return undefined;
    return this.#table.renamed.join(name, ownTextOf(fn, "name") ?? "");
  }

  renamedOf(text: string): ReturnType<RenamedNames["partsOf"]> {
    return this.#table.renamed.partsOf(text);
  }

  /** To be called once, after the last answer. */
  end(): CollectedClosures {
    this.#contexts.settle((value) => this.readers.has(value));
    return { functionCount: this.#list.functions.length, contextCount: this.#contexts.all.length };
  }

  contextOf(fn: object): FoundContext | undefined {
    const context = this.#contextOf.get(fn);
    return context === undefined || context.isOutermost ? undefined : context;
  }

  /** The outermost variables of all scripts, by the name of their root. */
  variables(): SafeList<ScriptVariables> {
    return this.#outermost.byRoot(this.#contexts.all, (value) => this.readers.has(value));
  }

  /** Contexts of functions of which one call is alive, by the name of their script. */
  singleContexts(): SafeList<ScriptVariables> {
    const roots = new ContextsByRoot<FoundContext>();
    const single = this.#contexts.single();
    for (let i = 0; i < single.length; i++) {
      const { scope, script } = single[i];
      roots.add(this.#outermost.rootOf(script, this.#table.scopes[scope].file), single[i]);
    }
    return roots.list;
  }

  /**
   * The page's functions, as the walk may have to look for those that nothing else reaches. What may lead to others comes before them: the outermost first, of those the classes, for
   * a class leads to its methods, and then as they stand in the sources.
   */
  functions(): SafeList<LateRoot> {
    const { functions, textOf } = this.#list;
    const byPosition = new Buckets<number>();
    for (let f = 0; f < functions.length; f++) {
      const text = this.#table.texts[textOf[f]];
      byPosition.add(text === undefined ? 0 : text.position, f);
    }
    const inOrder = byPosition.inOrder();
    const byDepth = new Buckets<LateRoot>();
    for (let i = 0; i < inOrder.length; i++) {
      const f = inOrder[i];
      const text = this.#table.texts[textOf[f]];
      if (text?.choice === NOT_OF_PAGE || this.#notOfPage.get(functions[f]) !== undefined) continue;
      const field = (text && this.#table.shownNameOf(text)) || this.#excerptOf(textOf[f], functions[f]);
      const root = text === undefined ? this.#outermost.nameOf(-1) : this.#outermost.rootOf(text.script, text.file);
      const context = this.contextOf(functions[f]);
      const depth = context === undefined ? 0 : depthOf(context) + 1;
      byDepth.add(2 * depth + (this.#list.isClass(textOf[f]) ? 0 : 1), { value: functions[f], root, field });
    }
    return byDepth.inOrder();
  }

  /** The beginning of a function that has no name. */
  #excerptOf(text: number, fn: object): string {
    let excerpt = this.#excerpts.get(text);
    if (excerpt === undefined) {
      excerpt = excerptOf(this.readers.shownText(sourceOfFunction(fn) ?? ""));
      this.#excerpts.set(text, excerpt);
    }
    return excerpt;
  }
}
