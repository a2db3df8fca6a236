import { describe, expect, test } from "vitest";
import { type Sheet, writeMarkdown, writeText } from "./sheet.ts";
import { cutToTokens, shortSheetOf } from "./short-sheet.ts";
import { maxTokensOf } from "./tokens.ts";

const LONG = [
  "x".repeat(100_000),
  "\u{1f9e0}".repeat(5_000),
  "word ".repeat(5_000),
  "9".repeat(5_000),
  "*".repeat(900),
];

describe("cutToTokens", () => {
  test.each(LONG)("%.10s", (text) => {
    const cut = cutToTokens(text, 50);
    expect(maxTokensOf(cut)).toBeLessThanOrEqual(50);
    expect(cut.endsWith("…")).toBe(true);
  });

  test.each(["", "short", "1,000 objects"])("%j stays", (text) => {
    expect(cutToTokens(text, 50)).toBe(text);
  });
});

test.each(LONG)("whatever the names, a row and a part of each first sentence fit into 1,000 tokens: %.10s", (name) => {
  const sheet: Sheet = {
    title: name,
    lead: [name, name],
    columns: [{ head: "path", align: "start" }],
    rows: [[name]],
    notes: [name, name, "the last"],
  };
  const short = shortSheetOf(sheet);
  expect(maxTokensOf(writeText(short))).toBeLessThanOrEqual(900);
  expect([short.title, short.lead[0], short.rows[0]?.[0]].every((text) => text?.endsWith("…"))).toBe(true);
});

test("a sheet of usual sentences stays as it is", () => {
  const sheet: Sheet = {
    title: "Snapshot 1: 1.2 KiB, 3 objects",
    lead: ["Page: http://127.0.0.1/"],
    columns: [{ head: "path", align: "start" }],
    rows: [["store › users: Array"]],
    notes: ["Measured: 1.2 KiB of 2 MiB of JS heap in use."],
  };
  expect(shortSheetOf(sheet)).toEqual(sheet);
  expect(writeMarkdown(shortSheetOf(sheet))).toBe(writeMarkdown(sheet));
});
