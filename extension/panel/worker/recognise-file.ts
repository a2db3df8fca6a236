import { OPENED_FORMATS } from "../../../core/flamegraph/formats/file-formats.ts";
import { foreignHeadOf, isFirefoxSnapshot } from "../../../core/flamegraph/formats/foreign-file.ts";
import { isPprof } from "../../../core/flamegraph/formats/parse-pprof.ts";
import { writeSize } from "../frames/figures.ts";
import { contentOf, type FileContent, type FileToStream } from "./file-content.ts";
import { firstBytesOf } from "./first-bytes.ts";
import { GzipError } from "./unzip-stream.ts";

/** As much of the DOM's `File` as is needed. */
export type OpenedFile = Pick<File, "name"> & FileToStream;

/** First bytes of our own format: "ALLO". */
const MAGIC = [0x41, 0x4c, 0x4c, 0x4f];
/** Of a file of several snapshots, which does not come here as it is: "ALLS". */
const BUNDLE_MAGIC = [0x41, 0x4c, 0x4c, 0x53];

/** As much as the page may send. */
const MAX_SNAPSHOT_BYTES = 2 * 1024 ** 3;
/** Folded stacks are read line by line, from their bytes. */
const MAX_TEXT_BYTES = 512 * 1024 ** 2;
/** JSON becomes one string, and then objects that take about ten times its bytes. */
const MAX_JSON_BYTES = 128 * 1024 ** 2;
const JSON_START = /^\ufeff?\s*[{[]/;

/** V8 begins its heap snapshots with the key "snapshot"; other programs that write them have another of its lists first, or a few small values. Lists of other formats hold objects. */
const HEAP_SNAPSHOT =
  /^\s*\{(?:\s*"[^"]*"\s*:\s*(?:"[^"]*"|[\w.+-]+)\s*,)*\s*"(?:snapshot"\s*:\s*\{|(?:nodes|edges|locations|trace_function_infos|trace_tree|samples)"\s*:\s*\[\s*[\d\]]|strings"\s*:\s*\[\s*["\]])/;
/** A heap snapshot of Safari begins in a similar way. */
const SAFARI = /"(?:nodeClassNames|Inspector|GCDebugging)"/;

const KNOWN_FILES = `one of these: ${OPENED_FORMATS}`;

export type RecognisedFile =
  | { readonly source: "snapshot-file" | "folded-file"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** To be read piece by piece: it may be too large for all else. */
  | { readonly source: "heap-snapshot" };

/** A file that is not opened. The message is a sentence for the user, with the name of the file. */
export class FileRefusal extends Error {
  override readonly name = "FileRefusal";
}

/** Finds out the kind of the file by its bytes, not by its name; it may be compressed by gzip. @throws FileRefusal */
export async function recogniseFile(file: OpenedFile): Promise<RecognisedFile> {
  if (file.size === 0) throw new FileRefusal(`“${file.name}” is empty. Open ${KNOWN_FILES}.`);
  const content = await readContent(file, () => contentOf(file));
  const { head } = content;
  const isOurs = MAGIC.every((byte, index) => head[index] === byte);
  if (!isOurs) {
    const text = new TextDecoder().decode(head);
    if (isFirefoxSnapshot(head)) return { source: "heap-snapshot" };
    if (HEAP_SNAPSHOT.test(text) && !SAFARI.test(text)) return { source: "heap-snapshot" };
    if (!isPprof(head)) refuseForeign(file, head);
  }
  const textLimit = JSON_START.test(new TextDecoder().decode(head)) ? MAX_JSON_BYTES : MAX_TEXT_BYTES;
  const bytes = await bytesOf(file, content, isOurs ? MAX_SNAPSHOT_BYTES : textLimit);
  return { source: isOurs ? "snapshot-file" : "folded-file", bytes };
}

/** @throws FileRefusal for a file of a known kind that is not read here, or for one of bytes */
function refuseForeign(file: OpenedFile, head: Uint8Array): void {
  if (BUNDLE_MAGIC.every((byte, index) => head[index] === byte)) {
    throw new FileRefusal(`“${file.name}” is a compressed file of several snapshots. Unpack it, then open it.`);
  }
  const foreign = foreignHeadOf(String.fromCharCode(...head));
  if (foreign !== null) throw new FileRefusal(`“${file.name}” cannot be opened: ${foreign}.`);
  if (head.includes(0)) throw new FileRefusal(`“${file.name}” is of an unknown kind. Open ${KNOWN_FILES}.`);
}

async function bytesOf(file: OpenedFile, content: FileContent, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > limit) throw tooLarge(file, writeSize(file.size), limit);
  if (content.whole !== undefined) return readContent(file, content.whole);
  /* One byte more than may be, to find out whether there are more. */
  const bytes = await readContent(file, () => firstBytesOf(content.stream(), limit + 1));
  if (bytes.length > limit) throw tooLarge(file, `more than ${writeSize(limit)} unpacked`, limit);
  return bytes;
}

async function readContent<Content>(file: OpenedFile, read: () => Promise<Content>): Promise<Content> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof GzipError
      ? new FileRefusal(`“${file.name}” is not a valid gzip file: ${error.message}.`)
      : unreadable(file);
  }
}

/** Removed since, a folder, or larger than memory has room for. */
function unreadable(file: OpenedFile): FileRefusal {
  return new FileRefusal(`“${file.name}” could not be read. Check that it is a file and still there.`);
}

function tooLarge(file: OpenedFile, size: string, limit: number): FileRefusal {
  return new FileRefusal(
    `“${file.name}” has ${size}; this panel opens files of its kind of up to ${writeSize(limit)}.`,
  );
}
