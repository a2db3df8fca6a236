import type { Report } from "./report.ts";
import { countPlaywright, countVitest } from "./test-counts.ts";

/** A program of a suite: a runner of tests, or a check that passes or fails. */
export interface Stage {
  readonly name: string;
  /** Arguments of Node: a program, by its path in the repository, and its own arguments. */
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The file in which a runner reports its tests. A check has none. */
  readonly report?: Report;
}

export const BUILD: Stage = { name: "build", command: ["node_modules/tsx/dist/cli.mjs", "scripts/build.ts"] };

interface RunnerStage {
  readonly name: string;
  /** What the runner gets beside the arguments that each run has. */
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Path of the report in the repository; each stage has its own. */
  readonly report: string;
}

interface PlaywrightStage extends RunnerStage {
  /** Path of the configuration in the repository. */
  readonly config?: string;
}

export function vitestStage({ name, args = [], environment = {}, report }: RunnerStage): Stage {
  return {
    name,
    command: [
      "node_modules/vitest/vitest.mjs",
      ...args,
      "--run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    environment,
    report: { file: report, count: countVitest },
  };
}

export function playwrightStage({
  name,
  config = "e2e/playwright.config.ts",
  args = [],
  environment = {},
  report,
}: PlaywrightStage): Stage {
  return {
    name,
    command: ["node_modules/playwright/cli.js", "test", "--config", config, ...args],
    environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report: { file: report, count: countPlaywright },
  };
}
