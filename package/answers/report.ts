import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { writeDelta } from "../../extension/panel/frames/figures.ts";
import { GROWTH_COLUMNS } from "../../extension/panel/frames/growth-sheet.ts";
import { codeBlockOf, escaped, markdownTable, type Sheet } from "../../extension/panel/frames/sheet.ts";
import type { DerivedSnapshot } from "../../extension/panel/worker/frame-api.ts";
import type { Budget } from "../budget/budget.ts";
import { writeBudgetCheck } from "../budget/budget-report.ts";
import { writeBytesIn } from "../budget/byte-size.ts";
import { checkBudget } from "../budget/check-budget.ts";
import type { OpenSnapshot } from "../files/snapshot-files.ts";
import { findFrame } from "../paths/find-frame.ts";
import { leftOffLine } from "./answer.ts";
import { type DiffAnswer, diffAnswerOf, growthCellsOf } from "./diff.ts";
import { writeSubject } from "./subject.ts";

/** What HEAD has of a budget. */
export interface BudgetRow {
  /** As it was given; `null` for the whole snapshot. */
  readonly path: string | null;
  readonly limitBytes: number;
  /** As it was given, such as `5 MB`. */
  readonly limitText: string;
  /** `"missing"` and `"ambiguous"` count as exceeded: a mistyped budget never passes. */
  readonly verdict: "within" | "over" | "missing" | "ambiguous";
  /** At least; `null` where the path is not in the snapshot. */
  readonly baseBytes: number | null;
  readonly headBytes: number | null;
  /** The same as a sentence, with what is largest there. */
  readonly text: string;
}

/** What a change of the app's code costs, and whether it is within its budgets. */
export interface ReportAnswer extends Omit<DiffAnswer, "schema"> {
  readonly schema: "allocative.report/1";
  readonly isExceeded: boolean;
  readonly budgets: readonly BudgetRow[];
}

export function reportAnswerOf(
  base: OpenSnapshot,
  head: OpenSnapshot,
  diff: DerivedSnapshot,
  budgets: readonly Budget[],
  maxRows: number,
): ReportAnswer {
  const rows = budgets.map((budget) => budgetRowOf(base.derived.frames, head.derived.frames, budget));
  return {
    ...diffAnswerOf(base, head, diff, maxRows),
    schema: "allocative.report/1",
    isExceeded: rows.some(({ verdict }) => verdict !== "within"),
    budgets: rows,
  };
}

function budgetRowOf(base: FrameTable, head: FrameTable, budget: Budget): BudgetRow {
  const check = checkBudget(head, budget);
  const inBase = findFrame(base, budget.path?.steps ?? []);
  return {
    path: budget.path?.text ?? null,
    limitBytes: budget.limit.bytes,
    limitText: budget.limit.text,
    verdict: check.kind,
    baseBytes: inBase.kind === "found" ? base.totalSize[inBase.frame] : null,
    headBytes: "size" in check ? check.size : null,
    text: writeBudgetCheck(head, check),
  };
}

/** The first line of the comment, by which it is found again. It is not shown. */
export const REPORT_MARK = "<!-- allocative report -->";

const VERDICTS: Readonly<Record<BudgetRow["verdict"], string>> = {
  within: "within",
  over: "exceeded",
  missing: "not in the snapshot",
  ambiguous: "may mean several paths",
};

/** The comment of a pull request. */
export function reportMarkdownOf(report: ReportAnswer): string {
  const { before, after, changeBytes, growthBytes, caveats, budgets, rows, rowsLeftOff, notVisible } = report;
  const count = rows.length + rowsLeftOff;
  const blocks = [
    REPORT_MARK,
    `### Memory: ${writeDelta(changeBytes)}`,
    `${escaped(writeSubject(before))} → ${escaped(writeSubject(after))}`,
    ...caveats.map((caveat) => `> ${escaped(caveat)}`),
  ];
  if (budgets.length > 0) blocks.push(budgetSentenceOf(budgets), budgetTableOf(budgets));
  const problems = budgets.filter(({ verdict }) => verdict !== "within");
  if (problems.length > 0) blocks.push(problems.map(({ text }) => codeBlockOf(text)).join("\n\n"));
  blocks.push(
    count === 0
      ? "Nothing grew."
      : `<details>\n<summary>What grew: ${writeDelta(growthBytes)} in ${count} ${count === 1 ? "row" : "rows"}</summary>\n`,
  );
  if (count > 0) {
    if (rows.length > 0) blocks.push(markdownTable(GROWTH_COLUMNS, rows.map(growthCellsOf)));
    if (rowsLeftOff > 0) blocks.push(leftOffLine(report));
    blocks.push("</details>");
  }
  return `${[...blocks, ...notVisible.map((sentence) => `<sub>${escaped(sentence)}</sub>`)].join("\n\n")}\n`;
}

function budgetSentenceOf(budgets: readonly BudgetRow[]): string {
  const exceeded = budgets.filter(({ verdict }) => verdict !== "within").length;
  if (exceeded === 0) return budgets.length === 1 ? "The budget is kept." : `All ${budgets.length} budgets are kept.`;
  return budgets.length === 1
    ? "**The budget is not kept.**"
    : `**${exceeded} of ${budgets.length} budgets ${exceeded === 1 ? "is" : "are"} not kept.**`;
}

function budgetTableOf(budgets: readonly BudgetRow[]): string {
  return markdownTable(BUDGET_COLUMNS, budgets.map(budgetCellsOf));
}

const BUDGET_COLUMNS: Sheet["columns"] = [
  { head: "budget", align: "start" },
  { head: "base", align: "end" },
  { head: "head", align: "end" },
  { head: "limit", align: "end" },
  { head: "verdict", align: "start" },
];

function budgetCellsOf({ path, baseBytes, headBytes, limitText, verdict }: BudgetRow): readonly string[] {
  const [, unit = "B"] = limitText.split(" ");
  const cell = (bytes: number | null): string => (bytes === null ? "–" : writeBytesIn(unit, bytes));
  return [path ?? "the whole snapshot", cell(baseBytes), cell(headBytes), limitText, VERDICTS[verdict]];
}

/** The same as text. */
export function sheetOfReport(report: ReportAnswer): Sheet {
  const { changeBytes, before, after, caveats, budgets, rows, notVisible } = report;
  return {
    title: `Memory: ${writeDelta(changeBytes)}`,
    lead: [
      `Before: ${writeSubject(before)}`,
      `After: ${writeSubject(after)}`,
      ...caveats,
      ...budgets.map(({ text }) => text),
    ],
    columns: GROWTH_COLUMNS,
    rows: rows.map(growthCellsOf),
    notes: notVisible,
  };
}
