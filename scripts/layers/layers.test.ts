import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { findImportCycle, importGraphOf } from "./import-graph.ts";
import { formatLayerTable, LAYERS, layerOf, objectionTo } from "./layer-table.ts";

const FOLDERS = ["core", "extension", "package", "demo", "scripts", "e2e", "bench"];
/** Tests may look anywhere. */
const IS_SOURCE = /^(?!.*\.(?:test|fixture)\.tsx?$).*\.tsx?$/;

function readSources(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(repositoryPath(folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !IS_SOURCE.test(entry.name)) continue;
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(repositoryPath("."), file).split(path.sep).join("/");
      sources.set(name, readFileSync(file, "utf8"));
    }
  }
  return sources;
}

describe("this repository", () => {
  const graph = importGraphOf(readSources());

  test("is read at all", () => {
    expect(graph.get("core/flamegraph/frame-table.ts")).toContain("core/graph/graph.ts");
  });

  test.each(LAYERS)("$name has no import cycle inside", (layer) => {
    const inside = new Map([...graph].filter(([file]) => layerOf(file) === layer));
    expect(findImportCycle(inside)).toBeUndefined();
  });

  test("imports only downwards", () => {
    const objections = [...graph].flatMap(([file, targets]) => targets.map((target) => objectionTo(file, target)));
    expect(objections.filter(Boolean)).toEqual([]);
  });
});

test("ARCHITECTURE.md has the table of layers; UPDATE_GOLDENS=1 writes it", () => {
  const file = repositoryPath("ARCHITECTURE.md");
  const markdown = readFileSync(file, "utf8");
  const table = /^\| row +\| folder[\s\S]*?\n(?=\n)/m;
  const current = markdown.replace(table, `${formatLayerTable()}\n`);
  if (process.env.UPDATE_GOLDENS) writeFileSync(file, current);
  else expect(markdown).toBe(current);
  expect(markdown).toMatch(table);
});

describe("the check itself", () => {
  const graphOf = (sources: Readonly<Record<string, string>>) => importGraphOf(new Map(Object.entries(sources)));

  test("finds a cycle, also through types, re-exports and import()", () => {
    const graph = graphOf({
      "core/a.ts": 'import type { B } from "./x/b.ts";\n',
      "core/x/b.ts": 'export {\n  c,\n} from "../c.ts";\n',
      "core/c.ts": 'const a = await import("./a.ts");\n',
      "core/d.ts": 'import "./a.ts";\n',
    });
    expect(findImportCycle(graph)).toEqual(["core/a.ts", "core/x/b.ts", "core/c.ts", "core/a.ts"]);
  });

  test("takes two ways to one file for no cycle", () => {
    const graph = graphOf({
      "a.ts": 'import "./b.ts";\nimport "./c.ts";\n',
      "b.ts": 'import "./d.ts";\n',
      "c.ts": 'import "./d.ts";\n',
      "d.ts": "",
    });
    expect(findImportCycle(graph)).toBeUndefined();
  });

  test("a chain of 100,000 files costs no stack", () => {
    const chain = Array.from({ length: 100_000 }, (_, i): [string, string[]] => [`${i}`, [`${(i + 1) % 100_000}`]]);
    expect(findImportCycle(new Map(chain))).toHaveLength(100_001);
  });

  test.each([
    ["core/graph/graph.ts", "core/walk/walk.ts"],
    ["core/impls/array.ts", "core/walk/walk.ts"],
    ["core/registry/roots.ts", "core/snapshot/take-snapshot.ts"],
    ["extension/protocol/messages.ts", "core/graph/graph.ts"],
    ["extension/panel/main.tsx", "extension/page/agent.ts"],
    ["extension/panel/main.tsx", "core/walk/walk.ts"],
  ])("%s must not import %s", (from, to) => {
    expect(objectionTo(from, to)).toMatch(/must not import/);
  });

  test.each([
    ["core/walk/walk.ts", "core/graph/graph.ts"],
    ["core/registry/roots.ts", "core/registry/decorators.ts"],
    ["extension/page/agent.ts", "core/snapshot/take-snapshot.ts"],
    ["extension/panel/main.tsx", "extension/panel/worker/frame-api.ts"],
    ["package/browser/find-chromium.ts", "manifest.json"],
  ])("%s may import %s", (from, to) => {
    expect(objectionTo(from, to)).toBeUndefined();
  });
});
