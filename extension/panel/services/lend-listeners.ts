import type { Requests } from "../../protocol/requests.ts";
import { randomHandle } from "../../scopes/random-handle.ts";
import { PanelError } from "../store/services.ts";
import { evaluate } from "./evaluate.ts";

/**
 * Has DevTools lend the agent its `getEventListeners`, which is there while DevTools evaluates something: the agent offers a function under a random name, and DevTools calls it. Where DevTools evaluates
 * nothing, as in a sandboxed page, or must not, the agent says so in the snapshot. Whether DevTools was asked.
 */
export async function lendListeners(requests: Requests, silenceMs: number, signal: AbortSignal): Promise<boolean> {
  const handle = randomHandle();
  const isReady = await requests.send(
    { type: "borrow-listeners", handle },
    { silenceMs, signal, receive: (message) => (message.type === "borrowing" ? message.isReady : undefined) },
  );
  if (!isReady) return false;
  try {
    /* Of the global object itself: a variable of the page cannot stand in its place. */
    await evaluate(`void this.${handle}()`);
    return true;
  } catch (error) {
    if (!(error instanceof PanelError) || error.code !== "expression-failed") throw error;
    return false;
  }
}
