import remapping from "@jridgewell/remapping";
import type { SourceMap } from "magic-string";

/** The map of a change, from the text before `earlier` on. */
export function composeMaps(change: SourceMap, earlier: unknown): string {
  return String(remapping(change as never, (_source, { depth }) => (depth === 1 ? (earlier as never) : null)));
}
