import { parse } from "acorn";
import { type DeriveInput, deriveCode } from "./derive-code.ts";
import { freeName } from "./free-name.ts";
import type { Program } from "./syntax.ts";

export function parseProgram(code: string, sourceType: "module" | "script"): Program {
  return parse(code, {
    ecmaVersion: "latest",
    sourceType,
    allowHashBang: true,
    allowReturnOutsideFunction: sourceType === "script",
  });
}

/** The input for a file that is one module, `src/a.js`. */
export function wholeFile(code: string, sourceType: "module" | "script", closures = false): DeriveInput {
  return {
    code,
    program: parseProgram(code, sourceType),
    regions: [{ start: 0, end: code.length, path: "src/a.js" }],
    closures,
    runtime: freeName(code, "$a"),
  };
}

export function derived(code: string, sourceType: "module" | "script" = "module"): string {
  return deriveCode(wholeFile(code, sourceType)).code?.toString() ?? code;
}

/** The calls that register modules, without the code around them. */
export function moduleCalls(code: string): string[] {
  return code.match(/\$a\.module\(.*?\}\)\);/g) ?? [];
}
