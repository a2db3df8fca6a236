import { readFileSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { NO_TESTS, type TestCounts } from "./test-counts.ts";

/** A file in which a program counts its tests. */
export interface Report {
  /** Path in the repository. */
  readonly file: string;
  readonly count: (json: string) => TestCounts;
}

/** A report that is missing or cannot be read counts as one failed test, because its tests may not have run. */
export function readReport({ file, count }: Report): TestCounts {
  try {
    return count(readFileSync(repositoryPath(file), "utf8"));
  } catch (error) {
    console.error(`${file} has no results: ${error instanceof Error ? error.message : error}`);
    return { ...NO_TESTS, failed: 1 };
  }
}
