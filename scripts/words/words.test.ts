import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { formatGlossary, RETIRED_WORDS } from "./glossary.ts";
import { readableStringsOf } from "./readable-strings.ts";

const FOLDERS = ["core", "extension", "package", "scripts"];
const IS_SOURCE = /^(?!.*\.(?:test|fixture)\.tsx?$).*\.tsx?$/;
/** The table of retired words itself. */
const EXCEPT = "scripts/words/glossary.ts";

function retiredIn(file: string, source: string): string[] {
  return readableStringsOf(file, source).flatMap(({ line, words }) =>
    RETIRED_WORDS.filter(({ pattern }) => new RegExp(pattern, "i").test(words)).map(
      ({ word, instead }) => `${file}:${line} "${words}": not "${word}" but ${instead}`,
    ),
  );
}

function sourcesOf(folder: string): string[] {
  return readdirSync(repositoryPath(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && IS_SOURCE.test(entry.name))
    .map((entry) => path.relative(repositoryPath("."), path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file !== EXCEPT);
}

test.each(FOLDERS)("no retired word in what people read of %s", (folder) => {
  const files = sourcesOf(folder);
  expect(files.length).toBeGreaterThan(10);
  expect(files.flatMap((file) => retiredIn(file, readFileSync(repositoryPath(file), "utf8")))).toEqual([]);
});

test("ARCHITECTURE.md has the glossary; UPDATE_GOLDENS=1 writes it", () => {
  const file = repositoryPath("ARCHITECTURE.md");
  const markdown = readFileSync(file, "utf8");
  const tables = /(?<=^## Words\n\n)[\s\S]*?\|\n(?=\n[^|])/m;
  const current = markdown.replace(tables, () => `${formatGlossary()}\n`);
  if (process.env.UPDATE_GOLDENS) writeFileSync(file, current);
  else expect(markdown).toBe(current);
  expect(markdown).toMatch(tables);
});

describe("the check itself", () => {
  test.each([
    ['throw new TypeError("key: expected a text");', "string"],
    ["throw new Error(`this frame is none of them`);", "is not a valid X"],
    ["const view = <p>Nobody knows</p>;", "a sentence with a subject"],
    ['const view = <button title="Trouble" />;', "error, failure"],
    ['const names = { one: "What is in focus" };', "a noun: boxes in focus"],
    ['const names = ["Of what"];', "a noun"],
  ])("finds %s", (source, instead) => {
    expect(retiredIn("a.tsx", source)).toEqual([expect.stringContaining(`but ${instead}`)]);
  });

  test.each([
    "// nobody is told\nconst a = 1;",
    "const told = tell(nobody);",
    'const action = { type: "text-told" };',
    'const view = <p class="text trouble">Memory</p>;',
    'const hint = "What is Allocative?";',
    'const type = "Text";',
    "const svg = '<text>the text</text>';",
  ])("leaves %s alone", (source) => {
    expect(retiredIn("a.tsx", source)).toEqual([]);
  });

  test("says the line, and refuses what it cannot parse", () => {
    expect(retiredIn("a.ts", '\n\nconst a = "no trouble";')).toEqual([expect.stringMatching(/^a\.ts:3 "no trouble"/)]);
    expect(() => readableStringsOf("a.ts", "const = ;")).toThrow(/^a\.ts: /);
  });
});
