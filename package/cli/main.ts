#!/usr/bin/env node
// allocative COMMAND …: answers go to stdout; progress, on a terminal, and errors to stderr.
import { EXIT_ERROR, EXIT_VERDICT } from "./exit-codes.ts";
import { runCommand } from "./expected-error.ts";
import { runLine } from "./run-line.ts";
import { endWithReader, terminalOf } from "./terminal.ts";

endWithReader(process);
const terminal = terminalOf(process);
await runCommand(async () => {
  try {
    const outcome = await runLine(process.argv.slice(2), terminal);
    if (outcome === "verdict") process.exitCode = EXIT_VERDICT;
  } finally {
    terminal.clear();
  }
}, EXIT_ERROR);
