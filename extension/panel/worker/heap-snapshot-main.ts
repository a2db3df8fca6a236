import { columnBuffersOf } from "./column-buffers.ts";
import type { HeapSnapshotRequest, HeapSnapshotResponse } from "./heap-snapshot-messages.ts";
import { readHeapSnapshot } from "./read-heap-snapshot.ts";

/** Bytes at most; half of what the machine has, where the browser tells. */
const MOST_MEMORY = 4 * 1024 ** 3;
const GIBIBYTE = 1024 ** 3;

function memoryBytes(): number {
  /* Chromium only. */
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return deviceMemory === undefined ? MOST_MEMORY : Math.min(MOST_MEMORY, (deviceMemory / 2) * GIBIBYTE);
}

self.onmessage = ({ data: { file } }: MessageEvent<HeapSnapshotRequest>) => {
  const answer = (response: HeapSnapshotResponse, transfer: Transferable[] = []): void =>
    self.postMessage(response, { transfer });
  readHeapSnapshot(file, memoryBytes(), (share) => answer({ type: "progress", share }))
    .then((tables) => answer({ type: "graph", tables }, columnBuffersOf(tables)))
    .catch((error: Error) => answer({ type: "error", message: error.message }));
};
