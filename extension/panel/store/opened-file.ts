import { MAX_SNAPSHOT_BYTES } from "../../protocol/messages.ts";
import { writeSize } from "../frames/figures.ts";
import { unzipStream } from "../worker/unzip-stream.ts";
import { PanelError } from "./services.ts";

/** As much of the DOM's `File` as is needed. */
export type OpenedFile = Pick<File, "name" | "size" | "stream" | "arrayBuffer">;

/** First bytes of our own format: "ALLO". */
const MAGIC = [0x41, 0x4c, 0x4c, 0x4f];
/** And of gzip. */
const GZIP_MAGIC = [0x1f, 0x8b];

/** Text is decoded to one string, and a string has at most 2^29 characters. */
const MAX_TEXT_BYTES = 512 * 1024 * 1024;

/** How far to look for what the file is. */
const SNIFFED_BYTES = 4096;

/** V8 begins its heap snapshots so. */
const HEAP_SNAPSHOT = /^\s*\{\s*"snapshot"\s*:\s*\{/;

export type RecognisedFile =
  | { readonly source: "snapshot-file" | "folded-file"; readonly bytes: Uint8Array }
  /** To be read piece by piece: it may be too large for all else. */
  | { readonly source: "heap-snapshot"; readonly file: OpenedFile };

/** Tells what the file is by its bytes, not by its name; it may be compressed by gzip. Rejects with a sentence for one that cannot be opened. */
export async function recogniseFile(file: OpenedFile): Promise<RecognisedFile> {
  if (file.size === 0) {
    throw new PanelError(
      "file-empty",
      `“${file.name}” is empty. Open a snapshot file, folded stacks, a speedscope file or a heap snapshot.`,
    );
  }
  const { head, isCompressed } = await headOf(file);
  if (HEAP_SNAPSHOT.test(new TextDecoder().decode(head))) return { source: "heap-snapshot", file };
  const isOurs = startsWith(head, MAGIC);
  if (!isOurs && head.includes(0)) {
    throw new PanelError(
      "file-unknown",
      `“${file.name}” is neither a snapshot file of this panel, nor folded stacks (text lines such as “store;Object;items 16”), nor JSON of speedscope, nor a heap snapshot of V8.`,
    );
  }
  const bytes = await bytesOf(file, isCompressed, isOurs ? MAX_SNAPSHOT_BYTES : MAX_TEXT_BYTES);
  return { source: isOurs ? "snapshot-file" : "folded-file", bytes };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

async function headOf(file: OpenedFile): Promise<{ readonly head: Uint8Array; readonly isCompressed: boolean }> {
  const raw = await readUpTo(file.stream(), SNIFFED_BYTES, () => unreadable(file));
  if (!startsWith(raw, GZIP_MAGIC)) return { head: raw, isCompressed: false };
  return { head: await unzipUpTo(file, SNIFFED_BYTES), isCompressed: true };
}

function unzipUpTo(file: OpenedFile, limit: number): Promise<Uint8Array> {
  return readUpTo(file.stream().pipeThrough(unzipStream()), limit, () => {
    return new PanelError("file-broken", `“${file.name}” is not a valid gzip file: it is cut off or damaged.`);
  });
}

async function bytesOf(file: OpenedFile, isCompressed: boolean, limit: number): Promise<Uint8Array> {
  if (file.size > limit) throw tooLarge(file, writeSize(file.size), limit);
  if (!isCompressed) {
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch {
      throw unreadable(file);
    }
  }
  /* One byte more than may be, to tell that there are more. */
  const bytes = await unzipUpTo(file, limit + 1);
  if (bytes.length > limit) throw tooLarge(file, `more than ${writeSize(limit)} unpacked`, limit);
  return bytes;
}

/** The first bytes of a stream, all of them where it is no longer. */
async function readUpTo(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  limit: number,
  troubleOf: () => PanelError,
): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < limit) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.length;
    }
    const bytes = new Uint8Array(Math.min(length, limit));
    let at = 0;
    for (const chunk of chunks) {
      const piece = chunk.subarray(0, bytes.length - at);
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  } catch {
    throw troubleOf();
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** Not there any more, no file, or more than memory has room for. */
function unreadable(file: OpenedFile): PanelError {
  return new PanelError(
    "file-unreadable",
    `“${file.name}” could not be read. Check that it is a file and still there.`,
  );
}

function tooLarge(file: OpenedFile, size: string, limit: number): PanelError {
  return new PanelError(
    "file-too-large",
    `“${file.name}” has ${size}; this panel opens files of its kind of up to ${writeSize(limit)}.`,
  );
}
