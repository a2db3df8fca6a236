import {
  ASK,
  ASK_ONE,
  type Choice,
  LEAVE,
  NOT_OF_PAGE,
  type ScopeRow,
  type ScriptRow,
  SEVERAL_SCRIPTS,
  type TextRow,
  UNKNOWN_SCOPE,
} from "./closure-messages.ts";
import type { EmptyScopes } from "./empty-scopes.ts";
import type { PageScript } from "./page-scripts.ts";
import { scriptNamesOf } from "./script-names.ts";
import type { FunctionLiteral, OriginalNames, ScriptScopes, SourceScope } from "./script-scopes.ts";

/* Who is asked first: an answer spares others. A class spares its methods, a function of an outer scope what is bound there. */
const RANK_CLASS = 0;
const RANK_FUNCTION = 30;
const RANK_METHOD = 60;
const RANK_UNKNOWN = 90;
const RANK_VARIABLES = 91;
const MOST_DEPTH = 29;

/** A function literal, what it is called, and where it stands. */
interface PlacedLiteral {
  readonly literal: FunctionLiteral;
  readonly originalName: string;
  readonly file: string;
  readonly script: number;
  /** Row of its scope; -1. */
  readonly scope: number;
}

type UnplacedText = Omit<TextRow, "position">;

/** A text of functions that are alive; where it stands, if that is known. */
interface LiveText {
  readonly text: number;
  readonly key: number;
  readonly found: readonly PlacedLiteral[] | undefined;
}

/** What the sources of the scripts say, as the rows that the agent works with. */
export class ClosureTables {
  readonly scripts: readonly ScriptRow[];
  readonly scopes: readonly ScopeRow[];
  readonly #pageScripts: readonly PageScript[];
  readonly #rowOfScript: ReadonlyMap<string, number>;
  readonly #literals = new Map<number, PlacedLiteral[]>();
  /** Whether all scopes from that row outwards run once. */
  readonly #runsOnce: boolean[] = [];
  readonly #notOfPage: ReadonlySet<number>;
  readonly #areAll: boolean;
  readonly #emptyScopes: EmptyScopes;

  /** `notOfPage` are keys of the texts of the extension's own functions; `emptyScopes` is kept from one snapshot to the next; `areAll` is false where functions of other scripts are left alone. */
  constructor(
    scripts: readonly PageScript[],
    pageUrl: string,
    notOfPage: ReadonlySet<number>,
    emptyScopes: EmptyScopes,
    areAll = true,
  ) {
    this.#pageScripts = scripts;
    this.#areAll = areAll;
    this.#emptyScopes = emptyScopes;
    this.#rowOfScript = new Map(scripts.map(({ id }, row) => [id, row]));
    this.#notOfPage = notOfPage;
    const names = scriptNamesOf(
      scripts.map(({ url }) => url),
      pageUrl,
    );
    this.scripts = scripts.map((script, row) => scriptRowOf(script, names[row] ?? script.url));
    const scopes: ScopeRow[] = [];
    for (const [row, script] of scripts.entries()) {
      const { scopes: said } = script;
      const first = scopes.length;
      for (const [s, scope] of said.scopes.entries()) {
        const parent = scope.parent === -1 ? -1 : first + scope.parent;
        this.#runsOnce.push(scope.runs === "once" && (parent === -1 || this.#runsOnce[parent] === true));
        const runs = emptyScopes.has(script, s) ? "many" : scope.runs;
        scopes.push(scopeRowOf({ ...scope, runs }, parent, row, namesOfScope(said, s, scope)));
      }
      for (const [l, literal] of said.literals.entries()) {
        const scope = literal.scope === -1 ? -1 : first + literal.scope;
        const file = fileOf(said.original, said.original?.literalSources[l]);
        const originalName = file === "" ? "" : (said.original?.literalNames[l] ?? "");
        const placed = { literal, originalName, file, script: row, scope };
        const list = this.#literals.get(literal.key);
        if (list === undefined) this.#literals.set(literal.key, [placed]);
        else list.push(placed);
      }
    }
    this.scopes = scopes;
  }

