import browser from "webextension-polyfill";
import { pageWords } from "../../../core/graph/page-words.ts";
import type { ExpressionRoot } from "../../protocol/messages.ts";
import { EXPRESSION_HANDLE_PREFIX } from "../../protocol/names.ts";
import type { RootExpression } from "../store/root-expression.ts";
import { PanelError } from "../store/services.ts";
import { syntaxErrorOf } from "./expression-syntax.ts";
import { isExtensionValid, reasonOf } from "./update.ts";

/*
 * Expressions are evaluated by DevTools itself, in the page's own world: that reaches top-level `let`, `const` and
 * `class`, and no Content-Security-Policy forbids it. Only the expression is evaluated as source text: DevTools
 * compiles it to a function, and the agent, which is injected as a file, registers that. So registrations are made in
 * one place, core/registry, and our code never uses a function that the page replaced.
 */

/** As long as for any other answer: a slow machine is not a frozen page. */
const EVALUATE_TIMEOUT_MS = 20_000;

/** A function that evaluates the expression. The same source is checked and run. */
function functionTextOf(expression: string): string {
  return `() => (\n${expression}\n)`;
}

/** The same in other brackets: an expression that parses in both cannot end either of them. */
function bracketedTextOf(expression: string): string {
  return `() => [\n${expression}\n]`;
}

interface Outcome {
  readonly value: unknown;
  /** What was thrown: the engine's words if it did not compile, else perhaps the page's. `""` if nothing was thrown. */
  readonly thrown: string;
}

/** Evaluates the text. Rejects if the page does not answer in time, or if DevTools does not evaluate anything. */
async function evaluate(code: string): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new PanelError("page-frozen", "The page did not answer in time to evaluate the expression.")),
      EVALUATE_TIMEOUT_MS,
    );
  });
  try {
    const [value, failure] = await Promise.race([evaluateInPage(code), silence]);
    if (failure === undefined) return { value, thrown: "" };
    if (failure.isException) return { value: undefined, thrown: String(failure.value).split("\n", 1)[0] || "an error" };
    throw new PanelError("expression-failed", `The expression could not be evaluated: ${descriptionOf(failure)}.`);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Chromium's own `browser` (from 152) resolves to the bare result and rejects with the failure; the polyfill resolves to an array of both.
 * The result is wrapped in an object, so that an array is always the polyfill's.
 */
async function evaluateInPage(code: string): Promise<readonly [result: unknown, failure?: Failure | undefined]> {
  try {
    const outcome: unknown = await browser.devtools.inspectedWindow.eval(`({ value: ${code} })`);
    const [result, failure] = (Array.isArray(outcome) ? outcome : [outcome]) as [{ value: unknown } | null, Failure?];
    return [result?.value, failure ?? undefined];
  } catch (failure) {
    if (!isExtensionValid()) throw reasonOf(failure);
    return [undefined, failure as Failure];
  }
}

/** As DevTools describes it. */
interface Failure {
  readonly isException?: boolean;
  readonly value?: unknown;
  readonly description?: string;
  readonly details?: readonly unknown[];
}

function descriptionOf({ description, details }: Failure): string {
  let next = 0;
  return (description ?? "DevTools gave no reason").replace(/%s/g, () => String(details?.[next++] ?? ""));
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
  const handle = `${EXPRESSION_HANDLE_PREFIX}${crypto.randomUUID().replaceAll("-", "")}`;
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
