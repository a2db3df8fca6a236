import type { Warning } from "../../../core/graph/graph.ts";
import type { HeapTotals } from "../../scopes/heap-totals.ts";
import { writeShare, writeSize } from "../frames/figures.ts";
import { HEAP_TOTALS } from "../store/measured.ts";

/** Less is not worth a sentence: a part of the heap, and what an empty page has, too. */
const LEAST_SHARE = 0.01;
const LEAST_BYTES = 100 * 1024;

const SENTENCES: readonly {
  readonly of: "spareItems" | "spareFields" | "spareKeys" | "numberBoxes";
  readonly are: string;
  readonly unseen: string;
}[] = [
  { of: "spareItems", are: "are spare capacity of arrays", unseen: "in which arrays" },
  { of: "spareFields", are: "are spare capacity of objects for further properties", unseen: "in which objects" },
  { of: "spareKeys", are: "are spare capacity of objects that V8 keeps as dictionaries", unseen: "in which objects" },
  { of: "numberBoxes", are: "are boxes of numbers", unseen: "which whole numbers have one" },
];

/** What the engine counts in the heap as a whole, where it matters. */
export function heapTotalsWarnings(totals: HeapTotals | undefined): readonly Warning[] {
  if (totals === undefined) return [];
  return SENTENCES.flatMap(({ of, are, unseen }): readonly Warning[] => {
    const bytes = totals[of];
    if (bytes < LEAST_BYTES || bytes <= totals.heap * LEAST_SHARE) return [];
    const size = `${writeSize(bytes)} of this page’s JS heap (${writeShare(bytes / totals.heap)})`;
    const detail = `${size} ${are}, as V8 counts them for the whole heap; a walk cannot see ${unseen}.`;
    return [{ code: HEAP_TOTALS, path: "", detail }];
  });
}
