import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { findChromium } from "./browser/find-chromium.ts";
import { repositoryPath } from "./repository-path.ts";
import { addCounts, NO_TESTS, type TestCounts, withStageOutcome } from "./test-report.ts";

export interface Stage {
  readonly name: string;
  /** Command line of a Node program, relative to the repository. */
  readonly command: readonly string[];
  /** Variables beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The file in which it reports its tests; a stage without one is a check that passes or fails. */
  readonly report?: { readonly file: string; readonly count: (json: string) => TestCounts };
}

/** Runs every stage, whatever the others come to, and adds their tests to `before`. */
export function runStages(stages: readonly Stage[], before: TestCounts): TestCounts {
  let total = before;
  for (const stage of stages) total = addCounts(total, runStage(stage));
  return total;
}

function runStage({ name, command, environment, report }: Stage): TestCounts {
  console.log(`\n── ${name}`);
  if (report) rmSync(repositoryPath(report.file), { force: true });
  const startedAt = performance.now();
  const env = { ...process.env, ...environment };
  const run = spawnSync(process.execPath, command, { cwd: repositoryPath("."), stdio: "inherit", env });
  const outcome = run.status === 0 ? "passed" : "failed";
  console.log(`── ${name} ${outcome} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return withStageOutcome(report ? readReport(report) : NO_TESTS, outcome);
}

function readReport({ file, count }: NonNullable<Stage["report"]>): TestCounts {
  try {
    return count(readFileSync(repositoryPath(file), "utf8"));
  } catch (error) {
    console.error(`${file} holds no results: ${error instanceof Error ? error.message : error}`);
    return { ...NO_TESTS, failed: 1 };
  }
}

/** Before all else, because it may take long and can stop on a machine that cannot install anything. */
export function requireChromium(): TestCounts {
  try {
    console.log(`Chromium: ${findChromium()}`);
    return NO_TESTS;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...NO_TESTS, failed: 1 };
  }
}
