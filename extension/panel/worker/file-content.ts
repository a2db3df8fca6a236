import { firstBytesOf } from "./first-bytes.ts";
import { unzipStream } from "./unzip-stream.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The part of a `Blob` that is needed: it can be sent to a worker without being read. */
export interface FileToStream {
  readonly size: number;
  stream(): ReadableStream<Bytes>;
  /** All of it at once, where that is there: it takes half the time of the stream. */
  readonly arrayBuffer?: (() => Promise<ArrayBuffer>) | undefined;
}

/** A file as its format means it: unpacked, and text as UTF-8. */
export interface FileContent {
  /** The first bytes. */
  readonly head: Bytes;
  readonly isCompressed: boolean;
  /** From the first byte on, as often as it is asked for. */
  stream(): ReadableStream<Bytes>;
  /** All of it at once, if the file has that. */
  readonly whole?: () => Promise<Bytes>;
}

/** Bytes by which the kind of a file is found out. */
const HEAD_BYTES = 4096;

const GZIP_MAGIC = [0x1f, 0x8b];

type Utf16 = "utf-16le" | "utf-16be";

/** @throws GzipError for a file that is not valid gzip; whatever the stream throws for one that cannot be read */
export async function contentOf(file: FileToStream): Promise<FileContent> {
  const raw = await firstBytesOf(file.stream(), HEAD_BYTES);
  const isCompressed = GZIP_MAGIC.every((byte, at) => raw[at] === byte);
  const unpacked = (): ReadableStream<Bytes> =>
    isCompressed ? file.stream().pipeThrough(unzipStream()) : file.stream();
  const head = isCompressed ? await firstBytesOf(unpacked(), HEAD_BYTES) : raw;
  const utf16 = utf16Of(head);
  if (utf16 === null) {
    const content = { head, isCompressed, stream: unpacked };
    const all = file.arrayBuffer?.bind(file);
    return isCompressed || all === undefined ? content : { ...content, whole: async () => new Uint8Array(await all()) };
  }
  const stream = (): ReadableStream<Bytes> => toUtf8(unpacked(), utf16);
  return { head: await firstBytesOf(stream(), HEAD_BYTES), isCompressed, stream };
}

/** By the byte order mark; without one, text whose first letters are ASCII has a zero in every other byte. */
function utf16Of(head: Bytes): Utf16 | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const pairs = [0, 2, 4, 6];
  if (pairs.every((at) => isPrintable(head[at]) && head[at + 1] === 0)) return "utf-16le";
  if (pairs.every((at) => head[at] === 0 && isPrintable(head[at + 1]))) return "utf-16be";
  return null;
}

function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0x20 ? byte < 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

/** Lone surrogates become U+FFFD, and the byte order mark goes. */
function toUtf8(stream: ReadableStream<Bytes>, encoding: Utf16): ReadableStream<Bytes> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return stream.pipeThrough(
    new TransformStream<Bytes, Bytes>({
      transform: (chunk, controller) => controller.enqueue(encoder.encode(decoder.decode(chunk, { stream: true }))),
      flush: (controller) => controller.enqueue(encoder.encode(decoder.decode())),
    }),
  );
}
