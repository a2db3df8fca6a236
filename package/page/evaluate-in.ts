import type { Evaluate } from "../../extension/scopes/compiled-expressions.ts";
import type { Session } from "../../extension/scopes/session.ts";

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string; readonly value?: unknown };
  };
}

/** Evaluates texts in the document of a session, or in one of its contexts, as its console would. */
export function evaluateIn(session: Session, context?: number): Evaluate {
  const where = context === undefined ? {} : { contextId: context };
  return async (code) => {
    const { result, exceptionDetails } = (await session.send("Runtime.evaluate", {
      expression: code,
      returnByValue: true,
      silent: true,
      ...where,
    })) as Evaluated;
    if (exceptionDetails === undefined) return { value: result.value, thrown: "" };
    const { description, value } = exceptionDetails.exception ?? {};
    const words = description ?? (value === undefined ? exceptionDetails.text : String(value));
    return { value: undefined, thrown: words.split("\n", 1)[0] || "an error" };
  };
}
