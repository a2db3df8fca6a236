import { Inflate } from "pako";

const UNZIPPED_CHUNK_BYTES = 256 * 1024;

/** Half a sentence: the file is damaged or cut off. */
export class GzipError extends Error {}

/**
 * Unpacks gzip, also of several members one after the other, as `cat a.gz b.gz` and log rotation write them; the browser's `DecompressionStream` refuses those. Checksums are checked. The stream fails with a GzipError.
 */
export function unzipStream(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let inflate: Inflate | undefined;
  return new TransformStream({
    transform(chunk, controller) {
      let rest = chunk;
      /* pako goes on to the next member by itself, but not where that begins a chunk. Zeros after the end are padding. */
      if (inflate?.ended) {
        const next = chunk.findIndex((byte) => byte !== 0);
        if (next === -1) return;
        rest = chunk.subarray(next);
        inflate = undefined;
      }
      inflate ??= inflateTo(controller);
      inflate.push(rest, false);
      if (inflate.err !== 0) throw new GzipError(`it is damaged (${inflate.msg})`);
    },
    flush() {
      if (!inflate?.ended) throw new GzipError("it is cut off");
    },
  });
}

function inflateTo(controller: TransformStreamDefaultController<Uint8Array<ArrayBuffer>>): Inflate {
  const inflate = new Inflate({ chunkSize: UNZIPPED_CHUNK_BYTES });
  inflate.onData = (chunk) => controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
  return inflate;
}
