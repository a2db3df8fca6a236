import { parseFolded, type TextOf } from "./parse-folded.ts";
import { parseSpeedscope } from "./parse-speedscope.ts";
import type { ParsedFrames } from "./parsed-frames.ts";

/** How far to look for what the file is. */
const SNIFFED_BYTES = 4096;

/** Stacks with bytes as other programs write them: speedscope's JSON, or folded text, in UTF-8. What it is, is told by its beginning. */
export function parseStacks(bytes: Uint8Array, textOf: TextOf): ParsedFrames {
  const isJson = /^\ufeff?\s*\{\s*["}]/.test(textOf(bytes.subarray(0, SNIFFED_BYTES)));
  return isJson ? parseSpeedscope(textOf(bytes).replace(/^\ufeff/, "")) : parseFolded(bytes, textOf);
}
