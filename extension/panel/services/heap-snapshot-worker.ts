import type { GraphTables } from "../../../core/graph/graph.ts";
import { PanelError } from "../store/services.ts";
import type { HeapSnapshotRequest, HeapSnapshotResponse } from "../worker/heap-snapshot-messages.ts";
import type { FileToStream } from "../worker/read-heap-snapshot.ts";

/**
 * Reads a heap snapshot in a worker of its own, which ends with the answer or with `signal`: so a large file can be let go at any moment, and one that takes all memory
 * takes nothing along that was open.
 */
export function readHeapSnapshot(
  file: FileToStream,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<GraphTables> {
  const worker = new Worker(new URL("../worker/heap-snapshot-main.ts", import.meta.url), { type: "module" });
  const answer = new Promise<GraphTables>((resolve, reject) => {
    const refuse = (message: string): void =>
      reject(new PanelError("heap-snapshot-refused", `This heap snapshot cannot be shown: ${message}.`));
    signal.addEventListener("abort", () => reject(new PanelError("cancelled", "")), { once: true });
    worker.onmessage = ({ data }: MessageEvent<HeapSnapshotResponse>) => {
      if (data.type === "progress") onProgress(data.share);
      else if (data.type === "graph") resolve(data.tables);
      else refuse(data.message);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      refuse(event.message || "there is not enough memory for it");
    };
    worker.postMessage({ file } satisfies HeapSnapshotRequest);
  });
  return answer.finally(() => worker.terminate());
}
