import { createReadStream, statSync } from "node:fs";
import path from "node:path";
import type { OpenedFile } from "../../extension/panel/worker/recognise-file.ts";
import { ExpectedError } from "../cli/expected-error.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A file as the panel's reading code takes it: it is read as often as `stream` is called. @throws ExpectedError if there is none */
export function fileOnDisk(filePath: string): OpenedFile {
  const stats = statSync(filePath, { throwIfNoEntry: false });
  if (stats === undefined) throw new ExpectedError(`“${filePath}” does not exist.`);
  if (stats.isDirectory()) throw new ExpectedError(`“${filePath}” is a folder; give a file.`);
  return { name: path.basename(filePath), size: stats.size, stream: () => streamOf(filePath) };
}

function streamOf(filePath: string): ReadableStream<Bytes> {
  const chunks = createReadStream(filePath)[Symbol.asyncIterator]();
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        /* A plain array of bytes, as a browser gives it: a Buffer's `slice` does not copy. */ else
          controller.enqueue(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
