import type { GraphTables } from "../../../core/graph/graph.ts";
import type { FileToStream } from "./file-content.ts";

/** The one question to the worker that reads a heap snapshot. It is ended with the answer, or when the answer is not wanted any more. */
export interface HeapSnapshotApi {
  /** `onProgress` is called with the share of the file that was read, from 0 to 1. */
  read(file: FileToStream, onProgress: (share: number) => void): Promise<GraphTables>;
}
