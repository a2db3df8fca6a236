import { pageWords } from "../../../core/graph/page-words.ts";
import type { ExpressionRoot } from "../../protocol/messages.ts";
import type { RootExpression } from "../store/root-expression.ts";
import { PanelError } from "../store/services.ts";
import { evaluate } from "./evaluate.ts";
import { syntaxErrorOf } from "./expression-syntax.ts";
import { randomHandle } from "./random-handle.ts";

/*
 * Expressions are evaluated by DevTools itself, in the page's own world: that reaches top-level `let`, `const` and
 * `class`, and no Content-Security-Policy forbids it. Only the expression is evaluated as source text: DevTools
 * compiles it to a function, and the agent, which is injected as a file, registers that. So registrations are made in
 * one place, core/registry, and our code never uses a function that the page replaced.
 */

/** A function that evaluates the expression. The same source is checked and run. */
function functionTextOf(expression: string): string {
  return `() => (\n${expression}\n)`;
}

/** The same in other brackets: an expression that parses in both cannot end either of them. */
function bracketedTextOf(expression: string): string {
  return `() => [\n${expression}\n]`;
}

/** The engine's words if the expression does not compile; nothing of it runs. */
async function findSyntaxError(expression: string): Promise<string> {
  const inParentheses = await evaluate(`void (${functionTextOf(expression)})`);
  const inBrackets = await evaluate(`void (${bracketedTextOf(expression)})`);
  return syntaxErrorOf(inParentheses.thrown, inBrackets.thrown);
}

/** Rejects with the engine's words if the expression does not parse or throws, and also if its value cannot be measured. */
export async function checkExpression(expression: string): Promise<void> {
  const syntaxError = await findSyntaxError(expression);
  if (syntaxError !== "") throw new PanelError("expression-failed", syntaxError);
  const { value: type, thrown } = await evaluate(
    `((get) => { const value = get(); return value === null ? "null" : typeof value; })(${functionTextOf(expression)})`,
  );
  if (thrown !== "") {
    throw new PanelError("expression-failed", `The expression throws an error with ${pageWords(thrown)}.`);
  }
  if (type !== "object" && type !== "function" && type !== "string") {
    throw new PanelError(
      "expression-failed",
      `${expression} is ${type === "null" || type === "undefined" ? type : `a ${String(type)}`}: expected an object.`,
    );
  }
}

/** The expressions that one agent has, or will take with the next message. */
export class CompiledExpressions {
  readonly #compiled = new Map<string, Promise<Omit<ExpressionRoot, "name">>>();

  /** The functions that they are in the page. */
  get sources(): readonly string[] {
    return [...this.#compiled.keys()].map((expression) => `(${functionTextOf(expression)})`);
  }

  /** Has DevTools compile those that are new to the agent. One that does not compile carries its refusal, and no other suffers from it. */
  async rootsOf(expressions: readonly RootExpression[]): Promise<readonly ExpressionRoot[]> {
    return Promise.all(
      expressions.map(async ({ name, expression }) => ({ name, ...(await this.#compile(expression)) })),
    );
  }

  #compile(expression: string): Promise<Omit<ExpressionRoot, "name">> {
    let compiled = this.#compiled.get(expression);
    if (compiled === undefined) {
      compiled = compile(expression);
      this.#compiled.set(expression, compiled);
      /* It may work the next time. */
      compiled.catch(() => this.#compiled.delete(expression));
    }
    return compiled;
  }
}

async function compile(expression: string): Promise<Omit<ExpressionRoot, "name">> {
  const syntaxError = await findSyntaxError(expression);
  if (syntaxError !== "") return { handle: "", refusal: `The expression does not compile: ${syntaxError}` };
  const handle = randomHandle();
  /* A plain assignment: it calls nothing that the page could have replaced. */
  const { thrown } = await evaluate(`void (${handle} = ${functionTextOf(expression)})`);
  if (thrown === "") return { handle, refusal: "" };
  return { handle: "", refusal: `The page does not take the expression, with ${pageWords(thrown)}.` };
}

/** The address of the page as DevTools knows it; `""` if DevTools evaluates nothing in it. */
export async function inspectedAddress(): Promise<string> {
  try {
    const { value } = await evaluate("location.href");
    return typeof value === "string" ? value : "";
  } catch (error) {
    if (error instanceof PanelError) return "";
    throw error;
  }
}
