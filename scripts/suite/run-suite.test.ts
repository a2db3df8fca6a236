import { mkdirSync, rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { runStage } from "./run-suite.ts";
import { countVitest } from "./test-counts.ts";

const FOLDER = "artifacts/run-suite-test";
const REPORT = { file: `${FOLDER}/report.json`, count: countVitest };
const WRITE_REPORT = `require("node:fs").writeFileSync(${JSON.stringify(REPORT.file)},
  '{"numPassedTests":5,"numFailedTests":0,"numPendingTests":1,"numTodoTests":0}');`;

beforeAll(() => void mkdirSync(repositoryPath(FOLDER), { recursive: true }));
afterAll(() => rmSync(repositoryPath(FOLDER), { recursive: true }));

test("a check counts only where it fails, as one failed test", () => {
  expect(runStage({ name: "a check", command: ["-e", ""] })).toEqual({ passed: 0, failed: 0, skipped: 0 });
  expect(runStage({ name: "a check", command: ["-e", "process.exit(3)"] }).failed).toBe(1);
});

test("a runner's tests are those of its report", () => {
  const stage = { name: "tests", command: ["-e", WRITE_REPORT], report: REPORT };
  expect(runStage(stage)).toEqual({ passed: 5, failed: 0, skipped: 1 });
  expect(runStage({ ...stage, command: ["-e", `${WRITE_REPORT} process.exit(1)`] }).failed).toBe(1);
});

test("a runner that writes no report counts as a failed test: an earlier report is not read", () => {
  runStage({ name: "tests", command: ["-e", WRITE_REPORT], report: REPORT });
  expect(runStage({ name: "tests", command: ["-e", ""], report: REPORT })).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
  });
});

test("a stage sets variables of the environment for its program alone", () => {
  const command = ["-e", `if (process.env.RUN_SUITE_TEST !== "1") process.exit(1)`];
  expect(runStage({ name: "a check", command, environment: { RUN_SUITE_TEST: "1" } }).failed).toBe(0);
  expect(runStage({ name: "a check", command }).failed).toBe(1);
});
