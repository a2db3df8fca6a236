/**
 * What Find looks for: words that one box has to have all of, in its own names. `"two words"` is one word, `/…/` a
 * regular expression, and `type:` or `field:` before a word says which of the two names it is about.
 */
export interface Query {
  readonly text: string;
  readonly options: FindOptions;
  readonly terms: readonly Term[];
}

export interface Term {
  readonly scope: TermScope;
  readonly text: string;
  /** `null` if `text` is to be found as it is. */
  readonly pattern: RegExp | null;
}

/** Fields are names that the app has given: those of roots, too. Components count as types. */
export type TermScope = "any" | "field" | "type";

/** The case counts; a word is found only as a whole; all of the text is one regular expression. */
export type FindOption = "match-case" | "whole-word" | "pattern";
export type FindOptions = ReadonlySet<FindOption>;

export const NO_OPTIONS: FindOptions = new Set();

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  /** `error` is a sentence for the user. */
  | { readonly ok: false; readonly error: string };

/** `type:"two words"`, `/a|b/`, `items`, and `items: Array` as it stands on a box. A word that only begins like one of the others is a plain word. */
const TERM = /(?:(type|field):(?=\S))?(?:"((?:[^"\\]|\\.)*)(?:"|$)|\/((?:[^/\\]|\\.)+)\/(?!\S)|(\S+: \S+|\S+))/gs;

export function parseQuery(text: string, options: FindOptions): ParsedQuery {
  const terms: Term[] = [];
  try {
    if (!options.has("pattern")) {
      for (const [, scope = "any", phrase, pattern, word] of text.matchAll(TERM)) {
        const wanted = phrase?.replaceAll(/\\(.)/gs, "$1") ?? pattern ?? word ?? "";
        if (wanted !== "") terms.push(termOf(scope as TermScope, wanted, pattern !== undefined, options));
      }
    } else if (text !== "") {
      terms.push(termOf("any", text, true, options));
    }
  } catch (error) {
    /* "Invalid regular expression: /(/i: Unterminated group": the last part is the reason. */
    const reason = error instanceof Error ? error.message.slice(error.message.lastIndexOf(": ") + 2) : String(error);
    return { ok: false, error: `This is not a valid regular expression: ${reason}.` };
  }
  return { ok: true, query: { text, options, terms } };
}

function termOf(scope: TermScope, text: string, isPattern: boolean, options: FindOptions): Term {
  if (!isPattern) return { scope, text, pattern: null };
  const source = options.has("whole-word") ? `(?<![\\w$])(?:${text})(?![\\w$])` : text;
  return { scope, text, pattern: new RegExp(source, options.has("match-case") ? "" : "i") };
}

/** A longer name is looked for by its beginning: a field of text has no use for megabytes. */
const MAX_NAME_LENGTH = 1_000;

/** The text that finds a name as it is, whatever is in it. */
export function queryTextOf(name: string): string {
  const wanted = name.slice(0, MAX_NAME_LENGTH);
  const words = wanted.split(" ");
  const isPlain = words.every((word) => /^[^\s"/]+$/.test(word) && !/^(?:type|field):./.test(word));
  return isPlain && words.length <= 2 && (words.length === 1 || words[0].endsWith(":"))
    ? wanted
    : `"${wanted.replaceAll(/["\\]/g, "\\$&")}"`;
}
