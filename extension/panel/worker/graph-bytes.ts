import type { GraphTables } from "../../../core/graph/graph.ts";
import type { HeapLabels } from "../../../core/heap-snapshot/heap-labels.ts";

export function labelBytesOf({ id, text, texts, places }: HeapLabels): number {
  let bytes = id.byteLength + text.byteLength + texts.start.byteLength + texts.bytes.byteLength;
  bytes += places.file.byteLength + places.line.byteLength;
  for (const file of places.files) bytes += 2 * file.length;
  return bytes;
}

/** Bytes of the graph's columns and texts, about. */
export function graphBytesOf(graph: GraphTables): number {
  let bytes = 0;
  for (const table of [graph, graph.places, graph.shapes, graph.roots]) {
    for (const column of Object.values(table)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  }
  for (const name of graph.names) bytes += 2 * name.length;
  return bytes;
}
