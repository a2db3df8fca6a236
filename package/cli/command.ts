import type { Terminal } from "./terminal.ts";

/** An option of a command, such as `--json` or `--limit-tokens N`. */
export type CommandOption =
  | { readonly kind: "flag"; readonly short?: string; readonly about: string }
  /** Takes a value, whose name in the help is `of`. `values` may be given more than once. */
  | { readonly kind: "value" | "values"; readonly of: string; readonly short?: string; readonly about: string };

/** By name, without dashes. */
export type CommandOptions = Readonly<Record<string, CommandOption>>;

export type OptionValues<Options extends CommandOptions> = {
  readonly [Name in keyof Options]: Options[Name]["kind"] extends "flag"
    ? boolean
    : Options[Name]["kind"] extends "values"
      ? readonly string[]
      : string | undefined;
};

/** As they come from the command line: the types of their values follow from the kinds of the options. */
export type GivenValues = Readonly<Record<string, boolean | string | readonly string[] | undefined>>;

/** What the user gave to a command. */
export interface Given<Values> {
  readonly options: Values;
  /** By place; an optional one that is missing is undefined. */
  readonly operands: readonly (string | undefined)[];
}

/** `"verdict"`: the command did its work, and the answer is the one that a script is to stop at. */
export type Outcome = "done" | "verdict";

export interface Example {
  /** What follows `allocative`. */
  readonly line: string;
  readonly about: string;
}

export interface Command<Options extends CommandOptions = CommandOptions, Values = GivenValues> {
  /** Names of what follows the command, in order; those in brackets may be left out. */
  readonly operands: readonly string[];
  /** Paragraphs of the help, below the sentence of the list of commands; lines are broken at 100 characters by hand. */
  readonly details: string;
  readonly options: Options;
  readonly examples: readonly Example[];
  /** @throws ExpectedError for whatever can happen to anyone */
  run(given: Given<Values>, terminal: Terminal): Promise<Outcome>;
}

/** Gives `run` the types of the values, which `parseCommand` makes by the kinds of the options. */
export function defineCommand<const Options extends CommandOptions>(
  command: Command<Options, OptionValues<Options>>,
): Command {
  return command as Command<CommandOptions, never> as Command;
}
