import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { parseFramePath } from "../paths/frame-path.ts";
import type { Budget } from "./budget.ts";
import { writeBudgetCheck } from "./budget-report.ts";
import { BYTE_UNITS, parseByteSize } from "./byte-size.ts";
import { checkBudget } from "./check-budget.ts";
import type { Budgets } from "./size-by-path.ts";

export interface BudgetsCheck {
  readonly isWithin: boolean;
  /** A line for each budget, with lines below those that are exceeded. */
  readonly text: string;
}

const WHOLE = "total";

/** @throws ExpectedError for what is no budget, and for a path that is not there or may mean several: that is neither within nor over it */
export function checkBudgets(frames: FrameTable, budgets: Budgets): BudgetsCheck {
  const checks = Object.entries(budgets).map(([path, size]) => checkBudget(frames, budgetOf(path, size)));
  if (checks.length === 0) throw new ExpectedError('There is no budget; give some, such as { total: "20 MB" }.');
  const undecided = checks.filter(({ kind }) => kind === "missing" || kind === "ambiguous");
  if (undecided.length > 0)
    throw new ExpectedError(undecided.map((check) => writeBudgetCheck(frames, check)).join("\n"));
  return {
    isWithin: checks.every(({ kind }) => kind === "within"),
    text: checks.map((check) => writeBudgetCheck(frames, check)).join("\n"),
  };
}

function budgetOf(text: string, size: string): Budget {
  const limit = parseByteSize(String(size));
  if (limit === undefined) {
    throw new ExpectedError(
      `The budget of "${text}" is "${size}"; a size is a number above 0 with ${BYTE_UNITS.slice(0, -1).join(", ")} or ${BYTE_UNITS.at(-1)}, such as "5 MB".`,
    );
  }
  if (text === WHOLE) return { path: null, limit };
  const path = parseFramePath(text);
  if (path === undefined) {
    throw new ExpectedError(`A name of the path "${text}" is empty; a path is like store;users, or store › users.`);
  }
  return { path, limit };
}
