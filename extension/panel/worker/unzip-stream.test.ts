import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { unzipStream } from "./unzip-stream.ts";

const FIRST = "first ".repeat(1000);
const SECOND = "and the second";
const [A, B] = [gzipSync(FIRST), gzipSync(SECOND)];
const BOTH = Buffer.concat([A, B]);

/** In pieces of so many bytes. */
async function unzipped(bytes: Uint8Array, length: number): Promise<string> {
  const pieces = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += length)
        controller.enqueue(Uint8Array.from(bytes.subarray(at, at + length)));
      controller.close();
    },
  });
  return new Response(pieces.pipeThrough(unzipStream())).text();
}

describe("gzip", () => {
  test.each([1, 7, A.length, A.length + 3, 1 << 20])("of two members, in pieces of %i bytes", async (length) => {
    expect(await unzipped(BOTH, length)).toBe(FIRST + SECOND);
  });

  test("may end in zeros, as on tapes and in padded archives", async () => {
    const padded = Buffer.concat([A, Buffer.alloc(512)]);
    for (const length of [1, A.length, 1 << 20]) expect(await unzipped(padded, length)).toBe(FIRST);
  });

  test("that ends too early is cut off, wherever that is", async () => {
    for (let end = 1; end < BOTH.length; end++) {
      if (end === A.length) continue;
      await expect(unzipped(BOTH.subarray(0, end), 16), `${end} bytes`).rejects.toThrow("it is cut off");
    }
  });

  test("with a bit that is wrong in its content or its checksum is damaged", async () => {
    for (const at of [20, A.length - 8, A.length - 1, A.length + 12]) {
      const broken = Uint8Array.from(BOTH);
      broken[at]! ^= 0x10;
      await expect(unzipped(broken, 16), `byte ${at}`).rejects.toThrow(/it is (damaged|cut off)/);
    }
  });
});
