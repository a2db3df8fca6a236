import { pageWords } from "../../core/graph/page-words.ts";
import type { ExpressionRoot } from "../protocol/messages.ts";
import { syntaxErrorOf } from "./expression-syntax.ts";
import { randomHandle } from "./random-handle.ts";

/*
 * Expressions are evaluated by the debugger or DevTools, in the page's own world: that reaches top-level `let`, `const` and
 * `class`, and no Content-Security-Policy forbids it. Only the expression is evaluated as source text: it is
 * compiled to a function, and the agent, which is injected as a file, takes that. So our code never uses a function that the page replaced.
 */

/** What came of evaluating a text in the page. */
export interface Outcome {
  readonly value: unknown;
  /** What was thrown: the engine's words if it did not compile, else perhaps the page's. `""` if nothing was thrown. */
  readonly thrown: string;
}

/** Evaluates a text in the page. Rejects if nothing is evaluated there. */
export type Evaluate = (code: string) => Promise<Outcome>;

/** An expression, and the name of the root that it gives. */
export interface NamedExpression {
  readonly name: string;
  readonly expression: string;
}

/** A function that evaluates the expression. The same source is checked and run. */
function functionTextOf(expression: string): string {
  return `() => (\n${expression}\n)`;
}

/** The same in other brackets: an expression that parses in both cannot end either of them. */
function bracketedTextOf(expression: string): string {
  return `() => [\n${expression}\n]`;
}

/** The engine's words if the expression does not compile; nothing of it runs. */
async function findSyntaxError(evaluate: Evaluate, expression: string): Promise<string> {
  const inParentheses = await evaluate(`void (${functionTextOf(expression)})`);
  const inBrackets = await evaluate(`void (${bracketedTextOf(expression)})`);
  return syntaxErrorOf(inParentheses.thrown, inBrackets.thrown);
}

/** Why the expression is no root, as a sentence: it does not parse, it throws, or its value cannot be measured. `""` if it is one. */
export async function objectionToExpression(evaluate: Evaluate, expression: string): Promise<string> {
  const syntaxError = await findSyntaxError(evaluate, expression);
  if (syntaxError !== "") return syntaxError;
  const { value: type, thrown } = await evaluate(
    `((get) => { const value = get(); return value === null ? "null" : typeof value; })(${functionTextOf(expression)})`,
  );
  if (thrown !== "") return `The expression throws an error with ${pageWords(thrown)}.`;
  if (type === "object" || type === "function" || type === "string") return "";
  return `${expression} is ${type === "null" || type === "undefined" ? type : `a ${String(type)}`}: expected an object.`;
}

/** The expressions that one agent has, or will take with the next message. */
export class CompiledExpressions {
  readonly #evaluate: Evaluate;
  readonly #compiled = new Map<string, Promise<Omit<ExpressionRoot, "name">>>();

  constructor(evaluate: Evaluate) {
    this.#evaluate = evaluate;
  }

  /** The functions that they are in the page. */
  get sources(): readonly string[] {
    return [...this.#compiled.keys()].map((expression) => `(${functionTextOf(expression)})`);
  }

  /** Compiles those that are new to the agent. One that does not compile carries its refusal, and no other suffers from it. */
  async rootsOf(expressions: readonly NamedExpression[]): Promise<readonly ExpressionRoot[]> {
    return Promise.all(
      expressions.map(async ({ name, expression }) => ({ name, ...(await this.#compile(expression)) })),
    );
  }

  #compile(expression: string): Promise<Omit<ExpressionRoot, "name">> {
    let compiled = this.#compiled.get(expression);
    if (compiled === undefined) {
      compiled = compile(this.#evaluate, expression);
      this.#compiled.set(expression, compiled);
      /* It may work the next time. */
      compiled.catch(() => this.#compiled.delete(expression));
    }
    return compiled;
  }
}

async function compile(evaluate: Evaluate, expression: string): Promise<Omit<ExpressionRoot, "name">> {
  const syntaxError = await findSyntaxError(evaluate, expression);
  if (syntaxError !== "") return { handle: "", refusal: `The expression does not compile: ${syntaxError}` };
  const handle = randomHandle();
  /* A plain assignment: it calls nothing that the page could have replaced. */
  const { thrown } = await evaluate(`void (${handle} = ${functionTextOf(expression)})`);
  if (thrown === "") return { handle, refusal: "" };
  return { handle: "", refusal: `The page does not take the expression, with ${pageWords(thrown)}.` };
}
