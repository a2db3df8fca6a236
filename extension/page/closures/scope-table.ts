import { createSafeList, type SafeList } from "../../../core/realm/safe-collections.ts";
import { type ScopeRow, type ScriptRow, type TextRow, UNKNOWN_SCOPE } from "../../scopes/closure-messages.ts";
import type { Names } from "./listed-scope.ts";
import { RenamedNames } from "./renamed-names.ts";

/** Where it cannot be counted: as many as a large function has. */
const UNKNOWN_VARIABLES = 200;

/** What the sources say about the scopes of all scripts and about the texts of functions, by number. */
export class ScopeTable {
  readonly renamed = new RenamedNames();
  readonly #shownNames: SafeList<Names | undefined> = createSafeList();
  readonly scopes: SafeList<ScopeRow> = createSafeList();
  readonly texts: SafeList<TextRow> = createSafeList();

  readonly #moduleVariables: SafeList<number> = createSafeList();
  /** The `let`, `const` and `class` of all classic scripts. */
  #lexicals = 0;

  addScripts(rows: readonly ScriptRow[]): void {
    for (let i = 0; i < rows.length; i++) {
      this.#moduleVariables[this.#moduleVariables.length] = rows[i].moduleVariables;
      this.#lexicals += rows[i].lexicals.length;
    }
  }

  /** How many variables the debugger copies when a function of a text is asked. */
  copiedVariablesOf({ scope, script }: TextRow): number {
    let variables = this.#lexicals + (script < 0 ? UNKNOWN_VARIABLES : this.#moduleVariables[script]);
    if (scope === UNKNOWN_SCOPE) variables += UNKNOWN_VARIABLES;
    for (let at = scope; at >= 0; at = this.scopes[at].parent) variables += this.scopes[at].names.length;
    return variables;
  }

  addScopes(rows: readonly ScopeRow[]): void {
    for (let i = 0; i < rows.length; i++) {
      this.#shownNames[this.scopes.length] = undefined;
      this.scopes[this.scopes.length] = rows[i];
    }
  }

  addTexts(rows: readonly TextRow[]): void {
    for (let i = 0; i < rows.length; i++) this.texts[this.texts.length] = rows[i];
  }

  /** Names of the variables of a scope, on their way to the graph. */
  shownNamesOf(scope: number): Names {
    const known = this.#shownNames[scope];
    if (known !== undefined) return known;
    const { names, originalNames } = this.scopes[scope];
    const shown: SafeList<string> = createSafeList();
    for (let i = 0; i < names.length; i++) shown[i] = this.renamed.join(originalNames[i], names[i]);
    this.#shownNames[scope] = shown;
    return shown;
  }

  /** Name of the function of a scope or text, on its way to the graph; "" for none. */
  shownNameOf({ name, originalName }: Pick<TextRow, "name" | "originalName">): string {
    return originalName === "" ? name : this.renamed.join(originalName, name);
  }

  /** Name of the root for what stands in a file, on its way to the graph. `script` is that of the script. */
  rootNameOf(file: string, script: string): string {
    return file === "" ? script : this.renamed.join(file, script);
  }

  /** The scope and those outside of it, innermost first. */
  chainOf(scope: number): SafeList<number> {
    const chain: SafeList<number> = createSafeList();
    for (let at = scope; at >= 0; at = this.scopes[at].parent) chain[chain.length] = at;
    return chain;
  }
}
