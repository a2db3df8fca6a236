import { expect, test } from "vitest";
import { addCounts, countPlaywright, countVitest, formatCounts, NO_TESTS, withStageOutcome } from "./test-report.ts";

const VITEST = '{"numPassedTests":5,"numFailedTests":1,"numPendingTests":2,"numTodoTests":1,"testResults":[]}';
const PLAYWRIGHT = '{"stats":{"expected":7,"unexpected":0,"flaky":1,"skipped":4}}';

test("the last line sums all runners", () => {
  expect(formatCounts(addCounts(countVitest(VITEST), countPlaywright(PLAYWRIGHT)))).toBe(
    "tests: 12 passed, 2 failed, 7 skipped",
  );
});

test("a stage that fails without a failed test counts as one failure", () => {
  expect(withStageOutcome(NO_TESTS, "failed")).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(withStageOutcome(countVitest(VITEST), "failed").failed).toBe(1);
  expect(withStageOutcome(NO_TESTS, "passed")).toEqual(NO_TESTS);
});
