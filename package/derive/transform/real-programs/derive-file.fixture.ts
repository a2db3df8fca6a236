import { deriveCode } from "../derive-code.ts";
import { parseProgram } from "../derived.fixture.ts";
import { freeName } from "../free-name.ts";

const RUNTIME = "$allocative";

/** What a bundler's plug-in does to a file in development, with a runtime that is a global variable. */
export function deriveFile(
  code: string,
  file: string,
  sourceType: "module" | "script",
): { readonly code: string; readonly calls: number } {
  if (freeName(code, RUNTIME) !== RUNTIME) throw new Error(`${file} uses the name ${RUNTIME}.`);
  const program = parseProgram(code, sourceType);
  const regions = [{ start: 0, end: code.length, path: file }];
  const derived = deriveCode({ code, program, regions, closures: true, runtime: RUNTIME });
  const text = derived.code?.toString() ?? code;
  return { code: text, calls: text.split(`${RUNTIME}.`).length - 1 };
}
