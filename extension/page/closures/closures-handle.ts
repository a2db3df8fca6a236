import { bare, createSafeList, createSafeWeakSet, freeze, type SafeList } from "../../../core/realm/introspect.ts";
import { isBuiltinFunction } from "../../../core/realm/introspect-native.ts";
import type { PrivateMembers } from "../../../core/snapshot/closure-roots.ts";
import { Questions } from "../../../core/snapshot/questions.ts";
import type {
  Answer,
  Batch,
  Chosen,
  CollectedClosures,
  PrivateNames,
  ReadTexts,
  ScopeRow,
  ScriptRow,
  Taken,
  TextRow,
} from "../../scopes/closure-messages.ts";
import { ClosureCollector, type ListedEntry } from "./closure-collector.ts";
import type { ListedScope } from "./listed-scope.ts";
import { partOf } from "./part-of.ts";

/**
 * What the panel calls through the debugger: extension/scopes knows in which order. No script of the page has it. Lists of objects that it returns have no prototype, and what it
 * takes comes from the debugger.
 */
export interface ClosuresHandle {
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
  /** Objects whose private members a walk asks for. */
  askedObjects(first: number, count: number): SafeList<object>;
  /** Names of the members of each object from `first` on; the batches come in any order. */
  takePrivates(first: number, names: readonly PrivateNames[], ...values: unknown[]): void;
  /** Every object was answered: the walk goes on. */
  endQuestions(): void;
}

const weakMapPrototype: object = isBuiltinFunction(WeakMap) ? WeakMap.prototype : {};

/** The closures that were collected for the next walk, and the questions of the walk in progress. */
export class CollectedForWalk {
  readonly handle: ClosuresHandle;
  /** Called when the questions were answered or refused. */
  onAnswered: () => void = () => {};
  readonly #preferred = createSafeWeakSet();
  #collector: ClosureCollector | undefined;
  #isComplete = false;
  #questions: Questions | undefined;
  #answers: SafeList<PrivateMembers> = createSafeList();

  constructor(version: number) {
    const collector = (): ClosureCollector => {
      if (this.#collector === undefined) throw new Error("no functions were handed over");
      return this.#collector;
    };
    const handle: ClosuresHandle & { readonly version: number } = {
      version,
      beginClosures: (functions) => {
        this.#isComplete = false;
        this.#collector = new ClosureCollector(functions, this.#preferred);
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
      askedObjects: (first, count) => {
        const asked = this.#questions?.asked;
        return asked === undefined ? createSafeList() : partOf(asked, first, count);
      },
      takePrivates: (first, names, ...values) => {
        let next = 0;
        for (let i = 0; i < names.length; i++) {
          const own: SafeList<unknown> = createSafeList();
          for (let n = 0; n < names[i].length; n++) own[n] = values[next++];
          this.#answers[first + i] = { names: names[i], values: own };
        }
      },
      endQuestions: () => {
        const answers = this.#answers;
        this.#answers = createSafeList();
        this.#questions?.answer(answers);
        this.onAnswered();
      },
    };
    this.handle = freeze(bare(handle));
  }

  /** The walk goes on without answers. */
  refuseQuestions(): void {
    this.#questions?.refuse();
    this.onAnswered();
  }

  /** What was collected, once, with the questions of the walk that uses it; undefined if nothing was, or not all. */
  take(): { readonly collector: ClosureCollector; readonly questions: Questions } | undefined {
    const collector = this.#isComplete ? this.#collector : undefined;
    this.#collector = undefined;
    this.#isComplete = false;
    this.#answers = createSafeList();
    this.#questions = collector === undefined ? undefined : new Questions();
    return collector === undefined || this.#questions === undefined
      ? undefined
      : { collector, questions: this.#questions };
  }
}
