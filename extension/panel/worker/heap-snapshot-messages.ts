import type { GraphTables } from "../../../core/graph/graph.ts";
import type { FileToStream } from "./read-heap-snapshot.ts";

/** The one thing that is asked of the worker; it is ended when it has answered, or when nobody wants the answer any more. */
export interface HeapSnapshotRequest {
  readonly file: FileToStream;
}

export type HeapSnapshotResponse =
  | { readonly type: "progress"; readonly share: number }
  | { readonly type: "graph"; readonly tables: GraphTables }
  | { readonly type: "error"; readonly message: string };
