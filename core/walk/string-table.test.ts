import { expect, test } from "vitest";
import { contentHashOf, LONGEST_HASHED } from "../realm/introspect.ts";
import { StringTable } from "./string-table.ts";

test("equal strings have one row, however long, and rows are in the order in which strings came first", () => {
  const table = new StringTable();
  const strings = Array.from({ length: 50_000 }, (_, i) => `${"x".repeat(i % (2 * LONGEST_HASHED))}${i}`);
  for (const [row, string] of strings.entries()) expect(table.rowOfText(string)).toBe(row);
  for (const [row, string] of strings.entries()) expect(table.rowOfText(string)).toBe(row);
});

test("strings of one hash, of which a page may make any number, have a row each", () => {
  const table = new StringTable();
  const hash = contentHashOf("same");
  for (const round of [1, 2]) {
    for (let i = 0; i < 20_000; i++) {
      const row = table.rowOf(`${i}`, i % 2 === 0 ? hash : contentHashOf(`${i}`));
      if (row !== i) throw new Error(`round ${round}: row ${row} instead of ${i}`);
    }
  }
});

test("hashes say which strings take two bytes a character", () => {
  expect(contentHashOf("naïve")).toBeGreaterThanOrEqual(0);
  expect(contentHashOf("日本")).toBeLessThan(0);
  expect(contentHashOf("")).toBeGreaterThanOrEqual(0);
});
