import browser from "webextension-polyfill";
import { PanelError } from "../store/services.ts";

/*
 * Expressions are evaluated by DevTools itself, in the page's own world: that reaches top-level `let`, `const` and `class`, and no
 * Content-Security-Policy forbids it.
 */

/** As long as for any other answer: a slow machine is not a frozen page. */
const EVALUATE_TIMEOUT_MS = 20_000;

/** How the registry of core/registry/roots.ts is reached from an evaluated text, which can import nothing. */
const FIND_REGISTRY = `(() => {
  const key = Symbol.for("allocative.registry");
  if (!globalThis[key]) Object.defineProperty(globalThis, key, { value: { version: 1, roots: new Map() }, configurable: true });
  return globalThis[key].roots;
})()`;

/** Resolves to undefined where the page does not answer in time. */
async function evaluate(code: string): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new PanelError("page-frozen", "The page did not answer in time to evaluate the expression.")),
      EVALUATE_TIMEOUT_MS,
    );
  });
  try {
    const [result, trouble] = await Promise.race([evaluateInPage(code), silence]);
    if (trouble) throw new PanelError("expression-failed", textOfTrouble(trouble));
    return result;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Chromium's own `browser` (from 152) resolves to the bare result and rejects with the trouble; the polyfill resolves to an array of both.
 * The result is wrapped in an object, so that an array is always the polyfill's.
 */
async function evaluateInPage(code: string): Promise<readonly [result: unknown, trouble?: Trouble | undefined]> {
  try {
    const outcome: unknown = await browser.devtools.inspectedWindow.eval(`({ value: ${code} })`);
    const [result, trouble] = (Array.isArray(outcome) ? outcome : [outcome]) as [{ value: unknown } | null, Trouble?];
    return [result?.value, trouble];
  } catch (trouble) {
    return [undefined, trouble as Trouble];
  }
}

interface Trouble {
  readonly isException?: boolean;
  readonly value?: unknown;
  readonly description?: string;
  readonly details?: readonly unknown[];
}

function textOfTrouble({ isException, value, description, details }: Trouble): string {
  if (isException) return String(value).split("\n", 1)[0]!;
  let next = 0;
  return (description ?? "the expression could not be evaluated").replace(/%s/g, () => String(details?.[next++] ?? ""));
}

/** Rejects with the engine's words where the expression does not parse, throws, or is nothing that could be measured. */
export async function checkExpression(expression: string): Promise<void> {
  const type = await evaluate(`((value) => (value === null ? "null" : typeof value))(\n${expression}\n)`);
  if (type !== "object" && type !== "function" && type !== "string") {
    throw new PanelError(
      "expression-failed",
      `${expression} is ${type === "null" || type === "undefined" ? type : `a ${String(type)}`}: expected an object.`,
    );
  }
}

/**
 * Makes the expressions roots of the page, and takes away those that are roots no longer. Each is evaluated at each snapshot. A root that the page
 * registered under the same name stays: the names that are returned are those of the others.
 */
export async function registerExpressions(
  expressions: readonly string[],
  removed: readonly string[],
): Promise<readonly string[]> {
  if (expressions.length === 0 && removed.length === 0) return [];
  const lines = [`const roots = ${FIND_REGISTRY};`];
  for (const name of removed) {
    lines.push(`if (roots.get(${JSON.stringify(name)})?.addedByPanel) roots.delete(${JSON.stringify(name)});`);
  }
  for (const name of expressions) {
    lines.push(
      `if (!roots.has(${JSON.stringify(name)})) roots.set(${JSON.stringify(name)}, { addedByPanel: true, get: () => (\n${name}\n) });`,
    );
  }
  const areOurs = expressions.map((name) => `roots.get(${JSON.stringify(name)})?.addedByPanel === true`);
  const answer = await evaluate(`(() => { ${lines.join("\n")} return [${areOurs.join(", ")}]; })()`);
  return expressions.filter((_, index) => !Array.isArray(answer) || answer[index] !== false);
}
