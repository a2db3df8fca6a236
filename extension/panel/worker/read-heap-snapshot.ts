import type { GraphTables } from "../../../core/graph/graph.ts";
import { graphOfHeap } from "../../../core/heap-snapshot/graph-of-heap.ts";
import { HeapSnapshotError } from "../../../core/heap-snapshot/heap-snapshot-error.ts";
import { HeapSnapshotReader } from "../../../core/heap-snapshot/heap-snapshot-reader.ts";
import { unzipStream } from "./unzip-stream.ts";

/** As much of a `Blob` as is needed: it can be sent to a worker without being read. */
export interface FileToStream {
  readonly size: number;
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Compressed by gzip. */
const GZIP_MAGIC = [0x1f, 0x8b];

/** Bytes between two reports of progress. */
const PROGRESS_BYTES = 4 * 1024 * 1024;

/** The graph of a `.heapsnapshot` file, which may be compressed. Read piece by piece; rejects with a sentence's end. `onProgress` hears which share of the file was read. */
export async function readHeapSnapshot(
  file: FileToStream,
  memoryBytes: number,
  onProgress: (share: number) => void,
): Promise<GraphTables> {
  const utf8 = new TextDecoder();
  const isCompressed = await isGzip(file);
  const limits = { memory: memoryBytes, fileSize: isCompressed ? Number.POSITIVE_INFINITY : file.size };
  const reader = new HeapSnapshotReader(limits, (bytes) => utf8.decode(bytes));
  try {
    do await pushAll(file, isCompressed, reader, onProgress);
    while (!reader.endPass());
    return graphOfHeap(reader.finish());
  } catch (error) {
    throw new Error(sentenceOf(error, isCompressed));
  }
}

async function pushAll(
  file: FileToStream,
  isCompressed: boolean,
  reader: HeapSnapshotReader,
  onProgress: (share: number) => void,
): Promise<void> {
  let readBytes = 0;
  let reportedBytes = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      readBytes += chunk.length;
      if (readBytes - reportedBytes >= PROGRESS_BYTES) {
        reportedBytes = readBytes;
        onProgress(readBytes / file.size);
      }
      controller.enqueue(chunk);
    },
  });
  const content = file.stream().pipeThrough(counted);
  const chunks = (isCompressed ? content.pipeThrough(unzipStream()) : content).getReader();
  try {
    for (let next = await chunks.read(); !next.done; next = await chunks.read()) reader.push(next.value);
  } catch (error) {
    /* The rest of the file is not needed. */
    chunks.cancel().catch(() => {});
    throw error;
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
  return isCompressed ? `it is not a valid gzip file: ${message}` : message;
}
