// npm test: types, lint, unit tests, build, end-to-end tests. Every stage runs, so that the sum on the last line is of all tests.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { repositoryPath } from "./repository-path.ts";
import { countPlaywright, countVitest, formatCounts, TEST_COUNTS_FILE } from "./test-report.ts";
import { requireChromium, runStages, type Stage } from "./test-stages.ts";

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

rmSync(repositoryPath(TEST_COUNTS_FILE), { force: true });
const total = runStages(STAGES, requireChromium());
if (total.failed > 0) process.exitCode = 1;
mkdirSync(repositoryPath("artifacts"), { recursive: true });
writeFileSync(repositoryPath(TEST_COUNTS_FILE), JSON.stringify(total));
console.log(`\n${formatCounts(total)}`);