  /** A row for each text of functions that are alive, in the order of their keys. */
  textsOf(keys: readonly number[]): readonly TextRow[] {
    const asked = new Set<number>();
    const covered = new Set<number>();
    this.#noteEmptyScopes(keys);
    const rows: TextRow[] = [];
    const inOrder = this.#inOrder(keys);
    for (const [position, { text, key, found }] of inOrder.entries()) {
      if (found === undefined) {
        const isOfPage = this.#areAll && !this.#notOfPage.has(key);
        rows[text] = { ...(isOfPage ? UNKNOWN_TEXT : NOT_OURS_TO_SHOW), position };
        continue;
      }
      const row = this.#textOf(found, asked);
      if (row.choice !== LEAVE) for (const { script } of found) covered.add(script);
      rows[text] = { ...row, position };
    }
    /* The variables of a script that has no function to ask. */
    for (const { text } of inOrder) {
      const row = rows[text];
      if (row === undefined || row.script < 0 || row.choice !== LEAVE || covered.has(row.script)) continue;
      covered.add(row.script);
      rows[text] = { ...row, choice: ASK_ONE, rank: RANK_VARIABLES };
    }
    return withRanksApart(rows);
  }

  /** The texts as they stand in the sources, by the names of the scripts, which may be loaded in any order; last those that are in none. */
  #inOrder(keys: readonly number[]): readonly LiveText[] {
    const texts = keys.map((key, text) => ({ text, key, found: this.#literals.get(key) }));
    return texts.sort((a, b) => this.#compare(a.found?.[0], b.found?.[0]));
  }

  #compare(a: PlacedLiteral | undefined, b: PlacedLiteral | undefined): number {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    if (a.script === b.script) return a.literal.start - b.literal.start;
    const [nameOfA = "", nameOfB = ""] = [this.scripts[a.script]?.name, this.scripts[b.script]?.name];
    return nameOfA === nameOfB ? a.script - b.script : nameOfA < nameOfB ? -1 : 1;
  }

  #noteEmptyScopes(keys: readonly number[]): void {
    const filled = new Set<number>();
    for (const key of keys) {
      for (const { scope } of this.#literals.get(key) ?? []) {
        for (let at = scope; at >= 0 && !filled.has(at); at = this.scopes[at]?.parent ?? -1) filled.add(at);
      }
    }
    let first = 0;
    for (const script of this.#pageScripts) {
      const offset = first;
      this.#emptyScopes.note(script, (index) => filled.has(offset + index));
      first += script.scopes.scopes.length;
    }
  }

  #textOf(found: readonly PlacedLiteral[], asked: Set<number>): UnplacedText {
    const [first] = found as readonly [PlacedLiteral];
    const isOne = found.length === 1;
    const { literal } = first;
    let choice: Choice = LEAVE;
    if (found.some((placed) => placed.literal.isWorthAsking)) {
      choice = ASK;
      if (isOne && this.#runsOnce[first.scope] === true) {
        choice = asked.has(first.scope) ? LEAVE : ASK_ONE;
        asked.add(first.scope);
      }
    }
    const depth = Math.min(MOST_DEPTH, this.#depthOf(first.scope));
    return {
      choice,
      rank: RANKS[literal.kind] + depth,
      scope: isOne ? first.scope : UNKNOWN_SCOPE,
      script: found.every(({ script }) => script === first.script) ? first.script : SEVERAL_SCRIPTS,
      name: isOne ? literal.name : "",
      originalName: isOne ? first.originalName : "",
      file: found.every(({ file }) => file === first.file) ? first.file : "",
      isClass: literal.kind === "class",
      hasPrivates: found.some((placed) => placed.literal.hasPrivateMembers),
    };
  }

  #depthOf(scope: number): number {
    let depth = 0;
    for (let at = scope; at >= 0; at = this.scopes[at]?.parent ?? -1) depth++;
    return depth;
  }

