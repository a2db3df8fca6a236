import { parsedOr } from "./invalid-file.ts";
import { parseFolded, type TextOf } from "./parse-folded.ts";
import { parseHeapProfile } from "./parse-heapprofile.ts";
import { expectKeys, isJson, parseJson } from "./parse-json.ts";
import { isPprof, parsePprof } from "./parse-pprof.ts";
import { parseSpeedscope } from "./parse-speedscope.ts";
import type { ParsedFrames } from "./parsed-frames.ts";
import { utf8Start } from "./utf8-start.ts";

/** How far to look for what the file is. */
const SNIFFED_BYTES = 4096;

/** Stacks begin with a name, which may have a brace or a bracket, but not before a quote or another one. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[{\]])/;

/** Stacks with bytes as other programs write them: JSON of speedscope, Chrome's allocation sampling, pprof, or folded stacks, in UTF-8. Its first bytes say of which kind a file is. */
export function parseStacks(bytes: Uint8Array, textOf: TextOf): ParsedFrames {
  if (isPprof(bytes.subarray(0, SNIFFED_BYTES))) return parsePprof(bytes, textOf);
  const content = bytes.subarray(utf8Start(bytes));
  if (!JSON_START.test(textOf(content.subarray(0, SNIFFED_BYTES)))) return parseFolded(content, textOf);
  return parsedOr(() => {
    const file = parseJson(textOf(content));
    if (isJson(file) && isJson(file.head) && "selfSize" in file.head) return parseHeapProfile(file);
    return parseSpeedscope(expectKeys(file, ["profiles", "shared"], "a file of speedscope"));
  });
}
