import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { budgetViolations, formatSizeTable, measureParts } from "./size-budget.ts";

const BUDGET = { part: "agent", gzipLimit: 100, owns: (file: string) => file === "agent.js" };

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "size-budget-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

test("a part within its budget is no violation, and other files do not count", () => {
  const sizes = measureParts(folderWith({ "agent.js": "let a;", "other.js": "x".repeat(1000) }), [BUDGET]);
  expect(sizes).toMatchObject([{ part: "agent", fileCount: 1, minifiedBytes: 6 }]);
  expect(budgetViolations(sizes)).toEqual([]);
  expect(formatSizeTable(sizes)).toMatch(/^part +minified +gzip +budget \(gzip\)\nagent +6 +\d+ +100$/);
});

test("a part over its budget is named with its size and its budget", () => {
  const text = Array.from({ length: 300 }, (_, i) => String.fromCharCode(33 + ((i * 37) % 90))).join("");
  const violations = budgetViolations(measureParts(folderWith({ "agent.js": text }), [BUDGET]));
  expect(violations).toHaveLength(1);
  expect(violations[0]).toMatch(/^The agent is \d+ bytes gzipped; its budget is 100\.$/);
});

test("a part that is copied as it is has a budget for that, too", () => {
  const folder = folderWith({ "agent.js": "x".repeat(1000) });
  const sizes = measureParts(folder, [{ ...BUDGET, minifiedLimit: 999 }]);
  expect(budgetViolations(sizes)).toEqual(["The agent is 1000 bytes; its budget is 999."]);
  expect(budgetViolations(measureParts(folder, [{ ...BUDGET, minifiedLimit: 1000 }]))).toEqual([]);
});

test("a part that the build did not make is a violation", () => {
  expect(budgetViolations(measureParts(folderWith({}), [BUDGET]))).toEqual(["The build made no agent."]);
});
