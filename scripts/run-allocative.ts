import { EXIT_ERROR, EXIT_VERDICT } from "../package/cli/exit-codes.ts";
import { runCommand } from "../package/cli/expected-error.ts";
import { runLine } from "../package/cli/run-line.ts";
import { terminalOf } from "../package/cli/terminal.ts";
import { findOrInstallChromium } from "./browser/install-chromium.ts";

/** Runs the command `allocative` in this process, on a machine that may have no Chromium yet. `prepare` gives its line; help needs no browser. */
export async function runAllocative(prepare: (args: readonly string[]) => Promise<readonly string[]>): Promise<void> {
  const terminal = terminalOf(process);
  await runCommand(async () => {
    const args = process.argv.slice(2);
    const line = await prepare(args);
    if (!args.includes("--help")) process.env.CHROME_PATH = findOrInstallChromium();
    try {
      if ((await runLine(line, terminal)) === "verdict") process.exitCode = EXIT_VERDICT;
    } finally {
      terminal.clear();
    }
  }, EXIT_ERROR);
}
