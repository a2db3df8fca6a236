import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { framesOfFolded } from "../frame-table.fixture.ts";
import {
  FILE_FORMATS,
  type FileFormat,
  fileReaders,
  formatFileFormats,
  OPENED_EXTENSIONS,
  type WrittenFormatId,
} from "./file-formats.ts";
import { writeFolded } from "./folded-text.ts";
import { WRITERS } from "./format-codecs.ts";
import { parseStacks } from "./parse-stacks.ts";

const FORMATS: readonly FileFormat[] = FILE_FORMATS;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

test("docs/files.md has the table of formats; UPDATE_GOLDENS=1 writes it", () => {
  const file = path.resolve(import.meta.dirname, "../../../docs/files.md");
  const markdown = readFileSync(file, "utf8");
  const table = /^\| format[\s\S]*?\n(?=\n)/m;
  const current = markdown.replace(table, `${formatFileFormats()}\n`);
  if (process.env.UPDATE_GOLDENS) writeFileSync(file, current);
  else expect(markdown).toBe(current);
  expect(markdown).toMatch(table);
});

test("each format is read or written, under one id and one label", () => {
  for (const column of ["id", "label"] as const)
    expect(new Set(FORMATS.map((format) => format[column])).size).toBe(FORMATS.length);
  for (const { read, written, isWrittenByPanel, id } of FORMATS)
    expect(read !== null || written !== null || isWrittenByPanel, id).toBe(true);
});

test("readers are listed once, each at an address of its own", () => {
  const readers = fileReaders();
  expect(readers.find(({ name }) => name === "speedscope.app")?.formats).toEqual([
    "Folded stacks",
    "speedscope JSON",
    "pprof",
  ]);
  for (const column of ["name", "url"] as const)
    expect(new Set(readers.map((reader) => reader[column])).size).toBe(readers.length);
  for (const { url } of readers) expect(new URL(url).protocol).toBe("https:");
});

test("the file dialog offers all that can be opened", () => {
  expect(OPENED_EXTENSIONS.split(",")).toEqual(
    expect.arrayContaining([".allocative", ".heapsnapshot", ".heapprofile", ".json", ".pb", ".gz", ".folded"]),
  );
  expect(OPENED_EXTENSIONS).not.toContain(".csv");
});

describe("a format that is written and read gives the same stacks again:", () => {
  const frames = framesOfFolded("store;Object 12\nstore;Object;items 4\nother 7\n");
  const both = FILE_FORMATS.filter(({ read, written }) => read !== null && written !== null);

  test.each(both.map(({ id }) => id))("%s", (id) => {
    const content = WRITERS[id as WrittenFormatId].write(frames, "title");
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const parsed = parseStacks(bytes, (part) => utf8.decode(part));
    if (!parsed.ok) throw new Error(parsed.error);
    expect(writeFolded(parsed.frames)).toBe(writeFolded(frames));
  });

  test("these are folded stacks, speedscope and pprof at least", () => {
    expect(both.map(({ id }) => id)).toEqual(expect.arrayContaining(["folded", "speedscope", "pprof"]));
  });
});
