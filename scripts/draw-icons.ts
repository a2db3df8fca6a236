// Draws extension/icons/*.png: an icicle, root on top. Run by hand when the drawing changes; the files are committed.
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { BOXES, type Color } from "./icon-boxes.ts";
import { repositoryPath } from "./repository-path.ts";

const SIZES = [16, 32, 48, 128] as const;
/** Samples per pixel and axis, for smooth edges at sizes that the grid does not divide. */
const SAMPLES = 4;

function colorAt(x: number, y: number): Color | undefined {
  return BOXES.find(({ at: [left, top, right, bottom] }) => x >= left && x < right && y >= top && y < bottom)?.color;
}

/** Rows of RGBA, each with the leading filter byte that PNG wants. */
function paintPixels(size: number): Buffer {
  const stride = 1 + size * 4;
  const pixels = Buffer.alloc(size * stride);
  const step = 16 / size / SAMPLES;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const sum: [number, number, number] = [0, 0, 0];
      let covered = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const column = x * SAMPLES + (sample % SAMPLES) + 0.5;
        const row = y * SAMPLES + Math.floor(sample / SAMPLES) + 0.5;
        const color = colorAt(column * step, row * step);
        if (color === undefined) continue;
        covered++;
        for (let channel = 0; channel < 3; channel++) sum[channel] += color[channel];
      }
      const offset = y * stride + 1 + x * 4;
      for (let channel = 0; channel < 3; channel++) pixels[offset + channel] = covered ? sum[channel] / covered : 0;
      pixels[offset + 3] = (255 * covered) / (SAMPLES * SAMPLES);
    }
  }
  return pixels;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function encodeChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, "latin1");
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

function encodePng(size: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA, no interlace
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    encodeChunk("IHDR", header),
    encodeChunk("IDAT", deflateSync(paintPixels(size), { level: 9 })),
    encodeChunk("IEND", Buffer.alloc(0)),
  ]);
}

for (const size of SIZES) writeFileSync(repositoryPath(`extension/icons/icon-${size}.png`), encodePng(size));
