import type { HeapTexts } from "./heap-texts.ts";
import { heapTextOf } from "./heap-texts.ts";
import type { DecodeUtf8 } from "./string-scanner.ts";

/** What V8 knows of single nodes of a graph, besides the graph itself. It is in no file of ours. */
export interface HeapLabels {
  /** Per node: V8's own number for it, which is the same in later heap snapshots of the same run; 0 for a node that V8 does not have. */
  readonly id: Uint32Array;
  /** Per node: row of `texts`; -1 for one without a content. */
  readonly text: Int32Array;
  readonly texts: HeapTexts;
}

/** The content of a string or the like, in quotes; `""` for other nodes. */
export function contentLabelOf({ text, texts }: HeapLabels, node: number, decodeUtf8: DecodeUtf8): string {
  const row = text[node];
  return row < 0 ? "" : JSON.stringify(heapTextOf(texts, row, decodeUtf8));
}
