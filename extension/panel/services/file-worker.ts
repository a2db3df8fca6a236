import type { GraphTables } from "../../../core/graph/graph.ts";
import { PanelError } from "../store/services.ts";
import type { FileToStream } from "../worker/file-content.ts";
import type { HeapSnapshotApi } from "../worker/heap-snapshot-api.ts";
import { connect } from "../worker/rpc.ts";

/**
 * Reads a heap snapshot in a worker of its own, which ends with the answer or with `signal`: so a large file can be let go at any moment, and one that takes all memory
 * takes nothing along that was open.
 */
export async function readHeapSnapshot(
  file: FileToStream,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<GraphTables> {
  const worker = new Worker(new URL("../worker/heap-snapshot-main.ts", import.meta.url), { type: "module" });
  const connection = connect<HeapSnapshotApi>(worker, (_method, message) => refusalOf(message));
  signal.addEventListener("abort", () => connection.close(new PanelError("cancelled", "")), { once: true });
  worker.onerror = (event) => {
    event.preventDefault();
    connection.close(refusalOf(event.message || "there is not enough memory for it"));
  };
  try {
    return await connection.api.read(file, onProgress);
  } finally {
    worker.terminate();
  }
}

function refusalOf(message: string): PanelError {
  return new PanelError("heap-snapshot-refused", `This heap snapshot cannot be shown: ${message}.`);
}
