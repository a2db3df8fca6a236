import { type FunctionLiteral, type ScriptScopes, WITH_NAME } from "../script-scopes.ts";
import { textKey } from "../text-key.ts";
import { analyseScript } from "./analyse-script.ts";
import type { Literal, Scope } from "./scope.ts";
import { walkSource } from "./syntax-walk.ts";
import { TRAPS, type Trap } from "./traps.fixture.ts";
import { type Debugger, type EngineFunction, EngineFunctions } from "./v8-functions.fixture.ts";

/** What an engine says about the functions of one trap. */
export interface TrapInEngine {
  readonly trap: Trap;
  readonly functions: readonly EngineFunction[];
  /** Of each function, the words for variables of its contexts, innermost first. */
  readonly slots: readonly (readonly number[])[];
}

/** Runs all traps in an engine. */
export async function trapsIn(target: Debugger, wordBytes: number): Promise<TrapInEngine[]> {
  const engine = await EngineFunctions.start(target);
  const functionsOf = await engine.run(TRAPS);
  const slots = await engine.contextSlots(functionsOf.flat(), wordBytes);
  return TRAPS.map((trap, i) => {
    const functions = functionsOf[i]!;
    return { trap, functions, slots: slots.splice(0, functions.length) };
  });
}

/** What was predicted of a function, as text to compare: `undefined` as place if no literal has its text and stands there. */
interface Compared {
  readonly text: string;
  readonly isFound: boolean;
  readonly scopes: readonly string[];
  readonly slots: readonly number[];
}

/** What the engine says of each function, and what the source says. */
export function compared({ trap, functions, slots }: TrapInEngine): { real: Compared[]; predicted: Compared[] } {
  const kind = trap.isModule ? "module" : "script";
  const scopes = analyseScript(trap.source, kind);
  const walked = walkSource(trap.source, kind);
  const withContext = walked.withContext.toSorted((one, other) => one.order - other.order);
  const real: Compared[] = [];
  const predicted: Compared[] = [];
  for (const [i, { text, offset, scopes: listed }] of functions.entries()) {
    real.push({
      text,
      isFound: true,
      scopes: listed.map(({ description, names }) => (description.startsWith("With") ? WITH_NAME : inOrder(names))),
      /* Outside of all others, a module has a context of its own. */
      slots: slots[i]!.slice(0, slots[i]!.length - (trap.isModule ? 1 : 0)),
    });
    const literal = literalOf(scopes, text, offset);
    predicted.push({
      text,
      isFound: literal !== undefined,
      scopes: literal ? chainOf(scopes, literal.scope) : [],
      slots: literal ? slotsOf(scopes, withContext, walked.literals[scopes.literals.indexOf(literal)]!) : [],
    });
  }
  return { real, predicted };
}

function literalOf({ literals }: ScriptScopes, text: string, offset: number): FunctionLiteral | undefined {
  const key = textKey(text, 0, text.length, (all, i) => all.charCodeAt(i));
  return literals.find((literal) => literal.key === key && (literal.start === offset || literal.paren === offset));
}

/** Names of the scopes from one outwards. */
function chainOf({ scopes }: ScriptScopes, first: number): string[] {
  const chain: string[] = [];
  for (let at = first; at >= 0; at = scopes[at]!.parent) chain.push(inOrder(scopes[at]!.names));
  return chain;
}

/** Of all contexts above a function, also those that the engine does not list. */
function slotsOf({ scopes }: ScriptScopes, withContext: readonly Scope[], { scope }: Literal): number[] {
  const slots: number[] = [];
  for (let at: Scope | null = scope; at; at = at.parent) {
    const index = withContext.findIndex(({ order }) => order === at!.order);
    if (index >= 0) slots.push(scopes[index]!.slots);
  }
  return slots;
}

function inOrder(names: readonly string[]): string {
  return names.toSorted().join(" ");
}
