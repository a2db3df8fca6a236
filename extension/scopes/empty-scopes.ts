import type { ScriptScopes, SourceScope } from "./script-scopes.ts";

/** A script of one document, and what its source says. */
interface LoadedScript {
  readonly id: string;
  readonly url: string;
  readonly scopes: ScriptScopes;
}

/** More scripts are those of documents that are gone. */
const MAX_SCRIPTS = 5_000;

/**
 * The scopes of a document's scripts that had no living function at an earlier snapshot, of those that may be wrappers (`ScopeRuns`). A wrapper runs with its script, so what is in such a scope
 * later is a context of a callback, and stays so: it is not one of the script's own as long as it is alone, and one of many with the next one.
 */
export class EmptyScopes {
  readonly #byScript = new Map<string, ReadonlySet<number>>();

  /** Whether the scope was empty once. */
  has(script: LoadedScript, scope: number): boolean {
    return this.#byScript.get(keyOf(script))?.has(scope) === true;
  }

  /** To be called for each snapshot. `isFilled` says whether functions are alive in a scope of the script. */
  note(script: LoadedScript, isFilled: (scope: number) => boolean): void {
    const key = keyOf(script);
    const empty = new Set(this.#byScript.get(key));
    for (const [index, scope] of script.scopes.scopes.entries()) {
      if (mayBeCallback(scope) && !isFilled(index)) empty.add(index);
    }
    this.#byScript.delete(key);
    this.#byScript.set(key, empty);
    for (const oldest of this.#byScript.keys()) {
      if (this.#byScript.size <= MAX_SCRIPTS) break;
      this.#byScript.delete(oldest);
    }
  }
}

/** Modules of a bundle may run late. */
function mayBeCallback({ runs, moduleKey }: SourceScope): boolean {
  return runs === "argument" && moduleKey === "";
}

/** A document that loads the script again has another one. */
function keyOf({ id, url }: LoadedScript): string {
  return `${id} ${url}`;
}
