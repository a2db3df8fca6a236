import type { GraphTables } from "../../../core/graph/graph.ts";
import { graphOfHeap } from "../../../core/heap-snapshot/graph-of-heap.ts";
import { HeapSnapshotError } from "../../../core/heap-snapshot/heap-snapshot-error.ts";
import { HeapSnapshotReader } from "../../../core/heap-snapshot/heap-snapshot-reader.ts";

/** As much of a `Blob` as is needed: it can be sent to a worker without being read. */
export interface FileToStream {
  readonly size: number;
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Compressed by gzip. */
const GZIP_MAGIC = [0x1f, 0x8b];

/** Bytes between two words about progress. */
const PROGRESS_BYTES = 4 * 1024 * 1024;

/** The graph of a `.heapsnapshot` file, which may be compressed. Read piece by piece; rejects with a sentence's end. `onProgress` hears which share of the file was read. */
export async function readHeapSnapshot(
  file: FileToStream,
  memoryBytes: number,
  onProgress: (share: number) => void,
): Promise<GraphTables> {
  const utf8 = new TextDecoder();
  let readBytes = 0;
  let toldBytes = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      readBytes += chunk.length;
      if (readBytes - toldBytes >= PROGRESS_BYTES) {
        toldBytes = readBytes;
        onProgress(readBytes / file.size);
      }
      controller.enqueue(chunk);
    },
  });
  const isCompressed = await isGzip(file);
  const limits = { memory: memoryBytes, fileSize: isCompressed ? Number.POSITIVE_INFINITY : file.size };
  const reader = new HeapSnapshotReader(limits, (bytes) => utf8.decode(bytes));
  const content = file.stream().pipeThrough(counted);
  const chunks = (isCompressed ? content.pipeThrough(new DecompressionStream("gzip")) : content).getReader();
  try {
    for (let next = await chunks.read(); !next.done; next = await chunks.read()) reader.push(next.value);
    return graphOfHeap(reader.finish());
  } catch (error) {
    /* Nobody waits for the rest. */
    chunks.cancel().catch(() => {});
    throw new Error(sentenceOf(error, isCompressed));
  }
}

async function isGzip(file: FileToStream): Promise<boolean> {
  const reader = file.stream().getReader();
  const { value } = await reader.read();
  reader.cancel().catch(() => {});
  return value !== undefined && GZIP_MAGIC.every((byte, at) => value[at] === byte);
}

function sentenceOf(error: unknown, isCompressed: boolean): string {
  if (error instanceof HeapSnapshotError) return error.message;
  if (error instanceof RangeError)
    return "there is not enough memory for its tables; close other snapshots and try again";
  const message = error instanceof Error ? error.message : String(error);
  return isCompressed ? `it is no whole gzip file (${message})` : message;
}
