import { Deriver } from "../../extension/panel/worker/derive.ts";
import type { PageSnapshot } from "./measured-page.ts";

/** The snapshot as one graph: the bytes of a file of our own format. */
export function graphBytesOf({ parts, warnings }: Pick<PageSnapshot, "parts" | "warnings">): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && warnings.length === 0 && only !== undefined
    ? only.bytes
    : new Deriver().mergeSnapshots(parts, warnings);
}
