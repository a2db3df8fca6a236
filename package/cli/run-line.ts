import { packageVersion } from "../package-path.ts";
import type { Outcome } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { writeCommandHelp, writeHelp } from "./help-text.ts";
import { nearestWord } from "./nearest-word.ts";
import { parseCommand, UsageError } from "./parse-command.ts";
import type { Terminal } from "./terminal.ts";

const HELP = ["--help", "-h", "help"];
const VERSION = ["--version", "-v"];

/** Runs one command line. @throws ExpectedError, which is a sentence for the user */
export async function runLine([name, ...args]: readonly string[], terminal: Terminal): Promise<Outcome> {
  if (name === undefined || (HELP.includes(name) && args.length === 0)) {
    terminal.write(writeHelp(COMMANDS, packageVersion()));
    return "done";
  }
  if (VERSION.includes(name)) {
    terminal.write(`${packageVersion()}\n`);
    return "done";
  }
  const [asked, given] = HELP.includes(name) ? [args[0], ["--help"]] : [name, args];
  const entry = COMMANDS.find((one) => one.name === asked);
  if (entry === undefined) throw unknownCommand(asked ?? "");
  const { command } = await entry.load();
  const parsed = parseCommand(command, given);
  if (parsed === "help") {
    terminal.write(writeCommandHelp(entry, command));
    return "done";
  }
  return await command.run(parsed, terminal);
}

function unknownCommand(name: string): UsageError {
  const names = COMMANDS.map((entry) => entry.name);
  const nearest = nearestWord(name, names);
  return new UsageError(
    nearest === undefined
      ? `There is no command "${name}"; there are ${names.join(", ")}.`
      : `There is no command "${name}". Did you mean "${nearest}"?`,
  );
}
