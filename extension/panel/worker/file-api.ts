import type { LabelledGraph } from "../../../core/heap-snapshot/graph-of-heap.ts";
import type { FileToStream } from "./file-content.ts";

/** The content of a file that can be opened. */
export type ReadFile =
  /** Of our own, or of stacks. `copy` has the same bytes, to be read again when the file may have changed; the browser keeps them outside of the panel. */
  | { readonly source: "snapshot-file" | "folded-file"; readonly bytes: Uint8Array; readonly copy: Blob }
  | ({ readonly source: "heap-snapshot" } & LabelledGraph);

/** The one question to the worker that reads a file. It is ended with the answer, or when the answer is not wanted any more. */
export interface FileApi {
  /** `name` is that of the file, for sentences. `onProgress` is called with the share of a heap snapshot that was read, from 0 to 1. */
  read(name: string, file: FileToStream, onProgress: (share: number) => void): Promise<ReadFile>;
}
