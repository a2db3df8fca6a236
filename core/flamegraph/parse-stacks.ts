import { parseFolded } from "./parse-folded.ts";
import { parseSpeedscope } from "./parse-speedscope.ts";
import type { ParsedFrames } from "./parsed-frames.ts";

/** Stacks with bytes as other programs write them: speedscope's JSON, or folded text. What it is, is told by its beginning. */
export function parseStacks(text: string): ParsedFrames {
  return /^\s*\{\s*["}]/.test(text) ? parseSpeedscope(text) : parseFolded(text);
}
