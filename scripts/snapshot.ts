// npm run snapshot -- URL …: the real panel in the real DevTools, headless, from a terminal. Progress goes to stderr; one line to stdout, and
// one for each budget that is kept.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDevtoolsPanel } from "../package/browser/devtools-panel.ts";
import { askAllFunctions, chooseRoots, downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { writeBudgetCheck } from "../package/budget/budget-report.ts";
import { checkBudget } from "../package/budget/check-budget.ts";
import { framesOfExport } from "../package/budget/folded-frames.ts";
import { ExpectedError, runCommand } from "../package/cli/expected-error.ts";
import { buildIfMissing } from "./built-extension.ts";
import { parseSnapshotCommand, SNAPSHOT_USAGE, type SnapshotCommand } from "./snapshot-command.ts";

/** The snapshot was written, and holds more somewhere than it may. */
class BudgetError extends ExpectedError {
  override readonly name = "BudgetError";
}

interface WrittenSnapshot {
  readonly summary: string;
  readonly folded: string;
}

async function writeSnapshot(command: SnapshotCommand): Promise<WrittenSnapshot> {
  buildIfMissing();
  const session = await openDevtoolsPanel({
    url: command.url,
    display: "headless",
    dockSide: "undocked",
    onProgress: report,
  });
  try {
    await chooseRoots(session.panel, command.roots);
    if (command.askedFunctions === "all") await askAllFunctions(session.panel);
    report("Taking the snapshot …");
    const status = await takeSnapshot(session.panel);
    const folded = await downloadFolded(session);
    writeTo(command.outFile, folded);
    if (command.screenshotFile !== undefined) writeTo(command.screenshotFile, await session.devtools.screenshot());
    const lineCount = folded.split("\n").length - 1;
    return {
      summary: `${command.outFile}: ${status.size} in ${status.objectCount} objects, ${lineCount} folded stacks`,
      folded,
    };
  } finally {
    await session.close();
  }
}

/** Throws a `BudgetError` that lists all exceeded budgets. */
function requireBudgets(budgets: SnapshotCommand["budgets"], folded: string): void {
  if (budgets.length === 0) return;
  const frames = framesOfExport(folded);
  const failures: string[] = [];
  for (const budget of budgets) {
    const check = checkBudget(frames, budget);
    const text = writeBudgetCheck(frames, check);
    if (check.kind === "within") console.log(text);
    else failures.push(text);
  }
  if (failures.length > 0) throw new BudgetError(failures.join("\n"));
}

function writeTo(file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, content);
}

function report(text: string): void {
  process.stderr.write(`${text}\n`);
}

await runCommand(async () => {
  const command = parseSnapshotCommand(process.argv.slice(2));
  if (command === "help") {
    console.log(SNAPSHOT_USAGE);
    return;
  }
  const { summary, folded } = await writeSnapshot(command);
  console.log(summary);
  requireBudgets(command.budgets, folded);
});
