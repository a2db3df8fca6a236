// npm run test:all: what `npm test` leaves out because it takes long. With --after-test the counts on the last line include those of the `npm test` before it.
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { otherChromiums } from "./browser/other-chromiums.ts";
import { repositoryPath } from "./repository-path.ts";
import { countPlaywright, formatCounts, NO_TESTS, TEST_COUNTS_FILE, type TestCounts } from "./test-report.ts";
import { requireChromium, runStages, type Stage } from "./test-stages.ts";

const BUILD: Stage = { name: "build", command: ["node_modules/tsx/dist/cli.mjs", "scripts/build.ts"] };

/** The sizes must hold on every Chromium that the manifest allows; `npm test` calibrates on the one it finds. */
function calibrationStages(): readonly Stage[] {
  const { chromiums, note } = otherChromiums();
  if (note !== "") console.log(note);
  return chromiums.map(({ version, executable }) => ({
    name: `calibration on Chromium ${version}`,
    command: [
      "node_modules/playwright/cli.js",
      "test",
      "--config",
      "e2e/playwright.config.ts",
      "e2e/calibration.spec.ts",
    ],
    environment: { CHROME_PATH: executable },
    report: { file: "artifacts/e2e.json", count: countPlaywright },
  }));
}

/** An `npm test` that ended before it wrote its counts has failed. */
function countsOfTest(): TestCounts {
  const file = repositoryPath(TEST_COUNTS_FILE);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { ...NO_TESTS, failed: 1 };
}

const { values } = parseArgs({ options: { "after-test": { type: "boolean", default: false } } });
const before = values["after-test"] ? countsOfTest() : NO_TESTS;
const chromium = requireChromium();
const stages = chromium.failed > 0 ? [] : [BUILD, ...calibrationStages()];
const total = runStages(stages, { ...before, failed: before.failed + chromium.failed });
if (total.failed > 0) process.exitCode = 1;
console.log(`\n${formatCounts(total)}`);
