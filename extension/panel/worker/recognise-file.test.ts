import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { recogniseFile } from "./recognise-file.ts";

const fileOf = (name: string, content: string | Uint8Array<ArrayBuffer>): File => new File([content], name);

/** Text as two bytes a unit. */
function utf16(text: string, order: "LE" | "BE", mark: "" | "\ufeff"): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(mark + text, "utf16le");
  return Uint8Array.from(order === "LE" ? bytes : bytes.swap16());
}

async function textOf(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const recognised = await recogniseFile(fileOf("a.folded", content));
  if (recognised.source === "heap-snapshot") throw new Error("a heap snapshot");
  return new TextDecoder().decode(recognised.bytes);
}

describe("text", () => {
  const text = `a;ü 日 5\n${"b;c 1\n".repeat(20_000)}`;

  test.each([
    ["UTF-8", new TextEncoder().encode(text)],
    ["UTF-16, little end first", utf16(text, "LE", "\ufeff")],
    ["UTF-16, big end first", utf16(text, "BE", "\ufeff")],
    ["UTF-16 without a byte order mark, little end first", utf16(`abcd;${text}`, "LE", "")],
    ["UTF-16 without a byte order mark, big end first", utf16(`abcd;${text}`, "BE", "")],
  ])("in %s, compressed or not", async (name, bytes) => {
    const expected = name.includes("without") ? `abcd;${text}` : text;
    expect(await textOf(bytes)).toBe(expected);
    expect(await textOf(Uint8Array.from(gzipSync(bytes)))).toBe(expected);
    expect(await textOf(Uint8Array.from(Buffer.concat([gzipSync(bytes), gzipSync("")])))).toBe(expected);
  });
});

const HEAD = '"snapshot":{"meta":{"node_fields":["type"]}}';

describe("a heap snapshot", () => {
  test.each([
    `{${HEAD},"nodes":[9]}`,
    `\ufeff{ ${HEAD},"nodes":[9]}`,
    `{"nodes":[9,1,1],"edges":[],${HEAD}}`,
    `{"strings":["a"],${HEAD}}`,
    `{"samples":[],"exporter":"x","n":-1.5,${HEAD}}`,
    `{"exporter":"x","n":-1.5,"ok":true,${HEAD}}`,
  ])("is known by its first key: %s", async (text) => {
    expect(await recogniseFile(fileOf("a", text))).toMatchObject({ source: "heap-snapshot" });
    expect(await recogniseFile(fileOf("a", utf16(text, "LE", "\ufeff")))).toMatchObject({ source: "heap-snapshot" });
  });
});

describe("gets a sentence that names the file:", () => {
  test.each([
    ["page.html", "<!doctype html><p>3", /“page\.html” cannot be opened: it is an HTML page/],
    [
      "a.cpuprofile",
      '{"nodes":[{"id":1,"callFrame":{}}],"timeDeltas":[]}',
      /“a\.cpuprofile” .* a CPU profile.*Memory panel/,
    ],
    [
      "jsc.json",
      '{"nodes":[0,0,0,0],"type":"Inspector","nodeClassNames":["a"]}',
      /“jsc\.json” .* Safari or JavaScriptCore/,
    ],
    ["a.trace.zip", "PK\x03\x04\0\0", /“a\.trace\.zip” .* zip archive/],
    ["a.bin", "\x7fELF\0\0", /“a\.bin” is of an unknown kind/],
  ])("%s", async (name, content, sentence) => {
    for (const bytes of [Uint8Array.from(Buffer.from(content)), Uint8Array.from(gzipSync(content))])
      await expect(recogniseFile(fileOf(name, bytes))).rejects.toMatchObject({
        message: expect.stringMatching(sentence),
      });
  });

  test("a trace of half a gigabyte, without reading it", async () => {
    let pulled = 0;
    const chunk = new TextEncoder().encode(`{"traceEvents":[${" ".repeat(100_000)}`);
    const stream = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull(controller) {
          pulled += chunk.length;
          controller.enqueue(chunk.slice());
        },
      });
    await expect(recogniseFile({ name: "trace.json", size: 2 ** 29, stream })).rejects.toThrow(/a trace of Chrome/);
    expect(pulled).toBeLessThan(1_000_000);
  });
});
