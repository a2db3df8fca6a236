import { parseFolded } from "../../core/flamegraph/formats/parse-folded.ts";
import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { FrameNames, FrameTree } from "../../core/flamegraph/tree/frame-tree.ts";

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Frames of the exported file. An empty file has only the frame above all roots. */
export function framesOfExport(folded: string): FrameTable {
  if (folded === "") return new FrameTree(new FrameNames()).finish();
  const parsed = parseFolded(new TextEncoder().encode(folded), (bytes) => UTF8.decode(bytes));
  if (!parsed.ok) throw new Error(`The panel did not export valid folded stacks: ${parsed.error}.`);
  return parsed.frames;
}
