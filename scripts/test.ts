// npm test: types, lint, unit tests, build, end-to-end tests. Every stage runs, so that the sum on the last line is of all tests.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { findChromium } from "./browser/find-chromium.ts";
import { repositoryPath } from "./repository-path.ts";
import {
  addCounts,
  countPlaywright,
  countVitest,
  formatCounts,
  NO_TESTS,
  type TestCounts,
  withStageOutcome,
} from "./test-report.ts";

interface Stage {
  readonly name: string;
  /** Command line of a Node program, relative to the repository. */
  readonly command: readonly string[];
  /** Where it reports its tests; stages without are a check that passes or fails. */
  readonly report?: { readonly file: string; readonly count: (json: string) => TestCounts };
}

const STAGES: readonly Stage[] = [
  { name: "types", command: ["node_modules/typescript/bin/tsc", "--build"] },
  { name: "lint", command: ["node_modules/@biomejs/biome/bin/biome", "check", "."] },
  {
    name: "unit tests",
    command: [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      "--outputFile.json=artifacts/unit.json",
    ],
    report: { file: "artifacts/unit.json", count: countVitest },
  },
  { name: "build", command: ["node_modules/tsx/dist/cli.mjs", "scripts/build.ts"] },
  {
    name: "unit tests of the built package",
    command: [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--config=vitest.built.config.ts",
      "--reporter=default",
      "--reporter=json",
      "--outputFile.json=artifacts/unit-built.json",
    ],
    report: { file: "artifacts/unit-built.json", count: countVitest },
  },
  {
    name: "end-to-end tests",
    command: ["node_modules/playwright/cli.js", "test", "--config", "e2e/playwright.config.ts"],
    report: { file: "artifacts/e2e.json", count: countPlaywright },
  },
];

function runStage({ name, command, report }: Stage): TestCounts {
  console.log(`\n── ${name}`);
  if (report) rmSync(repositoryPath(report.file), { force: true });
  const startedAt = performance.now();
  const run = spawnSync(process.execPath, command, { cwd: repositoryPath("."), stdio: "inherit" });
  const outcome = run.status === 0 ? "passed" : "failed";
  console.log(`── ${name} ${outcome} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return withStageOutcome(report ? readReport(report) : NO_TESTS, outcome);
}

function readReport({ file, count }: NonNullable<Stage["report"]>): TestCounts {
  try {
    return count(readFileSync(repositoryPath(file), "utf8"));
  } catch (error) {
    console.error(`${file} tells no results: ${error instanceof Error ? error.message : error}`);
    return { ...NO_TESTS, failed: 1 };
  }
}

/** Before all else, because it may take long and can stop on a machine that cannot install anything. */
function requireChromium(): TestCounts {
  try {
    console.log(`Chromium: ${findChromium()}`);
    return NO_TESTS;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...NO_TESTS, failed: 1 };
  }
}

let total = requireChromium();
for (const stage of STAGES) total = addCounts(total, runStage(stage));
if (total.failed > 0) process.exitCode = 1;
console.log(`\n${formatCounts(total)}`);
