import browser from "webextension-polyfill";
import type { Outcome } from "../../scopes/compiled-expressions.ts";
import { PanelError } from "../store/services.ts";
import { isExtensionValid, reasonOf } from "./update.ts";

/** As long as for any other answer: a slow machine is not a frozen page. */
const EVALUATE_TIMEOUT_MS = 20_000;

/** Evaluates the text. Rejects if the page does not answer in time, or if DevTools does not evaluate anything. */
export async function evaluate(code: string): Promise<Outcome> {
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
