import { foreignJsonOf } from "./foreign-file.ts";
import { type FormatReader, READERS } from "./format-codecs.ts";
import { InvalidFile, parsedOr } from "./invalid-file.ts";
import type { TextOf } from "./parse-folded.ts";
import { isJson, parseJson } from "./parse-json.ts";
import type { ParsedFrames } from "./parsed-frames.ts";
import { scanProfiles } from "./scan-profiles.ts";
import { utf8Start } from "./utf8-start.ts";

/** How far to look for what the file is. */
const SNIFFED_BYTES = 4096;

/** Stacks begin with a name, which may have a brace or a bracket, but not before a quote or another one. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[{\]])/;

const FORMATS: readonly FormatReader[] = Object.values(READERS);

/** Stacks with bytes as other programs write them, in UTF-8 where they are text; the readers are those of `READERS`. */
export function parseStacks(bytes: Uint8Array, textOf: TextOf): ParsedFrames {
  const head = bytes.subarray(0, SNIFFED_BYTES);
  for (const reader of FORMATS) if (reader.of === "bytes" && reader.is(head)) return reader.parse(bytes, textOf);
  const content = bytes.subarray(utf8Start(bytes));
  if (JSON_START.test(textOf(content.subarray(0, SNIFFED_BYTES))))
    return parsedOr(() => parseJsonFile(scanProfiles(content, textOf) ?? parseJson(textOf(content))));
  return READERS.folded.parse(content, textOf);
}

function parseJsonFile(file: unknown): ParsedFrames {
  if (isJson(file))
    for (const reader of FORMATS) if (reader.of === "json" && reader.is(file)) return reader.parse(file);
  throw new InvalidFile(
    foreignJsonOf(file) ??
      'it is JSON, but not a file of speedscope: expected "profiles" and "shared" in it; nor an allocation sampling: expected "head" with a "selfSize"',
  );
}
