import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { parseByAcorn } from "./acorn-program.ts";
import { type Instrumentable, instrument } from "./instrument.ts";

/** A file of a project, and what the plug-in makes of it. */
function instrumented(
  code: string,
  { source = code, ...options }: Partial<Instrumentable> & { readonly source?: string } = {},
): { readonly text: string | undefined; readonly warnings: readonly string[] } {
  const root = mkdtempSync(path.join(os.tmpdir(), "allocative-derive-"));
  writeFileSync(path.join(root, "a.ts"), source);
  const warnings: string[] = [];
  const changed = instrument({
    code,
    program: parseByAcorn(code, "module"),
    regions: [{ start: 0, end: code.length, path: "b:a.ts" }],
    closures: true,
    natives: false,
    root,
    prefix: "b:",
    runtime: { kind: "import", specifier: "runtime" },
    warn: (message) => warnings.push(message),
    ...options,
  });
  return { text: changed?.toString(), warnings };
}

const STORE = "const cache = new Map();\nexport const get = (key) => cache.get(key);\n";

test("the import of the runtime stands first, behind directives and a hashbang", () => {
  expect(instrumented(STORE).text).toMatch(/^import \* as \$allocative from "runtime";const cache/);
  expect(instrumented(`#!/usr/bin/env node\n"use client";\n${STORE}`).text).toMatch(
    /^#!.*\n"use client";import \* as \$allocative from "runtime";\nconst cache/,
  );
});

test("a module that has the runtime stays as it is: the plug-in is there twice", () => {
  const { text } = instrumented(STORE);
  expect(text).toContain("$allocative.module(");
  expect(instrumented(text ?? "").text).toBeUndefined();
});

test("the name of the runtime is free", () => {
  expect(instrumented(`let $allocative = 1;\n${STORE}`).text).toMatch(/^import \* as \$allocative1_ from/);
});

test("a module that keeps nothing stays as it is, unless the browser's functions have to be wrapped before it", () => {
  const code = "export const one = 1;\n";
  expect(instrumented(code).text).toBeUndefined();
  expect(instrumented(code, { natives: true }).text).toBe(`import * as $allocative from "runtime";${code}`);
});

const SENT = "function work() {\n  let n = 0;\n  return () => n++;\n}\nexport const url = make(String(work));\n";

test("a function that becomes text is a warning, with the file and the line that the user wrote", () => {
  const { text, warnings } = instrumented(SENT, { source: `type A = 1;\n\n${SENT}` });
  expect(text ?? "").not.toContain("$allocative.own(() => n++");
  expect(warnings).toEqual([expect.stringMatching(/^a\.ts:7: This function becomes text here, /)]);
});

test("without the line where a compiler changed it", () => {
  expect(instrumented(SENT, { source: "export const url: string = make(String(work));\n" }).warnings).toEqual([
    expect.stringMatching(/^a\.ts: This function becomes text here, /),
  ]);
});
