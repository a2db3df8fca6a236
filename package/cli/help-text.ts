import type { Command, CommandOption, CommandOptions } from "./command.ts";
import type { CommandEntry } from "./commands.ts";
import { COMMON_OPTIONS } from "./parse-command.ts";

const WIDTH = 100;
const GAP = 2;

/** Exit codes, the same for all commands. */
const EXIT_CODES = `Exit codes: 0 done; 1 a verdict, such as a budget that is exceeded; 2 an error, with a sentence on stderr.`;

/** The help of the whole. */
export function writeHelp(entries: readonly CommandEntry[], version: string): string {
  return `allocative ${version}: what in a web app holds its memory, in the app's own names

Usage: allocative COMMAND …

${writeColumns(entries.map(({ name, about }) => [name, about]))}

${writeColumns([
  ["allocative COMMAND --help", "the options of a command, and examples"],
  ["allocative --version", "the version of the package"],
])}

Example:
  allocative top app.allocative

${EXIT_CODES}
`;
}

/** The help of one command. */
export function writeCommandHelp({ name, about }: CommandEntry, command: Command): string {
  const operands = command.operands.map((operand) => ` ${operand}`).join("");
  const options: CommandOptions = { ...command.options, ...COMMON_OPTIONS };
  const examples = command.examples.map(({ line, about }) => `  # ${about}\n  allocative ${line}`).join("\n");
  return `Usage: allocative ${name}${operands} [OPTION]…

${wrapped(`${about[0]?.toUpperCase()}${about.slice(1)}.`)}

${command.details}

${writeColumns(Object.entries(options).map(([option, row]) => [writeOption(option, row), row.about]))}

Examples:
${examples}

${EXIT_CODES}
`;
}

function writeOption(name: string, option: CommandOption): string {
  const short = option.short === undefined ? "" : `-${option.short}, `;
  return `${short}--${name}${option.kind === "flag" ? "" : ` ${option.of}`}`;
}

function writeColumns(rows: readonly (readonly [string, string])[]): string {
  const first = Math.max(...rows.map(([name]) => name.length)) + GAP;
  const indent = " ".repeat(GAP + first);
  return rows
    .map(([name, about]) => {
      const [line = "", ...lines] = linesOf(about, WIDTH - indent.length);
      return [`${" ".repeat(GAP)}${name.padEnd(first)}${line}`, ...lines.map((one) => indent + one)].join("\n");
    })
    .join("\n");
}

function wrapped(text: string): string {
  return linesOf(text, WIDTH).join("\n");
}

function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
