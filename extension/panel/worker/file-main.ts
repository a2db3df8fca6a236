import type { FileApi } from "./file-api.ts";
import { holdLife } from "./life.ts";
import { readFile } from "./read-file.ts";
import { serve } from "./rpc.ts";

/** Bytes at most; half of the machine's memory, if the browser reports it. */
const MOST_MEMORY = 4 * 1024 ** 3;
const GIBIBYTE = 1024 ** 3;

function memoryBytes(): number {
  /* Chromium only. */
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return deviceMemory === undefined ? MOST_MEMORY : Math.min(MOST_MEMORY, (deviceMemory / 2) * GIBIBYTE);
}

holdLife(self);
serve<FileApi>(self, {
  read: (name, file, onProgress) => readFile(name, file, memoryBytes(), onProgress),
});
