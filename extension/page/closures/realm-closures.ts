import { isBuiltinFunction } from "../../../core/realm/introspect-native.ts";
import { createSafeWeakSet, type SafeList } from "../../../core/realm/safe-collections.ts";
import type {
  Answer,
  Batch,
  Chosen,
  CollectedClosures,
  ReadTexts,
  ScopeRow,
  ScriptRow,
  Taken,
  TextRow,
} from "../../scopes/closure-messages.ts";
import { ClosureCollector, type ListedEntry } from "./closure-collector.ts";
import { DerivedReaders } from "./derived-readers.ts";
import type { ListedScope } from "./listed-scope.ts";
import { partOf } from "./part-of.ts";

/** The part of the handle that is about the functions of one realm. */
export interface RealmHandle {
  /** The frame whose realm it is; `""` for that of the agent. */
  frameName(): string;
  beginClosures(functions: SafeList<object>): void;
  readTexts(budgetMs: number): ReadTexts;
  addScripts(rows: readonly ScriptRow[]): void;
  addScopes(rows: readonly ScopeRow[]): void;
  addTexts(rows: readonly TextRow[]): void;
  /** The scopes of a function that stands in no function. */
  takeLexicals(scopes: readonly ListedScope[] | null): void;
  chooseFunctions(perText: number, total: number): Chosen;
  /** At most `count` functions, in whose scopes are not many more than so many variables. */
  nextFunctions(count: number, variables: number, batch: number, isLong: boolean): Batch;
  takeScopes(batch: number, answers: readonly Answer[], ...lists: (readonly ListedScope[] | undefined)[]): Taken;
  boundFunctions(first: number, count: number): SafeList<object>;
  /** Three arguments for each function from `first` on: its target, its `this` and a list of its arguments. */
  takeBound(first: number, ...parts: unknown[]): void;
  /** That of the engine, or a new object where the page replaced it. */
  weakMapPrototype(): object;
  /** Some of those that the debugger found, from `first` on. */
  weakMapsOf(found: SafeList<object>, first: number, count: number): SafeList<object>;
  /** A WeakMap and a list of its entries, in turn. */
  takeWeakMaps(...parts: object[]): void;
  endClosures(): CollectedClosures;
  dropClosures(): void;
}

const weakMapPrototype: object = isBuiltinFunction(WeakMap) ? WeakMap.prototype : {};

/** The closures of one realm that were collected for the next walk. */
export class RealmClosures {
  readonly frame: string;
  readonly handle: RealmHandle;
  readonly #preferred = createSafeWeakSet();
  #collector: ClosureCollector | undefined;
  #isComplete = false;

  constructor(frame: string, realm: object) {
    this.frame = frame;
    const collector = (): ClosureCollector => {
      if (this.#collector === undefined) throw new Error("no functions were handed over");
      return this.#collector;
    };
    this.handle = {
      frameName: () => frame,
      beginClosures: (functions) => {
        this.#isComplete = false;
        this.#collector = new ClosureCollector(functions, this.#preferred, new DerivedReaders(realm));
      },
      readTexts: (budgetMs) => collector().readTexts(budgetMs),
      addScripts: (rows) => collector().addScripts(rows),
      addScopes: (rows) => collector().addScopes(rows),
      addTexts: (rows) => collector().addTexts(rows),
      takeLexicals: (scopes) => {
        if (scopes !== null) collector().takeLexicals(scopes);
      },
      chooseFunctions: (perText, total) => collector().choose(perText, total),
      nextFunctions: (count, variables, batch, isLong) => collector().next(count, variables, batch, isLong),
      takeScopes: (batch, answers, ...lists) => collector().take(batch, answers, lists),
      boundFunctions: (first, count) => collector().boundFunctions(first, count),
      takeBound: (first, ...parts) => {
        for (let i = 0; i + 2 < parts.length; i += 3) {
          const args = parts[i + 2] as SafeList<unknown> | undefined;
          if (args === undefined || args === null) continue;
          collector().takeBound(first + i / 3, parts[i], parts[i + 1], args);
        }
      },
      weakMapPrototype: () => weakMapPrototype,
      weakMapsOf: (found, first, count) => partOf(found, first, count),
      takeWeakMaps: (...parts) => {
        for (let i = 0; i + 1 < parts.length; i += 2) {
          if (parts[i + 1] === null) continue;
          collector().takeWeakMap(parts[i], parts[i + 1] as SafeList<ListedEntry>);
        }
      },
      endClosures: () => {
        this.#isComplete = true;
        return collector().end();
      },
      dropClosures: () => {
        this.#collector = undefined;
      },
    };
  }

  /** What was collected, once; undefined if nothing was, or not all. */
  take(): ClosureCollector | undefined {
    const collector = this.#isComplete ? this.#collector : undefined;
    this.#collector = undefined;
    this.#isComplete = false;
    return collector;
  }
}
