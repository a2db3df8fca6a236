import type { AnswerFormat } from "../answers/answer.ts";
import type { OptionValues } from "./command.ts";
import { UsageError } from "./parse-command.ts";

/** Rows of an answer by default: what can be read at once. */
const DEFAULT_ROWS = 20;

/** Options of every command that answers with a table. */
export const ANSWER_OPTIONS = {
  json: { kind: "flag", about: "as JSON, by a documented schema (docs/answers.md)" },
  md: { kind: "flag", about: "as Markdown" },
  rows: { kind: "value", of: "N", about: `at most N rows; ${DEFAULT_ROWS} by default` },
  "limit-tokens": {
    kind: "value",
    of: "N",
    about: "cut the answer, by whole rows, to at most N tokens of a language model (an upper estimate)",
  },
} as const;

export interface ChosenForm {
  readonly format: AnswerFormat;
  readonly maxRows: number;
  readonly maxTokens: number | undefined;
}

/** @throws UsageError */
export function chosenFormOf(options: OptionValues<typeof ANSWER_OPTIONS>): ChosenForm {
  if (options.json && options.md) throw new UsageError("--json and --md are both given; choose one of them.");
  return {
    format: options.json ? "json" : options.md ? "markdown" : "text",
    maxRows: countOf("--rows", options.rows) ?? DEFAULT_ROWS,
    maxTokens: countOf("--limit-tokens", options["limit-tokens"]),
  };
}

function countOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count) || count === 0) {
    throw new UsageError(`${option} is "${text}"; it takes a whole number above 0.`);
  }
  return count;
}
