import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, inject, test } from "vitest";
import { findChromium } from "../../package/browser/find-chromium.ts";
import { repositoryPath } from "../repository-path.ts";
import { runIn } from "./run-in.ts";
import { installSample } from "./sample.ts";

/** How often each test of the sample is run: more by hand, such as `REPEATS=50`. */
const REPEATS = Number(process.env.REPEATS ?? 3);

const folder = installSample("playwright", inject("app"), ["@playwright/test"]);

/** As much of Playwright's report in JSON as is read here. */
interface Report {
  readonly suites: readonly { readonly specs: readonly Spec[] }[];
}

interface Spec {
  readonly title: string;
  readonly tests: readonly { readonly results: readonly Result[] }[];
}

interface Result {
  readonly status: string;
  readonly errors: readonly { readonly message: string }[];
  readonly attachments: readonly { readonly name: string; readonly path?: string }[];
}

const byTitle = (() => {
  process.env.CHROME_PATH ??= findChromium();
  const cli = repositoryPath("node_modules/@playwright/test/cli.js");
  const args = ["test", "--workers=1", "--reporter=json", `--repeat-each=${REPEATS}`];
  const { stdout, stderr } = runIn(folder, process.execPath, [cli, ...args]);
  if (!stdout.startsWith("{")) throw new Error(`The sample did not run:\n${stdout}${stderr}`);
  const results = new Map<string, Result[]>();
  for (const { specs } of (JSON.parse(stdout) as Report).suites) {
    for (const { title, tests } of specs) {
      results.set(title, [...(results.get(title) ?? []), ...tests.flatMap((one) => one.results)]);
    }
  }
  return results;
})();

test.each(["the store stays within its budget", "searching leaks nothing but its log"])(
  `"%s" passes in each of ${REPEATS} repeats`,
  (title) => {
    const results = byTitle.get(title) ?? [];
    expect(results.flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual([]);
    expect(results.map(({ status }) => status)).toEqual(Array(REPEATS).fill("passed"));
  },
);

test(`"opening a dialog leaks nothing" fails in each of ${REPEATS} repeats, with what grew`, () => {
  const results = byTitle.get("opening a dialog leaks nothing") ?? [];
  expect(results.map(({ status }) => status)).toEqual(Array(REPEATS).fill("failed"));
  for (const { errors, attachments } of results) {
    expect(errors[0].message).toContain(`1 place grew in each of 3 rounds:

Listeners › window › resize › () => dialog.rows.sort(): Function
  1 → 2 → 3 → 4 objects, own +`);
    expect(errors[0].message).toContain("3 more listeners of resize on window: one a round.");
    const content = (name: string): string =>
      readFileSync(attachments.find((one) => one.name === name)?.path ?? "", "latin1");
    expect(errors[0].message).toContain(content("memory.txt").split("\n")[0]);
    expect(content("memory.folded")).toMatch(/^Listeners;window;resize;.* \d+$/m);
    expect(content("memory.svg")).toMatch(/^<svg/);
    expect(path.extname(attachments.find(({ name }) => name === "memory.allocative")?.path ?? "")).toBe(".allocative");
  }
});
