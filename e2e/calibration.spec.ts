import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "playwright/test";
import {
  type AccuracyRow,
  accuracyPartOf,
  namesOf,
  stablePartOf,
  withAccuracyPart,
  writeAccuracyTable,
} from "../scripts/docs/accuracy-table.ts";
import { repositoryPath } from "../scripts/repository-path.ts";

const ENGINES = ["Chromium", "Node"] as const;
const PAGE = repositoryPath("docs/accuracy.md");

test("sizes hold against V8's heap snapshot, in Chromium and in Node", { tag: "@slow" }, () => {
  const run = spawnSync(process.execPath, ["--import", "tsx", "bench/run.ts", "calibration", "--json"], {
    cwd: repositoryPath("."),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  expect(run.status, run.stderr).toBe(0);
  const figures = (JSON.parse(run.stdout) as { calibration: { name: string; value: number }[] }).calibration;
  const figureOf = (name: string) => figures.find((figure) => figure.name === name)!.value;
  for (const engine of ENGINES) {
    expect(figureOf(`${engine}: structures out of bounds`), run.stderr).toBe(0);
    const names = figures.flatMap(({ name }) => new RegExp(`^${engine}: (.*): size$`).exec(name)?.[1] ?? []);
    const rows = names.map(
      (name): AccuracyRow => ({
        name,
        truth: figureOf(`${engine}: ${name}: heap snapshot`),
        size: figureOf(`${engine}: ${name}: size`),
        maxSize: figureOf(`${engine}: ${name}: maxSize`),
      }),
    );
    expectOnPage(engine, figureOf(`${engine}: version`), writeAccuracyTable(rows));
  }
});

/** docs/accuracy.md has the table, of this version of the engine or of another one; UPDATE_GOLDENS=1 writes it, and `npm run format` aligns it. */
function expectOnPage(engine: string, version: number, table: string): void {
  const page = readFileSync(PAGE, "utf8");
  if (process.env.UPDATE_GOLDENS) {
    writeFileSync(PAGE, withAccuracyPart(page, engine, version, table));
    return;
  }
  const { version: onPage, part } = accuracyPartOf(page, engine);
  expect(namesOf(part)).toEqual(namesOf(table));
  if (version === onPage) expect(stablePartOf(part)).toEqual(stablePartOf(table));
}