  /** The scope of a function whose text stands at several places, by where the debugger says that it is. */
  scopeAt(key: number, scriptId: string, line: number, column: number): number {
    const script = this.#rowOfScript.get(scriptId);
    if (script === undefined) return UNKNOWN_SCOPE;
    const offset = offsetIn(this.#pageScripts[script], line, column);
    if (offset === undefined) return UNKNOWN_SCOPE;
    const placed = this.#literals
      .get(key)
      ?.find((one) => one.script === script && (one.literal.paren === offset || one.literal.start === offset));
    return placed === undefined ? UNKNOWN_SCOPE : placed.scope;
  }

  /** Whether a function is the extension's own, or of a script that is left alone, by its text and the script that it is in. */
  isNotOfPage(key: number, scriptId: string): boolean {
    return (!this.#areAll || this.#notOfPage.has(key)) && !this.#rowOfScript.has(scriptId);
  }

  scriptRow(scriptId: string): number {
    return this.#rowOfScript.get(scriptId) ?? -1;
  }
}

/** Among those of one rank the order of the sources decides, for the first answer of a script decides which of two scripts owns what both refer to. */
function withRanksApart(rows: readonly TextRow[]): readonly TextRow[] {
  const inOrder = rows.toSorted((a, b) => a.rank - b.rank || a.position - b.position);
  const rankOf = new Map(inOrder.map((row, rank) => [row, rank]));
  return rows.map((row) => ({ ...row, rank: rankOf.get(row) ?? row.rank }));
}

const RANKS: Readonly<Record<FunctionLiteral["kind"], number>> = {
  class: RANK_CLASS,
  function: RANK_FUNCTION,
  method: RANK_METHOD,
  fields: RANK_METHOD,
  module: RANK_FUNCTION,
};

/** Of `eval` or `new Function`, or of a script that is gone or does not parse. */
const UNKNOWN_TEXT: UnplacedText = {
  choice: ASK,
  rank: RANK_UNKNOWN,
  scope: UNKNOWN_SCOPE,
  script: -1,
  name: "",
  originalName: "",
  file: "",
  isClass: false,
  hasPrivates: false,
};
const NOT_OURS_TO_SHOW: UnplacedText = { ...UNKNOWN_TEXT, choice: NOT_OF_PAGE };

/** The offset of a place in the source of a script; the debugger counts lines and columns in the document. */
function offsetIn(script: PageScript | undefined, line: number, column: number): number | undefined {
  if (script === undefined) return undefined;
  const start = script.lineStarts[line - script.startLine];
  if (start === undefined) return undefined;
  return start + (line === script.startLine ? column - script.startColumn : column);
}

type NamesOfFiles = Pick<ScopeRow, "originalName" | "file" | "originalNames" | "files">;

/** What a scope and its variables are called in the files that the script was made of, if its source map says so. */
function namesOfScope({ original }: ScriptScopes, index: number, { names }: SourceScope): NamesOfFiles {
  if (original === undefined) return { originalName: "", file: "", originalNames: names, files: [] };
  const file = fileOf(original, original.scopeSources[index]);
  return {
    originalName: file === "" ? "" : (original.scopeNames[index] ?? ""),
    file,
    originalNames: original.variableNames[index] ?? names,
    files: filesOf(original, original.variableSources[index] ?? []),
  };
}

function fileOf(original: OriginalNames | undefined, source = -1): string {
  return original?.sources[source] ?? "";
}

function filesOf(original: OriginalNames, sources: readonly number[]): readonly string[] {
  return sources.map((source) => fileOf(original, source));
}

function scopeRowOf(scope: SourceScope, parent: number, script: number, ofFiles: NamesOfFiles): ScopeRow {
  const { name, names, slots, runs, moduleKey, sureNames } = scope;
  return { parent, script, name, names, slots, runs, moduleKey, sureNames, ...ofFiles };
}

function scriptRowOf({ scopes }: PageScript, name: string): ScriptRow {
  const { isModule, top, original } = scopes;
  const names = top.map((variable) => variable.name);
  const lexicals = isModule ? [] : names;
  const moduleVariables = isModule ? names.length : 0;
  if (original === undefined) return { name, moduleVariables, lexicals, names: [], originalNames: [], files: [] };
  const files = filesOf(original, original.topSources);
  return { name, moduleVariables, lexicals, names, originalNames: original.topNames, files };
}
