import { gunzipSync } from "node:zlib";
import { readCoreDump } from "../../../core/heap-snapshot/core-dump.ts";

/** A cell of SpiderMonkey's heap. */
export interface HeapCell {
  readonly typeName: string;
  /** Class of an object, "" for anything else. */
  readonly className: string;
  /** With what it has allocated besides. */
  readonly size: number;
  readonly edges: readonly { readonly name: string; readonly to: number }[];
}

/** All cells of a core dump (`.fxsnapshot`), by address. */
export function cellsOfCoreDump(file: Uint8Array): Map<number, HeapCell> {
  const cells = new Map<number, HeapCell>();
  readCoreDump(gunzipSync(file), ({ id, typeName, className, size, edgeCount, edgeName, edgeTo }) => {
    const edges = Array.from({ length: edgeCount }, (_, edge) => ({ name: edgeName[edge]!, to: edgeTo[edge]! }));
    cells.set(id, { typeName, className, size, edges });
  });
  return cells;
}
