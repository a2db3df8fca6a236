import { parseArgs } from "node:util";
import type { Command, CommandOption, CommandOptions, Given, GivenValues } from "./command.ts";
import { ExpectedError } from "./expected-error.ts";
import { nearestWord } from "./nearest-word.ts";

/** The command line is not what the help says. */
export class UsageError extends ExpectedError {
  override readonly name = "UsageError";
}

/** Options that every command has besides its own. */
export const COMMON_OPTIONS = {
  help: { kind: "flag", short: "h", about: "print this" },
} as const satisfies CommandOptions;

/** `"help"` where help was asked for. @throws UsageError that names the argument which is wrong */
export function parseCommand(
  command: Pick<Command, "operands" | "options">,
  args: readonly string[],
): Given<GivenValues> | "help" {
  const options: CommandOptions = { ...command.options, ...COMMON_OPTIONS };
  const names = Object.keys(options);
  const found = new Map<string, string[]>();
  const operands: string[] = [];
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { kind, short }]) => [
        name,
        { type: kind === "flag" ? "boolean" : "string", ...(short !== undefined && { short }) },
      ]),
    ),
  });
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    const option = options[name];
    if (!names.includes(name) || option === undefined) throw unknownOption(rawName, names);
    const values = found.get(name) ?? [];
    values.push(valueGiven(rawName, option, value, inlineValue === true));
    if (values.length > 1 && option.kind === "value") throw new UsageError(`${rawName} is given more than once.`);
    found.set(name, values);
  }
  if (found.has("help")) return "help";
  requireOperands(command.operands, operands);
  return {
    operands,
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, { kind }]) => {
        const values = found.get(name) ?? [];
        return [name, kind === "flag" ? values.length > 0 : kind === "values" ? values : values[0]];
      }),
    ),
  };
}

function valueGiven(rawName: string, option: CommandOption, value: string | undefined, isInline: boolean): string {
  if (option.kind === "flag") {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value; "${value}" was given.`);
    return "";
  }
  if (value === undefined) throw new UsageError(`${rawName} needs a value: ${rawName} ${option.of}.`);
  if (!isInline && /^-./.test(value)) {
    throw new UsageError(
      `${rawName} needs a value, and "${value}" looks like an option. If it is the value, write ${rawName}=${value}.`,
    );
  }
  if (value.trim() === "") throw new UsageError(`${rawName} is empty; it takes ${option.of}.`);
  return value;
}

function unknownOption(rawName: string, names: readonly string[]): UsageError {
  const nearest = nearestWord(rawName.replace(/^-+/, ""), names);
  return new UsageError(
    nearest === undefined
      ? `There is no option ${rawName}; there are ${names.map((name) => `--${name}`).join(", ")}.`
      : `There is no option ${rawName}. Did you mean --${nearest}?`,
  );
}

function requireOperands(names: readonly string[], operands: readonly string[]): void {
  const missing = names.slice(operands.length).filter((name) => !name.startsWith("["));
  if (missing.length > 0)
    throw new UsageError(`${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing.`);
  const extra = operands[names.length];
  if (extra !== undefined) {
    const expected = names.length === 0 ? "nothing besides options" : names.join(" and ");
    throw new UsageError(`"${extra}" is one argument too many; the command takes ${expected}.`);
  }
}
