import type { GraphTables } from "../../../core/graph/graph.ts";

/** The buffers of all columns, each once, to be handed over instead of copied. */
export function columnBuffersOf({ places, shapes, roots, ...own }: GraphTables): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const table of [places, shapes, roots, own]) {
    for (const column of Object.values(table)) {
      if (ArrayBuffer.isView(column)) buffers.add(column.buffer as ArrayBuffer);
    }
  }
  return [...buffers];
}
