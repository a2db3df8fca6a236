import { prototypeOf } from "./introspect.ts";

/** Prototypes looked at: a chain of proxies may have no end. */
export const MAX_CHAIN = 64;

/** What `look` gives for the nearest object of a prototype chain, from `start` up, for which it gives anything; undefined for none. */
export function nearestOnChain<Found>(
  start: object | null,
  look: (at: object) => Found | undefined,
): Found | undefined {
  let at = start;
  for (let depth = 0; at !== null && depth < MAX_CHAIN; depth++) {
    const found = look(at);
    if (found !== undefined) return found;
    at = prototypeOf(at);
  }
  return undefined;
}
