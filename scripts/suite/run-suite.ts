import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findOrInstallChromium } from "../browser/install-chromium.ts";
import { repositoryPath } from "../repository-path.ts";
import { readReport } from "./report.ts";
import type { Stage } from "./stage.ts";
import { addCounts, formatCounts, NO_TESTS, type TestCounts, withStageOutcome } from "./test-counts.ts";

/**
 * Runs every stage, also after one that failed, and adds their tests to `before`, so that the last line is the sum of all tests. Writes the
 * sum to `resultFile`, too, for `scripts/sum-tests.ts`.
 */
export function runSuite(stages: readonly Stage[], before: TestCounts, resultFile: string): void {
  const result = repositoryPath(resultFile);
  rmSync(result, { force: true });
  const total = stages.map(runStage).reduce(addCounts, before);
  if (total.failed > 0) process.exitCode = 1;
  mkdirSync(path.dirname(result), { recursive: true });
  writeFileSync(result, JSON.stringify(total));
  console.log(`\n${formatCounts(total)}`);
}

/** Exported for its test: `runSuite` would run the real stages. */
export function runStage({ name, command, environment, report }: Stage): TestCounts {
  console.log(`\n── ${name}`);
  if (report) rmSync(repositoryPath(report.file), { force: true });
  const startedAt = performance.now();
  const run = spawnSync(process.execPath, command, {
    cwd: repositoryPath("."),
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  const outcome = run.status === 0 ? "passed" : "failed";
  console.log(`── ${name} ${outcome} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return withStageOutcome(report ? readReport(report) : NO_TESTS, outcome);
}

/** Before all stages, because it may take long and can fail on a machine that cannot install anything. */
export function requireChromium(): TestCounts {
  try {
    console.log(`Chromium: ${findOrInstallChromium()}`);
    return NO_TESTS;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...NO_TESTS, failed: 1 };
  }
}
