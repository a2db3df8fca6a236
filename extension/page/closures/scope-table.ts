import { createSafeList, type SafeList } from "../../../core/realm/introspect.ts";
import type { ScopeRow, TextRow } from "../../scopes/closure-messages.ts";

/** What the sources say about the scopes of all scripts and about the texts of functions, by number. */
export class ScopeTable {
  readonly scopes: SafeList<ScopeRow> = createSafeList();
  readonly texts: SafeList<TextRow> = createSafeList();

  addScopes(rows: readonly ScopeRow[]): void {
    for (let i = 0; i < rows.length; i++) this.scopes[this.scopes.length] = rows[i];
  }

  addTexts(rows: readonly TextRow[]): void {
    for (let i = 0; i < rows.length; i++) this.texts[this.texts.length] = rows[i];
  }

  /** The scope and those outside of it, innermost first. */
  chainOf(scope: number): SafeList<number> {
    const chain: SafeList<number> = createSafeList();
    for (let at = scope; at >= 0; at = this.scopes[at].parent) chain[chain.length] = at;
    return chain;
  }
}
