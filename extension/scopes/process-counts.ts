import type { ProcessCounts } from "../protocol/messages.ts";
import type { Session } from "./session.ts";

/** Metrics of the browser that count things, by what they are of. They are of all pages and frames of the process. */
const METRICS: Readonly<Record<keyof ProcessCounts, string>> = {
  nodes: "Nodes",
  documents: "Documents",
  listeners: "JSEventListeners",
};

/**
 * Asks what the browser counts in the process of a page; `null` where it does not say, as in a worker. No failure of it is one of the snapshot. `lasting` is the same session without an end
 * of its own: by it the counting is switched off.
 */
export async function askProcessCounts(session: Session, lasting: Session): Promise<ProcessCounts | null> {
  try {
    /* Without it the list of metrics is empty. */
    await session.send("Performance.enable");
    return processCountsOf(await session.send("Performance.getMetrics"));
  } catch {
    return null;
  } finally {
    /* A session that has ended has switched it off. */
    lasting.send("Performance.disable").catch(() => {});
  }
}

/** `null` for an answer in which one of them is missing. */
export function processCountsOf(answer: unknown): ProcessCounts | null {
  const { metrics } = answer as { readonly metrics: readonly { readonly name: string; readonly value: number }[] };
  const countOf = (metric: string): number => metrics.find(({ name }) => name === metric)?.value ?? -1;
  const counts = {
    nodes: countOf(METRICS.nodes),
    documents: countOf(METRICS.documents),
    listeners: countOf(METRICS.listeners),
  };
  return Object.values(counts).every((count) => Number.isSafeInteger(count) && count >= 0) ? counts : null;
}
