import type { HeapSnapshotApi } from "./heap-snapshot-api.ts";
import { readHeapSnapshot } from "./read-heap-snapshot.ts";
import { serve } from "./rpc.ts";

/** Bytes at most; half of what the machine has, where the browser tells. */
const MOST_MEMORY = 4 * 1024 ** 3;
const GIBIBYTE = 1024 ** 3;

function memoryBytes(): number {
  /* Chromium only. */
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return deviceMemory === undefined ? MOST_MEMORY : Math.min(MOST_MEMORY, (deviceMemory / 2) * GIBIBYTE);
}

serve<HeapSnapshotApi>(self, {
  read: (file, onProgress) => readHeapSnapshot(file, memoryBytes(), onProgress),
});
