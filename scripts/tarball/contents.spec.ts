import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { expect, inject, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";

const tarball = inject("tarball");
const installed = path.join(inject("app"), "node_modules/allocative");
const read = (file: string): string => readFileSync(path.join(installed, file), "utf8");

/** Bytes of the tarball. Half of it are the two builds of the extension. */
const SIZE_LIMIT = 3_150_000;

test("the tarball is within its budget", () => {
  console.log(`${path.basename(tarball.file)}: ${tarball.size} bytes, ${tarball.unpackedSize} unpacked`);
  expect(tarball.size).toBeLessThan(SIZE_LIMIT);
});

test("nothing else is installed with it", () => {
  expect(readdirSync(path.dirname(installed)).filter((name) => !name.startsWith("."))).toEqual(["allocative"]);
  expect(JSON.parse(read("package.json"))).not.toHaveProperty("dependencies");
});

test("it has what people use, both builds of the extension among it, and no sources or tests", () => {
  const tops = new Set(
    tarball.paths.map((file) =>
      file
        .split("/")
        .slice(0, file.startsWith("dist/") ? 2 : 1)
        .join("/"),
    ),
  );
  expect([...tops].toSorted()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "PRIVACY.md",
    "README.md",
    "SECURITY.md",
    "dist/agents",
    "dist/command",
    "dist/core",
    "dist/derive",
    "dist/extension",
    "dist/extension-no-debugger",
    "dist/testing",
    "docs",
    "package.json",
    "skills",
  ]);
  for (const extension of ["dist/extension", "dist/extension-no-debugger"]) {
    expect(tarball.paths).toContain(`${extension}/manifest.json`);
  }
  for (const folder of [
    "dist/extension",
    "dist/extension-no-debugger",
    "dist/command",
    "dist/derive",
    "dist/testing",
  ]) {
    expect(tarball.paths).toContain(`${folder}/THIRD_PARTY_LICENSES.txt`);
  }
  expect(tarball.paths.filter((file) => /\.(?:test|spec|fixture)\.|(?<!\.d)\.ts$|\.tsx$/.test(file))).toEqual([]);
});

/** Something that a reader of the code looks for, in each file: its place in the source must be found. */
const PLACES = [
  ["dist/core/index.js", "index.js.map", "class FlameGraph{", "core/builder/flame-graph.ts"],
  ["dist/core/index.cjs", "index.js.map", "class FlameGraph{", "core/builder/flame-graph.ts"],
  ["dist/core/index.global.js", "index.js.map", "class FlameGraph{", "core/builder/flame-graph.ts"],
  ["dist/core/register.js", "register.js.map", 'name="RegistryError"', "core/registry/record.ts"],
  ["dist/core/register.cjs", "register.js.map", 'name="RegistryError"', "core/registry/record.ts"],
];

test.each(PLACES)(
  "the source map of %s (%s) leads from %j to a line of %s that has it",
  (file, mapName, code, source) => {
    const text = read(file);
    expect(text).toContain(`\n//# sourceMappingURL=${mapName}`);
    const map = new TraceMap(read(`dist/core/${mapName}`), `/allocative/dist/core/${mapName}`);
    const before = text.slice(0, text.indexOf(code)).split("\n");
    const column = before[before.length - 1].length;
    const position = originalPositionFor(map, { line: before.length, column });
    expect(position.source).toBe(`/allocative/${source}`);
    const content = map.sourcesContent?.[map.resolvedSources.indexOf(position.source ?? "")];
    expect(content).toBe(readFileSync(repositoryPath(source), "utf8"));
    const line = content?.split("\n")[(position.line ?? 0) - 1];
    expect(line?.replaceAll(" ", "")).toContain(code.replaceAll(" ", ""));
  },
);

test("every source map has all of its sources", () => {
  const maps = tarball.paths.filter((file) => file.startsWith("dist/core/") && file.endsWith(".map"));
  expect(maps).toHaveLength(2);
  for (const file of maps) {
    const { sources, sourcesContent } = JSON.parse(read(file));
    expect(sourcesContent).toHaveLength(sources.length);
    expect(sourcesContent.every((content: unknown) => typeof content === "string" && content !== "")).toBe(true);
  }
});

test("the README is the one for npm, and what it links to is in the tarball", () => {
  const readme = read("README.md");
  expect(readme).toContain("npm install allocative");
  const { version } = JSON.parse(read("package.json"));
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map((found) => found[1]);
  const own = `https://unpkg.com/allocative@${version}/`;
  const files = links.filter((link) => link.startsWith(own)).map((link) => link.slice(own.length).replace(/#.*/, ""));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) expect(tarball.paths).toContain(file);
  /* npm's page has no files beside the README. */
  expect(links.filter((link) => !/^https:|^#/.test(link))).toEqual([]);
  for (const [, file] of readme.matchAll(/npm\/allocative@[\d.]+\/([\w./-]+)/g)) expect(tarball.paths).toContain(file);
  for (const [, named] of readme.matchAll(/allocative@(\d[\d.]*\d)/g)) expect(named).toBe(version);
});

test("packing leaves the repository's README where it was", () => {
  expect(readFileSync(repositoryPath("README.md"), "utf8")).toContain("npm ci && npm start");
});
