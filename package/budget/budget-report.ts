import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { foldedPathOf } from "../answers/frame-row.ts";
import type { Budget } from "./budget.ts";
import { writeBytesIn, writeExactBytes } from "./byte-size.ts";
import type { BudgetCheck } from "./check-budget.ts";

/** The report of a check: a line, and if the budget is exceeded, lines below it that begin with blanks. */
export function writeBudgetCheck(frames: FrameTable, check: BudgetCheck): string {
  const { budget } = check;
  const { limit } = budget;
  const subject = subjectOf(budget);
  const inUnit = (bytes: number) => writeBytesIn(limit.unit, bytes);
  switch (check.kind) {
    case "within":
      return `${subject}: at least ${inUnit(check.size)}, ${writeUsedPart(check.size / limit.bytes)} of its budget of ${limit.text}`;
    case "over": {
      const { size, largest } = check;
      const over = size - limit.bytes;
      const sentence = `${subject} takes at least ${inUnit(size)} (${writeExactBytes(size)}), ${inUnit(over)} (${writeExactBytes(over)}) over its budget of ${limit.text}.`;
      const rows = largest.map((frame) => `${foldedPathOf(frames, frame)}: ${inUnit(frames.totalSize[frame])}`);
      return rows.length === 0
        ? `${sentence} Nothing stands below it.`
        : listed(`${sentence} The largest below it:`, rows);
    }
    case "missing": {
      const { foundSteps, nearest } = check;
      const steps = budget.path?.steps ?? [];
      const missing = `"${steps[foundSteps]}"`;
      const around = steps.slice(0, foundSteps).join(";");
      const reason = foundSteps === 0 ? `no root is called ${missing}` : `below ${around} there is no ${missing}`;
      const sentence = `${subject} is not in the snapshot: ${reason}.`;
      const rows = nearest.map((frame) => foldedPathOf(frames, frame));
      return rows.length === 0 ? `${sentence} It is empty.` : listed(`${sentence} The nearest:`, rows);
    }
    case "ambiguous": {
      const rows = check.frames.slice(0, MOST_MEANT).map((frame) => foldedPathOf(frames, frame));
      return listed(`${subject} may mean ${check.frames.length} paths; give one of them as it stands here:`, rows);
    }
  }
}

/** Paths that are listed. */
const MOST_MEANT = 5;

function subjectOf({ path }: Budget): string {
  return path === null ? "The whole snapshot" : path.text;
}

/** Rounded down: 100 % is said of all alone. */
function writeUsedPart(part: number): string {
  return part < 0.001 ? "less than 0.1 %" : `${(Math.floor(part * 1000) / 10).toFixed(1)} %`;
}

function listed(sentence: string, rows: readonly string[]): string {
  return [sentence, ...rows.map((row) => `  ${row}`)].join("\n");
}
