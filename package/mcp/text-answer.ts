import type { Sheet } from "../../extension/panel/frames/sheet.ts";
import { maxTokensOf } from "../../extension/panel/frames/tokens.ts";
import { type Answer, writeAnswer } from "../answers/answer.ts";

/** Tokens of an answer at most, the line on what to ask next included. */
export const MOST_TOKENS = 1000;

/** No answer has room for more: a row has ten tokens at least. */
export const MOST_ROWS = MOST_TOKENS / 10;

/** The answer, cut by whole rows, with sentences before it, and what to ask next. */
export function textAnswer<Kind extends Answer>(
  answer: Kind,
  toSheet: (answer: Kind) => Sheet,
  { lead = "", next }: { readonly lead?: string; readonly next: string },
): string {
  const before = lead === "" ? "" : `${lead}\n`;
  const after = `Next: ${next}\n`;
  const maxTokens = MOST_TOKENS - maxTokensOf(before) - maxTokensOf(after);
  const text = writeAnswer(answer, { format: "text", maxRows: MOST_ROWS, maxTokens, toSheet });
  return `${before}${text}${after}`;
}
