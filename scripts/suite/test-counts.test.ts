import { expect, test } from "vitest";
import {
  addCounts,
  countPlaywright,
  countSuite,
  countVitest,
  formatCounts,
  NO_TESTS,
  withStageOutcome,
} from "./test-counts.ts";

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

test("two suites are summed by what each of them wrote", () => {
  const written = JSON.stringify(countVitest(VITEST));
  expect(addCounts(countSuite(written), countSuite(written))).toEqual({ passed: 10, failed: 2, skipped: 6 });
  expect(() => countSuite("{}")).toThrow("It is not a sum of tests: {}");
});
