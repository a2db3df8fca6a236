export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0 };

/** What Vitest's JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/** What Playwright's JSON reporter writes, as far as it is read here. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

export function countVitest(json: string): TestCounts {
  const report: VitestReport = JSON.parse(json);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A flaky test is a failed one: it cannot be relied on. */
export function countPlaywright(json: string): TestCounts {
  const { stats }: PlaywrightReport = JSON.parse(json);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** What a suite (`run-suite.ts`) writes is the counts themselves. */
export function countSuite(json: string): TestCounts {
  const { passed, failed, skipped }: TestCounts = JSON.parse(json);
  if (![passed, failed, skipped].every(Number.isSafeInteger)) throw new Error(`It is not a sum of tests: ${json}`);
  return { passed, failed, skipped };
}

/** A stage that failed without a failed test (it crashed, or runs no tests) counts as one. */
export function withStageOutcome(counts: TestCounts, outcome: "passed" | "failed"): TestCounts {
  if (outcome === "passed" || counts.failed > 0) return counts;
  return { ...counts, failed: 1 };
}

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The last line of `npm test`, of `npm run test:all` and of `.ci/run`; programs read it. */
export function formatCounts({ passed, failed, skipped }: TestCounts): string {
  return `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}
