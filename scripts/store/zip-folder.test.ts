import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { zipFolder } from "./zip-folder.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "allocative-zip-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

test("a zip has the files of the folder, sorted", () => {
  write({ "manifest.json": "{}", "b/z.js": "z", "a.js": "a", "b/a.js": "ba" });
  const files = unzipSync(zipFolder(folder));
  expect(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
    ["a.js", "a"],
    ["b/a.js", "ba"],
    ["b/z.js", "z"],
    ["manifest.json", "{}"],
  ]);
});

test("the same contents give the same bytes, whenever they were written", () => {
  write({ "b.js": "b", "a.js": "a" });
  const first = zipFolder(folder);
  for (const file of ["a.js", "b.js"]) utimesSync(path.join(folder, file), new Date(2020, 1), new Date(2020, 1));
  expect(zipFolder(folder)).toEqual(first);
  write({ "a.js": "A" });
  expect(zipFolder(folder)).not.toEqual(first);
});
