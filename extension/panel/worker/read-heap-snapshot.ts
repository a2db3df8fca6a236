import { isFirefoxSnapshot } from "../../../core/flamegraph/formats/foreign-file.ts";
import {
  type LabelledGraph,
  labelledGraphOf,
  labelledGraphOfCoreDump,
} from "../../../core/heap-snapshot/graph-of-heap.ts";
import { HeapSnapshotError } from "../../../core/heap-snapshot/heap-snapshot-error.ts";
import { HeapSnapshotReader } from "../../../core/heap-snapshot/heap-snapshot-reader.ts";
import { contentOf, type FileContent, type FileToStream } from "./file-content.ts";
import { firstBytesOf } from "./first-bytes.ts";
import { GzipError } from "./unzip-stream.ts";

const MAX_CORE_DUMP_BYTES = 1024 ** 3;
/** Bytes between two reports of progress. */
const PROGRESS_BYTES = 4 * 1024 * 1024;

/** The graph of a `.heapsnapshot` or `.fxsnapshot` file, which may be compressed. Read piece by piece; rejects with a sentence's end. `onProgress` hears which share of the file was read. */
export async function readHeapSnapshot(
  file: FileToStream,
  memoryBytes: number,
  onProgress: (share: number) => void,
): Promise<LabelledGraph> {
  const utf8 = new TextDecoder();
  try {
    const content = await contentOf(counted(file, onProgress));
    if (isFirefoxSnapshot(content.head)) return await readCoreDump(content, memoryBytes);
    const limits = { memory: memoryBytes, fileSize: content.isCompressed ? Number.POSITIVE_INFINITY : file.size };
    const reader = new HeapSnapshotReader(limits, (bytes) => utf8.decode(bytes));
    do await pushAll(content.stream(), reader);
    while (!reader.endPass());
    return labelledGraphOf(reader.finish());
  } catch (error) {
    throw new Error(sentenceOf(error));
  }
}

/** A core dump of Firefox is read as a whole: its tables take about as much again. */
async function readCoreDump(content: FileContent, memoryBytes: number): Promise<LabelledGraph> {
  const limit = Math.floor(Math.min(memoryBytes / 3, MAX_CORE_DUMP_BYTES));
  const bytes = await firstBytesOf(content.stream(), limit + 1);
  if (bytes.length > limit)
    throw new HeapSnapshotError(`it has more than ${limit} bytes unpacked, and there is no memory for more`, "file");
  return labelledGraphOfCoreDump(bytes);
}

/** The same file, which reports how much of it was read. */
function counted(file: FileToStream, onProgress: (share: number) => void): FileToStream {
  const stream = (): ReadableStream<Uint8Array<ArrayBuffer>> => {
    let readBytes = 0;
    let reportedBytes = 0;
    return file.stream().pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          readBytes += chunk.length;
          if (readBytes - reportedBytes >= PROGRESS_BYTES) {
            reportedBytes = readBytes;
            onProgress(readBytes / file.size);
          }
          controller.enqueue(chunk);
        },
      }),
    );
  };
  return { size: file.size, stream };
}

async function pushAll(stream: ReadableStream<Uint8Array<ArrayBuffer>>, reader: HeapSnapshotReader): Promise<void> {
  const chunks = stream.getReader();
  try {
    for (let next = await chunks.read(); !next.done; next = await chunks.read()) reader.push(next.value);
  } catch (error) {
    /* The rest of the file is not needed. */
    chunks.cancel().catch(() => {});
    throw error;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof HeapSnapshotError) return error.message;
  if (error instanceof GzipError) return `it is not a valid gzip file: ${error.message}`;
  if (error instanceof RangeError)
    return "there is not enough memory for its tables; close other snapshots and try again";
  return error instanceof Error ? error.message : String(error);
}
