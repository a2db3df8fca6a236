import { startsWith } from "../../../core/realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList } from "../../../core/realm/safe-collections.ts";
import { type ClosureContext, NAMELESS_CONTEXT } from "../../../core/snapshot/closure-roots.ts";
import type { ScopeRow } from "../../scopes/closure-messages.ts";
import { Buckets } from "./buckets.ts";
import { type ListedScope, type Names, namesIn, valuesIn } from "./listed-scope.ts";
import type { ScopeTable } from "./scope-table.ts";

/** A context while contexts are being found; the walk sees it as a ClosureContext once `settle` was called. */
export interface FoundContext extends ClosureContext {
  names: Names;
  values: SafeList<unknown>;
  slots: number;
  above: FoundContext | undefined;
  /** Row of the scope; -1 if no known source has it. */
  readonly scope: number;
  readonly script: number;
  readonly number: number;
  isOutermost: boolean;
}

/**
 * The contexts behind the answers. The debugger copies a scope for each question, so two answers show one context if a function is in it that was made there, or else if the context
 * outside and all values are the same; of a scope that runs once with its script, all objects.
 */
export class Contexts {
  readonly all: SafeList<FoundContext> = createSafeList();
  readonly #table: ScopeTable;
  readonly #known = createSafeMap<string, FoundContext>();
  readonly #identities = createSafeMap<unknown, number>();
  readonly #liveOf: SafeList<number> = createSafeList();

  constructor(table: ScopeTable) {
    this.#table = table;
  }

  /** The context that a copy shows. `row` is -1 where no known source has it. */
  contextOf(copy: ListedScope, row: number, script: number, above: FoundContext | undefined): FoundContext {
    const scope = row === -1 ? undefined : this.#table.scopes[row];
    const names = scope === undefined ? namesIn(copy.object) : scope.names;
    const values = valuesIn(copy.object, names);
    const key = this.#keyOf(scope, row, copy.description, names, values, above);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const context: FoundContext = {
      name:
        scope === undefined ? describedNameOf(copy.description) : this.#table.shownNameOf(scope) || NAMELESS_CONTEXT,
      names: scope === undefined ? names : this.#table.shownNamesOf(row),
      values,
      slots: scope === undefined ? names.length : scope.slots,
      above,
      scope: row,
      script,
      number: this.all.length,
      isOutermost: false,
    };
    this.#known.set(key, context);
    this.all[this.all.length] = context;
    if (row !== -1) this.#liveOf[row] = (this.#liveOf[row] ?? 0) + 1;
    return context;
  }

  #keyOf(
    scope: ScopeRow | undefined,
    row: number,
    description: string,
    names: Names,
    values: SafeList<unknown>,
    above: FoundContext | undefined,
  ): string {
    if (scope !== undefined) {
      const { sureNames } = scope;
      if (sureNames.length > 0) {
        for (let i = 0; i < names.length; i++) {
          if (names[i] === sureNames[0] && typeof values[i] === "function")
            return `${row} f${this.#identityOf(values[i])}`;
        }
      }
    }
    /* Once for each time that the script ran: its numbers and strings may change between two questions. */
    const isOnce = scope?.runs === "once";
    let key = scope === undefined ? `${description} ${joined(names)}` : `${row}`;
    key += ` ${above === undefined ? "" : above.number} `;
    for (let i = 0; i < values.length; i++) {
      if (!isOnce || isObject(values[i])) key += `${this.#identityOf(values[i])},`;
    }
    return key;
  }

  #identityOf(value: unknown): number {
    return this.#identities.getOrInsert(value, this.#identities.size);
  }

  /** Those of scopes of which one context lives, the outer ones first; none that is the outermost of its script. To be called after `settle`. */
  single(): SafeList<FoundContext> {
    const found = new Buckets<FoundContext>();
    for (let i = 0; i < this.all.length; i++) {
      const context = this.all[i];
      if (context.isOutermost || context.scope === -1 || this.#liveOf[context.scope] !== 1) continue;
      found.add(depthOf(context), context);
    }
    return found.inOrder();
  }

  /**
   * Decides which contexts are the outermost of their scripts, now that all are known: those of scopes that run once, and of anonymous functions that were handed to a call
   * which runs once, where one context lives. No function owns them. Variables that hold a reader are not the page's.
   */
  settle(isReader: (value: unknown) => boolean): void {
    const { all } = this;
    for (let i = 0; i < all.length; i++) {
      const context = all[i];
      if (context.scope === -1) continue;
      const { above } = context;
      if (above !== undefined && !above.isOutermost) continue;
      const { runs } = this.#table.scopes[context.scope];
      context.isOutermost = runs === "once" || (runs === "argument" && this.#liveOf[context.scope] === 1);
    }
    for (let i = 0; i < all.length; i++) {
      const { above } = all[i];
      if (above?.isOutermost === true) all[i].above = undefined;
      if (!all[i].isOutermost && someOf(all[i].values, isReader)) leaveOut(all[i], isReader);
    }
  }
}

function isObject(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function someOf(values: SafeList<unknown>, fits: (value: unknown) => boolean): boolean {
  for (let i = 0; i < values.length; i++) if (fits(values[i])) return true;
  return false;
}

/** Takes the variables out that hold a reader. */
function leaveOut(context: FoundContext, isReader: (value: unknown) => boolean): void {
  const names: SafeList<string> = createSafeList();
  const values: SafeList<unknown> = createSafeList();
  for (let i = 0; i < context.values.length; i++) {
    if (isReader(context.values[i])) continue;
    names[names.length] = context.names[i];
    values[values.length] = context.values[i];
  }
  context.slots -= context.values.length - values.length;
  context.names = names;
  context.values = values;
}

/** The number of contexts outside of it. */
export function depthOf(context: FoundContext): number {
  let depth = 0;
  for (let at = context.above; at !== undefined; at = at.above) depth++;
  return depth;
}

function joined(names: Names): string {
  let text = "";
  for (let i = 0; i < names.length; i++) text += `${names[i]},`;
  return text;
}

const CLOSURE = "Closure (";

/** The engine says `Closure (name)`, `Block`, `Catch` and the like. */
function describedNameOf(description: string): string {
  if (!startsWith(description, CLOSURE)) return NAMELESS_CONTEXT;
  let name = "";
  for (let i = CLOSURE.length; i < description.length - 1; i++) name += description[i];
  return name;
}
