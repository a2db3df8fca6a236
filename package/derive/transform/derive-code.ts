import type MagicString from "magic-string";
import { replaceBindCall } from "./closures/bind-calls.ts";
import { ClosureEdits } from "./closures/own-closures.ts";
import { Edits } from "./edits.ts";
import { excludedStarts } from "./excluded.ts";
import { gatherFacts } from "./facts.ts";
import { registerModules } from "./modules.ts";
import { Naming } from "./naming.ts";
import { describePrivates } from "./private-members.ts";
import { partsOf, type Region, RegionIndex } from "./regions.ts";
import { analyzeScopes } from "./scopes.ts";
import { functionsSentAsText } from "./sent-as-text.ts";
import { isClass, isFunction, type Node, type Program } from "./syntax.ts";
import { walk } from "./walk.ts";
import { type DeriveWarning, leftAloneWarning, tooDeepWarning } from "./warnings.ts";

export type { Region } from "./regions.ts";
export type { Program } from "./syntax.ts";
export type { DeriveWarning } from "./warnings.ts";

export interface DeriveInput {
  readonly code: string;
  /** The syntax tree of `code`, from any parser for ESTree that gives `start` and `end` in UTF-16 units. It gets ranges, and its parentheses go. */
  readonly program: Program;
  /** Only what is in a region is changed. They do not overlap. */
  readonly regions: readonly Region[];
  /** Whether functions know the variables that they capture. */
  readonly closures: boolean;
  /** The name under which the file has the runtime's functions. No other identifier of the file begins with it (`freeName`). */
  readonly runtime: string;
}

export interface DerivedCode {
  /** The changed code; undefined if there is nothing to change, and no runtime to bring in. */
  readonly code: MagicString | undefined;
  readonly warnings: readonly DeriveWarning[];
}

/** Lets the code of one file describe what it keeps: its modules' variables, private members and closures. */
export function deriveCode(input: DeriveInput): DerivedCode {
  try {
    return derive(input);
  } catch (error) {
    // Code that nests deeper than the stack, such as a sum of 10,000 strings.
    if (error instanceof RangeError) return { code: undefined, warnings: [tooDeepWarning(input.program)] };
    throw error;
  }
}

function derive({ code, program, regions, closures, runtime }: DeriveInput): DerivedCode {
  const scopes = analyzeScopes(program);
  const facts = gatherFacts(program);
  const parts = partsOf(program, regions);
  const edits = new Edits(code);
  const naming = new Naming(code, runtime);
  const excluded = excludedStarts(code);
  const sentAsText = functionsSentAsText(facts.textUses, scopes);
  const index = new RegionIndex(regions);
  const warnings: DeriveWarning[] = [];

  const isExcluded = ({ start }: Node): boolean => excluded.has(start);
  const isLeftAlone = (node: Node): boolean =>
    (isFunction(node) && facts.untouchable.has(node)) || ((isFunction(node) || isClass(node)) && sentAsText.has(node));
  const moduleOwners = new Set<Node>(parts.map(({ owner }) => owner));
  const closureEdits = closures
    ? new ClosureEdits({ code, scopes, facts, naming, moduleOwners, isExcluded, isLeftAlone }, edits)
    : undefined;

  /** How many of the nodes around the present one are in a region. */
  let depth = 0;
  walk(program, {
    enter(node) {
      if (depth === 0 && !index.covers(node)) return index.touches(node) ? undefined : false;
      if (node !== program && isExcluded(node)) return false;
      // A name means a member of its object there, if that has one.
      if (node.type === "WithStatement") return false;
      closureEdits?.enter(node);
      if (isLeftAlone(node)) {
        const use = isFunction(node) || isClass(node) ? sentAsText.get(node) : undefined;
        if (use !== undefined) warnings.push(...leftAloneWarning(node, use, closures));
        closureEdits?.leave(node);
        return false;
      }
      if (closures && node.type === "CallExpression") replaceBindCall(node, code, runtime, edits);
      depth++;
      return undefined;
    },
    leave(node) {
      if (depth === 0) return;
      depth--;
      if (isClass(node)) describePrivates(node, naming, edits);
      closureEdits?.leave(node);
    },
  });
  registerModules({ code, program, parts, scopes, facts, naming }, edits);
  return { code: edits.apply(), warnings };
}
