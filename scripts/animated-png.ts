import { crc32 } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MILLISECONDS = 1000;

export interface AnimationFrame {
  /** A whole PNG file. */
  readonly png: Uint8Array;
  readonly durationMs: number;
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/**
 * One animated PNG of several pictures, which repeats for ever; a reader that knows no animation shows the first. The compressed pixels are
 * copied as they are (the chunks acTL, fcTL and fdAT of the PNG specification, third edition).
 *
 * @throws Error if a file is not a PNG, or if sizes or colour types differ
 */
export function animatedPng(frames: readonly AnimationFrame[]): Buffer {
  const parsed = frames.map(({ png, durationMs }) => ({ chunks: chunksOf(Buffer.from(png)), durationMs }));
  const header = parsed[0]?.chunks.find(({ type }) => type === "IHDR");
  if (header === undefined) throw new Error("An animation needs at least one frame.");
  const control = Buffer.alloc(8);
  control.writeUInt32BE(frames.length, 0);
  const parts = [SIGNATURE, chunk("IHDR", header.data), chunk("acTL", control)];
  let sequence = 0;
  for (const [index, { chunks, durationMs }] of parsed.entries()) {
    const own = chunks.find(({ type }) => type === "IHDR");
    if (!own?.data.equals(header.data)) throw new Error(`Frame ${index} has another size or colour type than frame 0.`);
    parts.push(chunk("fcTL", frameControl(sequence++, header.data, durationMs)));
    for (const { type, data } of chunks) {
      if (type !== "IDAT") continue;
      parts.push(index === 0 ? chunk("IDAT", data) : chunk("fdAT", Buffer.concat([uint32(sequence++), data])));
    }
  }
  parts.push(chunk("IEND", Buffer.alloc(0)));
  return Buffer.concat(parts);
}

function frameControl(sequence: number, header: Buffer, durationMs: number): Buffer {
  const data = Buffer.alloc(26);
  data.writeUInt32BE(sequence, 0);
  header.copy(data, 4, 0, 8); /* width and height; the offsets that follow are 0 */
  data.writeUInt16BE(Math.min(0xffff, Math.round(durationMs)), 20);
  data.writeUInt16BE(MILLISECONDS, 22);
  return data;
}

function chunksOf(png: Buffer): Chunk[] {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error("A frame is not a PNG file.");
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
