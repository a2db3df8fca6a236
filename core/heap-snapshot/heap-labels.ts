import type { Graph } from "../graph/graph.ts";
import type { ScriptPlaces } from "./closure-places.ts";
import type { HeapTexts } from "./heap-texts.ts";
import { heapTextOf } from "./heap-texts.ts";
import type { DecodeUtf8 } from "./string-scanner.ts";

/** What `text` has for a closure at the first one of `places`. */
export const FIRST_PLACE = -2;

/** What V8 knows of single nodes of a graph, besides the graph itself. It is in no file of ours. */
export interface HeapLabels {
  /** Per node: V8's own number for it, which is the same in later heap snapshots of the same run; 0 for a node that V8 does not have. */
  readonly id: Uint32Array;
  /** Per node: row of `texts`; -1 for one without a content. Of a closure whose place is known: FIRST_PLACE less a row of `places`. */
  readonly text: Int32Array;
  readonly texts: HeapTexts;
  readonly places: ScriptPlaces;
}

/** The content of a string or the like, in quotes; `""` for other nodes. */
export function contentLabelOf({ text, texts }: HeapLabels, node: number, decodeUtf8: DecodeUtf8): string {
  const row = text[node];
  return row < 0 ? "" : JSON.stringify(heapTextOf(texts, row, decodeUtf8));
}

/** `draw (chart.js:12)` for a closure of the type `draw()`: its name, script and line. `""` for other nodes, and where the file does not say. */
export function closureLabelOf(
  { text, places }: HeapLabels,
  { names, nodeShape, shapes }: Graph,
  node: number,
): string {
  const place = FIRST_PLACE - text[node];
  if (place < 0) return "";
  const type = names[shapes.typeName[nodeShape[node]]];
  return `${type.replace(/\(\)$/, "")} (${places.files[places.file[place]]}:${places.line[place]})`;
}
