import type { OriginalNames, SourceScope, TopVariable } from "../../script-scopes.ts";
import type { FunctionName, Literal, Scope } from "../scope.ts";
import { LineStarts } from "./line-starts.ts";
import { type OriginalPlace, type SourceMap, SourceMapError } from "./source-map.ts";

const IDENTIFIER = /#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const DECLARED_FUNCTION = /(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\b\s*\*?|class\b)\s*/y;
/** Before the name of a parameter in TypeScript. */
const MODIFIERS = /(?:(?:public|private|protected|readonly|override)\s+)+(?=[\p{ID_Start}$_])/uy;
/* A map may lead from a name to the word that begins its declaration. */
const KEYWORDS = new Set(
  (
    "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null " +
    "return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);
/** These are words of the language only if another word follows. */
const CONTEXTUAL = new Set("abstract as async declare from get global module namespace of set type".split(" "));
const WORD_FOLLOWS = /\s+[\p{ID_Start}$_"'`{*[]/uy;

/** Units of a source that are looked at for a name. */
const LONGEST_DECLARATION = 300;

/** So many properties are enough to see whether a map is of this script, and so many of them at least are called as in it. */
const ENOUGH_PROPERTIES = 20;
const LEAST_SHARE = 0.2;

/** What the walk over a script found, in the order of its scopes and literals. */
export interface NamedParts {
  readonly source: string;
  readonly scopes: readonly SourceScope[];
  readonly owners: readonly Scope["owner"][];
  readonly literals: readonly Literal[];
  readonly top: readonly TopVariable[];
}

/** The names and files that scopes, functions and variables have in the sources of a script. Throws `SourceMapError` for the map of another script. */
export function originalNamesOf(parts: NamedParts, map: SourceMap): OriginalNames {
  return new Originals(parts, map).all();
}

class Originals {
  readonly #parts: NamedParts;
  readonly #map: SourceMap;
  readonly #sources = new Map<string, number>();
  readonly #lines = new Map<number, LineStarts>();

  constructor(parts: NamedParts, map: SourceMap) {
    this.#parts = parts;
    this.#map = map;
  }

  all(): OriginalNames {
    const { scopes, owners, literals, top } = this.#parts;
    this.#refuseOtherScript();
    const literalNames = literals.map((literal) => this.#nameOfLiteral(literal));
    const literalSources = literals.map(({ kind, start, end }) =>
      kind === "module" ? -1 : this.#sourceOf(start, end),
    );
    return {
      scopeNames: owners.map((owner) => (owner ? (literalNames[owner.index] ?? "") : "")),
      scopeSources: owners.map((owner) => (owner ? (literalSources[owner.index] ?? -1) : -1)),
      variableNames: scopes.map(({ names, starts }) => names.map((name, i) => this.#nameOfVariable(name, starts[i]))),
      variableSources: scopes.map(({ starts }) => starts.map((start) => (start < 0 ? -1 : this.#sourceOf(start)))),
      literalNames,
      literalSources,
      topNames: top.map(({ name, start }) => this.#nameOfVariable(name, start)),
      topSources: top.map(({ start }) => this.#sourceOf(start)),
      sources: [...this.#sources.keys()],
    };
  }

  #sourceOf(start: number, end = start + 1): number {
    const source = this.#map.sourceBetween(start, end);
    const path = this.#map.paths[source];
    if (path === undefined || path === "") return -1;
    let index = this.#sources.get(path);
    if (index === undefined) {
      index = this.#sources.size;
      this.#sources.set(path, index);
    }
    return index;
  }

  #nameOfVariable(name: string, start = -1): string {
    const place = start < 0 ? null : this.#map.placeAt(start);
    if (!place) return name;
    return identifierIn(place.name) || this.#identifierAt(place) || name;
  }

  #nameOfLiteral({ name, kind, start }: Literal): string {
    const { text } = name;
    if (name.start >= 0) return this.#nameAt(name);
    if (text !== "" || kind === "module") return text;
    /* A minifier leaves out the names of functions that it puts where they are used. */
    const place = this.#map.placeAt(start);
    return place ? this.#declaredNameAt(place) : "";
  }

  #nameAt({ text, start, isProperty }: FunctionName): string {
    if (!isProperty) return this.#nameOfVariable(text, start);
    const key = text.replace(/^[gs]et /, "");
    const accessor = text.slice(0, text.length - key.length);
    const place = this.#map.placeAt(start);
    if (!place || !isIdentifier(key)) return text;
    if (!key.startsWith("#")) return accessor + (identifierIn(place.name) || key);
    const original = identifierIn(place.name) || this.#identifierAt(place) || key;
    return `${accessor}#${original.replace(/^#/, "")}`;
  }

  /** The identifier at a place of a source; `""` if there is none, or no source. */
  #identifierAt(place: OriginalPlace): string {
    return this.#identifierAfter(place, MODIFIERS, "may be");
  }

  /** The name of the function or class that a source declares at a place. */
  #declaredNameAt(place: OriginalPlace): string {
    return this.#identifierAfter(place, DECLARED_FUNCTION, "must be");
  }

  #identifierAfter(place: OriginalPlace, words: RegExp, which: "may be" | "must be"): string {
    const content = this.#map.contentOf(place.source);
    const offset = content === null ? -1 : this.#offsetOf(place, content);
    if (content === null || offset < 0) return "";
    /* A name that goes on for megabytes must not be read once for each place in it. */
    const text = content.slice(offset, offset + LONGEST_DECLARATION);
    words.lastIndex = 0;
    const hasWords = words.test(text);
    if (!hasWords && which === "must be") return "";
    IDENTIFIER.lastIndex = hasWords ? words.lastIndex : 0;
    const [found = ""] = IDENTIFIER.exec(text) ?? [];
    if (KEYWORDS.has(found) || found.length === LONGEST_DECLARATION) return "";
    WORD_FOLLOWS.lastIndex = IDENTIFIER.lastIndex;
    return CONTEXTUAL.has(found) && WORD_FOLLOWS.test(text) ? "" : found;
  }

  /** -1 if the source has no such place. */
  #offsetOf({ source, line, column }: OriginalPlace, content: string): number {
    let lines = this.#lines.get(source);
    if (!lines) {
      lines = new LineStarts(content);
      this.#lines.set(source, lines);
    }
    if (line < 0 || line >= lines.count || column < 0 || column >= lines.lengthOf(line)) return -1;
    return lines.offsetOf(line) + column;
  }

  /** Bundlers keep the names of properties. So in the sources of the right map they stand where the map says. */
  #refuseOtherScript(): void {
    let compared = 0;
    let equal = 0;
    for (const { name } of this.#parts.literals) {
      if (!name.isProperty || name.start < 0 || !isIdentifier(name.text)) continue;
      const place = this.#map.placeAt(name.start);
      if (place?.name !== "" || this.#map.contentOf(place.source) === null) continue;
      compared++;
      if (this.#identifierAt(place) === name.text) equal++;
    }
    if (compared >= ENOUGH_PROPERTIES && equal / compared < LEAST_SHARE)
      throw new SourceMapError("is of another script");
  }
}

/** The name, if it is one: a map may have anything there. */
function identifierIn(name: string): string {
  return isIdentifier(name) ? name : "";
}

function isIdentifier(text: string): boolean {
  IDENTIFIER.lastIndex = 0;
  return IDENTIFIER.test(text) && IDENTIFIER.lastIndex === text.length;
}
