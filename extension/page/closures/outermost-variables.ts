import { createSafeList, createSafeMap, type SafeList } from "../../../core/realm/safe-collections.ts";
import type { ScriptVariables } from "../../../core/snapshot/closure-roots.ts";
import { type ScopeRow, type ScriptRow, SEVERAL_SCRIPTS } from "../../scopes/closure-messages.ts";
import type { FoundContext } from "./contexts.ts";
import { type ListedScope, type Names, namesIn, valuesIn } from "./listed-scope.ts";
import type { ScopeTable } from "./scope-table.ts";
import { VariablesByRoot } from "./variables-by-root.ts";

/** Code that stands in no script: of `eval`, of `new Function`, of the console. */
const EVALUATED = "(evaluated)";
/** Functions of one text that several scripts have. */
const IN_SEVERAL_SCRIPTS = "(several scripts)";

/** The variables of a module, as the debugger listed them. */
interface ModuleVariables {
  readonly script: number;
  readonly names: Names;
  readonly values: SafeList<unknown>;
}

/** The outermost variables of scripts: those of modules, of classic scripts, and of functions around whole scripts. */
export class OutermostVariables {
  readonly #table: ScopeTable;
  readonly #scripts: SafeList<ScriptRow> = createSafeList();
  readonly #modules: SafeList<ModuleVariables> = createSafeList();
  readonly #seenModules = createSafeMap<number, true>();
  /** Classic scripts share one scope for their `let`, `const` and `class`. */
  #lexicals: ListedScope | undefined;

  constructor(table: ScopeTable) {
    this.#table = table;
  }

  addScripts(rows: readonly ScriptRow[]): void {
    for (let i = 0; i < rows.length; i++) this.#scripts[this.#scripts.length] = rows[i];
  }

  takeLexicals(scope: ListedScope): void {
    this.#lexicals ??= scope;
  }

  /** Keeps the variables of a module once: reading them anew for each function takes long. */
  takeModule({ object }: ListedScope, script: number): void {
    if (this.#seenModules.get(script)) return;
    this.#seenModules.set(script, true);
    const names = namesIn(object);
    this.#modules[this.#modules.length] = { script, names, values: valuesIn(object, names) };
  }

  /** Name of the root of a script. */
  nameOf(script: number): string {
    if (script === SEVERAL_SCRIPTS) return IN_SEVERAL_SCRIPTS;
    return script < 0 ? EVALUATED : this.#scripts[script].name;
  }

  /** Name of the root of a function or context: its file if it is known, else its script. */
  rootOf(script: number, file: string): string {
    return this.#table.rootNameOf(file, this.nameOf(script));
  }

  /** All of them by the name of their root, with those of the contexts that are the outermost of their script; without variables that hold a reader, which is not the page's. */
  byRoot(contexts: SafeList<FoundContext>, isReader: (value: unknown) => boolean): SafeList<ScriptVariables> {
    const roots = new VariablesByRoot(isReader);
    for (let i = 0; i < this.#modules.length; i++) {
      const { script, names, values } = this.#modules[i];
      this.#addVariables(roots, script, names, values);
    }
    if (this.#lexicals !== undefined) this.#addLexicals(roots, this.#lexicals.object);
    for (let i = 0; i < contexts.length; i++) {
      if (contexts[i].isOutermost) this.#addContext(roots, contexts[i], this.#table.scopes[contexts[i].scope]);
    }
    return roots.list;
  }

  #addContext(roots: VariablesByRoot, { script, names, values, slots }: FoundContext, scope: ScopeRow): void {
    const ofScript = this.nameOf(script);
    const own = scope.moduleKey === "" ? ofScript : `${ofScript} ${scope.moduleKey}`;
    for (let n = 0; n < names.length; n++) {
      /* No index is read that is not there: the page may have put accessors at indices of Array.prototype. */
      const file = n < scope.files.length ? scope.files[n] : "";
      roots.add(this.#table.rootNameOf(file, own), names[n], values[n]);
    }
    roots.addHidden(own, slots - names.length);
  }

  #addVariables(roots: VariablesByRoot, script: number, names: Names, values: SafeList<unknown>): void {
    const own = this.nameOf(script);
    const row = script < 0 ? undefined : this.#scripts[script];
    const rowOf = createSafeMap<string, number>();
    if (row !== undefined) for (let i = 0; i < row.names.length; i++) rowOf.set(row.names[i], i);
    for (let i = 0; i < names.length; i++) {
      const at = rowOf.get(names[i]);
      if (row === undefined || at === undefined) roots.add(own, names[i], values[i]);
      else {
        const shown = this.#table.renamed.join(row.originalNames[at], names[i]);
        roots.add(this.#table.rootNameOf(row.files[at], own), shown, values[i]);
      }
    }
  }

  /** Each variable stands with the script that declares it. */
  #addLexicals(roots: VariablesByRoot, object: object): void {
    const scriptOf = createSafeMap<string, number>();
    for (let s = 0; s < this.#scripts.length; s++) {
      const { lexicals } = this.#scripts[s];
      for (let i = 0; i < lexicals.length; i++) scriptOf.getOrInsert(lexicals[i], s);
    }
    const all = namesIn(object);
    const scripts: SafeList<number> = createSafeList();
    const namesOf = createSafeMap<number, SafeList<string>>();
    for (let i = 0; i < all.length; i++) {
      const script = scriptOf.get(all[i]) ?? -1;
      let names = namesOf.get(script);
      if (names === undefined) {
        names = createSafeList();
        namesOf.set(script, names);
        scripts[scripts.length] = script;
      }
      names[names.length] = all[i];
    }
    for (let s = 0; s < scripts.length; s++) {
      const names = namesOf.get(scripts[s]);
      if (names !== undefined) this.#addVariables(roots, scripts[s], names, valuesIn(object, names));
    }
  }
}
