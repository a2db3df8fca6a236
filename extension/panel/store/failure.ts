import { PanelError } from "./services.ts";
import type { Failure } from "./state.ts";
import type { Store } from "./store.ts";

/** Shows the error to the user, unless it is the end of work that the user cancelled. */
export function fail(store: Store, error: unknown, retry: Failure["retry"] = null): void {
  if (error instanceof PanelError && error.code === "cancelled") return;
  store.dispatch({ type: "failed", failure: { message: sentenceOf(error), retry } });
}

/** What the user reads. Errors of our own making are sentences already. */
export function sentenceOf(error: unknown): string {
  if (error instanceof PanelError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong in the panel: ${message}`;
}
