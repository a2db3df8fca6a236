import type { Sheet } from "./sheet.ts";
import { maxTokensOf, mostRowsWithin } from "./tokens.ts";

/*
 * A page may give its things any names: megabytes long, or of marks that take many tokens. An answer that is limited in tokens leaves room for rows all the same.
 */

/** Tokens of the title and the sentences around the rows, and of one of them. */
export const SENTENCES_TOKENS = 550;
const SENTENCE_TOKENS = 200;
/** What is cut to less says nothing. */
const LEAST_SENTENCE_TOKENS = 20;
/** Of a path with the strangest names. */
const CELL_TOKENS = 220;

/** Blanks, of which the most stand in one. */
const MOST_LETTERS_PER_TOKEN = 16;

export interface ShortSheetOptions {
  /** Counts a text as it is written. */
  readonly tokensOf?: (text: string) => number;
  readonly sentencesTokens?: number;
}

/** The sheet with sentences and cells cut to what an answer of 1,000 tokens has room for. */
export function shortSheetOf(
  { title, lead, columns, rows, notes }: Sheet,
  { tokensOf = maxTokensOf, sentencesTokens = SENTENCES_TOKENS }: ShortSheetOptions = {},
): Sheet {
  let left = sentencesTokens;
  const short = (sentence: string): string => {
    const cut = cutToTokens(sentence, Math.min(left, SENTENCE_TOKENS), tokensOf);
    left -= tokensOf(cut);
    return cut;
  };
  const shortAll = (sentences: readonly string[]): readonly string[] =>
    sentences.flatMap((sentence) => (left < LEAST_SENTENCE_TOKENS ? [] : [short(sentence)]));
  return {
    title: short(title),
    lead: shortAll(lead),
    columns,
    rows: rows.map((cells) => cells.map((cell) => cutToTokens(cell, CELL_TOKENS, tokensOf))),
    notes: shortAll(notes),
  };
}

/** The beginning of a text, with `…` where it was cut. */
export function cutToTokens(text: string, most: number, tokensOf = maxTokensOf): string {
  const letters = [...text.slice(0, most * MOST_LETTERS_PER_TOKEN)];
  const isWhole = text.length <= most * MOST_LETTERS_PER_TOKEN;
  if (isWhole && tokensOf(text) <= most) return text;
  const written = (count: number): string => `${letters.slice(0, count).join("")}…`;
  return written(
    Math.max(
      0,
      mostRowsWithin(letters.length, (count) => tokensOf(written(count)) <= most),
    ),
  );
}
