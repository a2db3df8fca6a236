import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import type { Budget } from "../budget/budget.ts";
import { parseBudget } from "../budget/budget.ts";
import { writeBudgetCheck } from "../budget/budget-report.ts";
import { checkBudget } from "../budget/check-budget.ts";
import type { Outcome } from "./command.ts";
import { UsageError } from "./parse-command.ts";
import type { Terminal } from "./terminal.ts";

/** @throws UsageError */
export function budgetsOf(texts: readonly string[]): readonly Budget[] {
  return texts.map((text) => {
    const parsed = parseBudget(text);
    if (!parsed.ok) throw new UsageError(parsed.error);
    return parsed.budget;
  });
}

/** Writes a line for each budget that is kept; what exceeds the others goes to stderr. */
export function checkBudgets(budgets: readonly Budget[], frames: FrameTable, terminal: Terminal): Outcome {
  const failures: string[] = [];
  for (const budget of budgets) {
    const check = checkBudget(frames, budget);
    const text = writeBudgetCheck(frames, check);
    if (check.kind === "within") terminal.write(`${text}\n`);
    else failures.push(text);
  }
  if (failures.length === 0) return "done";
  process.stderr.write(`${failures.join("\n")}\n`);
  return "verdict";
}
