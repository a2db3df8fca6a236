import { bare } from "../../../core/realm/introspect.ts";
import {
  createSafeList,
  createSafeMap,
  type SafeList,
  type SafeWeakSet,
} from "../../../core/realm/safe-collections.ts";
import { ASK, ASK_ONE, type Batch, type Chosen, type TextRow } from "../../scopes/closure-messages.ts";
import { Buckets } from "./buckets.ts";
import type { FunctionList } from "./function-list.ts";
import type { ScopeTable } from "./scope-table.ts";

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

/** Which functions are asked, and in which batch. A function has a row, that of the list of functions. */
export class AskedFunctions {
  readonly #list: FunctionList;
  readonly #table: ScopeTable;
  /** Functions that were asked before are asked again, so that two snapshots can be compared. */
  readonly #preferred: SafeWeakSet;
  readonly #state: SafeList<number> = createSafeList();
  readonly #rowOf = createSafeMap<object, number>();
  readonly #queue: SafeList<number> = createSafeList();
  readonly #longQueue: SafeList<number> = createSafeList();
  #next = 0;
  #nextLong = 0;
  readonly #batches = createSafeMap<number, SafeList<number>>();

  constructor(list: FunctionList, table: ScopeTable, preferred: SafeWeakSet) {
    this.#list = list;
    this.#table = table;
    this.#preferred = preferred;
  }

  /** What the sources say about the text of a function; undefined for anything else. Known once the functions are chosen. */
  textOf(fn: object): TextRow | undefined {
    const row = this.#rowOf.get(fn);
    return row === undefined ? undefined : this.#table.texts[this.#list.textOf[row]];
  }

  /** Puts the functions to be asked in order: `mostOfText` of each text, `most` in all. */
  choose(mostOfText: number, most: number): Chosen {
    const { functions, textOf, textCount, bound } = this.#list;
    const { texts } = this.#table;
    const state = this.#state;
    const taken: SafeList<number> = createSafeList();
    for (let text = 0; text < textCount; text++) taken[text] = 0;
    const byRank = new Buckets<number>();
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
        byRank.add(row.rank, f);
      }
    }
    const inOrder = byRank.inOrder();
    for (let i = 0; i < inOrder.length; i++) {
      const f = inOrder[i];
      const queue = this.#list.lengthOf(textOf[f]) < LONG_TEXT ? this.#queue : this.#longQueue;
      queue[queue.length] = f;
    }
    const boundFunctions = bound.length < most - chosen ? bound.length : most - chosen;
    return { toAsk: chosen + boundFunctions, leftOut: leftOut + bound.length - boundFunctions, boundFunctions };
  }

  /** The next functions to ask, empty at the end: at most `count`, and no more once their scopes have so many variables. `isLong` asks for one whose text is long. */
  next(count: number, variables: number, batch: number, isLong: boolean): Batch {
    const functions = bare([] as unknown as Batch);
    const rows: SafeList<number> = createSafeList();
    const queue = isLong ? this.#longQueue : this.#queue;
    let at = isLong ? this.#nextLong : this.#next;
    let texts = "";
    let copied = 0;
    while (functions.length < count && copied < variables && at < queue.length) {
      const f = queue[at++];
      if (this.#state[f] !== CHOSEN) continue;
      this.#state[f] = ASKED;
      texts += rows.length === 0 ? `${this.#list.textOf[f]}` : `,${this.#list.textOf[f]}`;
      rows[rows.length] = f;
      functions[functions.length] = this.#list.functions[f];
      this.#preferred.add(this.#list.functions[f]);
      copied += this.#table.copiedVariablesOf(this.#table.texts[this.#list.textOf[f]]);
    }
    if (isLong) this.#nextLong = at;
    else this.#next = at;
    functions.texts = texts;
    this.#batches.set(batch, rows);
    return functions;
  }

  /** The functions of a batch, once. */
  takeBatch(batch: number): SafeList<object> {
    const functions: SafeList<object> = createSafeList();
    const rows = this.#batches.get(batch);
    this.#batches.delete(batch);
    if (rows !== undefined) for (let i = 0; i < rows.length; i++) functions[i] = this.#list.functions[rows[i]];
    return functions;
  }

  /** Takes a function out, for its scopes are known; whether it would have been asked. */
  spare(fn: object): boolean {
    const row = this.#rowOf.get(fn);
    if (row === undefined || this.#state[row] !== CHOSEN) return false;
    this.#state[row] = SPARED;
    return true;
  }
}
