import type MagicString from "magic-string";
import { Edits } from "./edits.ts";
import { gatherFacts } from "./facts.ts";
import { registerModules } from "./modules.ts";
import { Naming } from "./naming.ts";
import type { Region } from "./regions.ts";
import { analyzeScopes } from "./scopes.ts";
import type { Program } from "./syntax.ts";

export type { Region } from "./regions.ts";
export type { Program } from "./syntax.ts";

export interface DeriveInput {
  readonly code: string;
  /** The syntax tree of `code`, from any parser for ESTree that gives `start` and `end` in UTF-16 units. */
  readonly program: Program;
  /** Only what is in a region is changed. They do not overlap. */
  readonly regions: readonly Region[];
  /** Whether functions know the variables that they capture. */
  readonly closures: boolean;
  /** The name under which the file has the runtime's functions. No other identifier of the file begins with it (`freeName`). */
  readonly runtime: string;
}

/** Something in the source that the transform left alone. */
export interface DeriveWarning {
  readonly message: string;
  /** Offsets in the source, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export interface DerivedCode {
  /** The changed code; undefined if there is nothing to change, and no runtime to bring in. */
  readonly code: MagicString | undefined;
  readonly warnings: readonly DeriveWarning[];
}

/** Lets the code of one file describe what it keeps: its modules' variables, private members and closures. */
export function deriveCode({ code, program, regions, runtime }: DeriveInput): DerivedCode {
  const edits = new Edits(code);
  const naming = new Naming(code, runtime);
  const scopes = analyzeScopes(program);
  const facts = gatherFacts(program);
  registerModules({ code, program, regions, scopes, facts, naming }, edits);
  return { code: edits.apply(), warnings: [] };
}
