import { readFileSync } from "node:fs";
import path from "node:path";
import { generatedPositionFor, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { type Options, tokenizer } from "acorn";
import { describe, expect, test } from "vitest";
import { KINDS } from "./closures/kinds-of-closures.fixture.ts";
import { deriveCode } from "./derive-code.ts";
import { wholeFile } from "./derived.fixture.ts";
import { TRAPS } from "./traps/language-traps.fixture.ts";

const packages = path.join(import.meta.dirname, "../../../node_modules");
const LIBRARIES = [
  "acorn/dist/acorn.js",
  "rxjs/dist/bundles/rxjs.umd.js",
  "react-dom-18/cjs/react-dom-server.browser.development.js",
];
const SOURCES: (readonly [string, string, "module" | "script"])[] = [
  ...TRAPS.map(({ title, code, sourceType }) => [title, code, sourceType] as const),
  ...KINDS.map(([title, code]) => [title, code, "script"] as const),
  ...LIBRARIES.map((file) => [file, readFileSync(path.join(packages, file), "utf8"), "script"] as const),
];

interface Name {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

function namesOf(code: string, sourceType: "module" | "script"): Name[] {
  const options: Options = {
    ecmaVersion: "latest",
    sourceType,
    locations: true,
    allowHashBang: true,
    allowReturnOutsideFunction: true,
  };
  const names: Name[] = [];
  for (const { type, start, end, loc } of tokenizer(code, options)) {
    if (type.label === "name" && loc)
      names.push({ text: code.slice(start, end), line: loc.start.line, column: loc.start.column });
  }
  return names;
}

describe("each name of the source is where the source map says, and maps back to its own place", () => {
  test.each(SOURCES)("%s", (_, code, sourceType) => {
    const changed = deriveCode(wholeFile(code, sourceType, true)).code;
    const lines = (changed?.toString() ?? "").split(/\r\n|[\n\r\u2028\u2029]/);
    const map = new TraceMap(JSON.stringify(changed?.generateMap({ hires: "boundary", source: "a.js" })));
    const lost = namesOf(code, sourceType).filter(({ text, line, column }) => {
      const { line: newLine, column: newColumn } = generatedPositionFor(map, { source: "a.js", line, column });
      if (newLine === null) return true;
      const back = originalPositionFor(map, { line: newLine, column: newColumn });
      const isThere = lines[newLine - 1]?.startsWith(text, newColumn) === true;
      return !isThere || back.line !== line || back.column !== column;
    });
    // The word itself goes where `x.bind(y)` becomes a call of the runtime.
    expect(lost.filter(({ text }) => text !== "bind")).toEqual([]);
  });
});
