import { type Sheet, writeMarkdown, writeText } from "../../extension/panel/frames/sheet.ts";
import { maxTokensOf, mostRowsWithin } from "../../extension/panel/frames/tokens.ts";
import { ExpectedError } from "../cli/expected-error.ts";

/** An answer as data; its JSON is its documented schema. Rows come in the order of their weight. */
export interface Answer {
  /** Name and version, such as `allocative.top/1`. The version grows where a reader of the last one would misread it; new members are no new version. */
  readonly schema: string;
  readonly rows: readonly unknown[];
  /** Rows of the whole answer that are not in `rows`. */
  readonly rowsLeftOff: number;
}

export type AnswerFormat = "text" | "json" | "markdown";

export interface AnswerForm<Kind extends Answer> {
  readonly format: AnswerFormat;
  /** Rows at most. */
  readonly maxRows: number;
  /** Tokens at most; undefined for no limit. */
  readonly maxTokens: number | undefined;
  toSheet(answer: Kind): Sheet;
  /** In place of the Markdown of the sheet. */
  readonly toMarkdown?: (answer: Kind) => string;
}

/** The answer in its format, cut by whole rows to what the form has room for. @throws ExpectedError if not even its sentences fit */
export function writeAnswer<Kind extends Answer>(answer: Kind, form: AnswerForm<Kind>): string {
  const { maxTokens } = form;
  const most = Math.min(answer.rows.length, form.maxRows);
  const written = (rows: number): string => writeWhole(withRows(answer, rows), form);
  if (maxTokens === undefined) return written(most);
  const fitting = mostRowsWithin(most, (rows) => maxTokensOf(written(rows)) <= maxTokens);
  if (fitting === -1) {
    throw new ExpectedError(
      `--limit-tokens is ${maxTokens}; without any row, this answer takes up to ${maxTokensOf(written(0))}. Give a larger limit.`,
    );
  }
  return written(fitting);
}

function withRows<Kind extends Answer>(answer: Kind, count: number): Kind {
  const rows = answer.rows.slice(0, count);
  return { ...answer, rows, rowsLeftOff: answer.rowsLeftOff + answer.rows.length - rows.length };
}

function writeWhole<Kind extends Answer>(answer: Kind, form: AnswerForm<Kind>): string {
  switch (form.format) {
    case "json":
      return `${JSON.stringify(answer)}\n`;
    case "markdown":
      return form.toMarkdown?.(answer) ?? writeMarkdown(withLeftOff(form.toSheet(answer), answer));
    case "text":
      return writeText(withLeftOff(form.toSheet(answer), answer));
  }
}

function withLeftOff(sheet: Sheet, answer: Answer): Sheet {
  const line = leftOffLine(answer);
  return line === "" ? sheet : { ...sheet, notes: [line, ...sheet.notes] };
}

/** `""` if the answer is whole. */
export function leftOffLine({ rowsLeftOff }: Answer): string {
  if (rowsLeftOff === 0) return "";
  return rowsLeftOff === 1 ? "1 more row is left off." : `${rowsLeftOff} more rows are left off.`;
}
