import { crc32, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { animatedPng } from "./animated-png.ts";

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** One row of grey pixels. */
function grey(...pixels: number[]): Buffer {
  const header = Buffer.from([0, 0, 0, pixels.length, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const rows = deflateSync(Buffer.from([0, ...pixels]));
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function typesOf(png: Buffer): string[] {
  const types: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 8 + png.readUInt32BE(at);
    expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(at + 4, end)));
    types.push(png.toString("latin1", at + 4, at + 8));
  }
  return types;
}

describe("an animated PNG", () => {
  const first = grey(1, 2);
  const second = grey(3, 4);

  test("has a control chunk before each frame, and numbers them in order", () => {
    const png = animatedPng([
      { png: first, durationMs: 1500 },
      { png: second, durationMs: 90_000 },
    ]);
    expect(typesOf(png)).toEqual(["IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "IEND"]);
    const controls = [png.indexOf("fcTL"), png.lastIndexOf("fcTL")].map((at) => png.subarray(at + 4, at + 30));
    expect(controls.map((control) => control.readUInt32BE(0))).toEqual([0, 1]);
    expect(controls.map((control) => control.readUInt16BE(20))).toEqual([1500, 0xffff]);
    expect(png.readUInt32BE(png.indexOf("fdAT") + 4)).toBe(2);
  });

  test("is refused without frames, of what is not a PNG, and of different sizes", () => {
    expect(() => animatedPng([])).toThrow("at least one frame");
    expect(() => animatedPng([{ png: Buffer.from("GIF89a, not a PNG"), durationMs: 1 }])).toThrow("not a PNG");
    const frames = [first, grey(1, 2, 3)].map((png) => ({ png, durationMs: 1 }));
    expect(() => animatedPng(frames)).toThrow("Frame 1 has another size");
  });
});
