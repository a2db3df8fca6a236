import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, test } from "vitest";
import { findChromium } from "../../package/browser/find-chromium.ts";
import { repositoryPath } from "../repository-path.ts";
import { runIn } from "./run-in.ts";
import { installSample } from "./sample.ts";

/** How often a sample is run: more by hand, such as `REPEATS=50`. */
const REPEATS = Number(process.env.REPEATS ?? 3);

/** As much of Vitest's report in JSON as is read here. */
interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly Result[] }[];
}

interface Result {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

function runSample(folder: string): ReadonlyMap<string, Result> {
  const cli = repositoryPath("node_modules/vitest/vitest.mjs");
  const { stdout, stderr } = runIn(folder, process.execPath, [cli, "run", "--reporter=json"]);
  const start = stdout.indexOf("{");
  if (start === -1) throw new Error(`The sample did not run:\n${stdout}${stderr}`);
  const { testResults } = JSON.parse(stdout.slice(start)) as Report;
  return new Map(testResults.flatMap(({ assertionResults }) => assertionResults.map((one) => [one.title, one])));
}

/** "passed", or how the growth begins that the failure shows. */
type Verdicts = readonly (readonly [title: string, verdict: string])[];

const IN_NODE: Verdicts = [
  ["the store stays within its budget", "passed"],
  ["searching leaks nothing but its log", "passed"],
  [
    "opening a dialog leaks nothing",
    "grew in each of 5 rounds:\n\nstore › Object › dialogs: Map\n  1 → 2 → 3 → 4 → 5 → 6 objects, own +",
  ],
  ["a toast that is hidden leaks nothing", "passed"],
  [
    "a toast that is dismissed leaks nothing",
    "grew in each of 5 rounds:\n\ntoasts › Toasts › shown: Array\n  1 → 2 → 3 → 4 → 5 → 6 objects, own +",
  ],
  ["looking at a page leaks nothing", "passed"],
  [
    "visiting a page leaks nothing",
    "grew in each of 3 rounds:\n\nClosures › src/visits.ts › seen: Array\n  1 → 2 → 3 → 4 objects, own +",
  ],
];

/** Where no debugger is, the plug-in for bundlers says what the modules keep. */
const IN_THREADS: Verdicts = IN_NODE.map(([title, verdict]) => [title, verdict.replace("Closures ›", "Modules ›")]);

/** Those of the sample for Playwright: the page is measured as it is there. */
const IN_BROWSER: Verdicts = [
  ["the list of users stays within its budget", "passed"],
  ["searching leaks nothing but its log", "passed"],
  [
    "opening a dialog leaks nothing",
    "grew in each of 3 rounds:\n\nListeners › window › resize › () => dialog.rows.sort(): Function\n  1 → 2 → 3 → 4 objects, own +",
  ],
];

const app = inject("app");
process.env.CHROME_PATH ??= findChromium();

const RUNS = Array.from({ length: REPEATS }, (_, index) => index + 1);

/** The sample in threads, with the plug-in. */
function installDerived(): string {
  const folder = installSample("vitest", app, ["vitest", "happy-dom"]);
  const file = path.join(folder, "vitest.config.ts");
  const config = readFileSync(file, "utf8").replace(
    "test: {",
    'plugins: [allocative()],\n  test: {\n    pool: "threads",',
  );
  writeFileSync(file, `import allocative from "allocative/vite";\n${config}`);
  return folder;
}

describe.each([
  ["in Node and with happy-dom", installSample("vitest", app, ["vitest", "happy-dom"]), IN_NODE],
  ["in threads, with the plug-in for bundlers", installDerived(), IN_THREADS],
  [
    "in a browser",
    installSample("vitest-browser", app, ["vitest", "@vitest/browser-playwright", "playwright"]),
    IN_BROWSER,
  ],
])("%s", (_where, folder, verdicts) => {
  /* Each is a test of its own: the time that it may take does not depend on their number. */
  test.each(RUNS)(`run %i of ${REPEATS} of the sample has the same verdicts, and attaches what grew`, () => {
    const results = runSample(folder);
    expect([...results.keys()].toSorted()).toEqual(verdicts.map(([title]) => title).toSorted());
    for (const [title, verdict] of verdicts) {
      const result = results.get(title);
      if (verdict === "passed") expect(result).toMatchObject({ title, status: "passed", failureMessages: [] });
      else requireFailure(folder, result?.failureMessages.join("\n") ?? "", `1 place ${verdict}`);
    }
  });
});

function requireFailure(folder: string, text: string, verdict: string): void {
  expect(text).toContain(verdict);
  const attached = /\n\nAttached: (.+)\n {2}(.+)\n/.exec(text) ?? [];
  expect(attached[1]).toBe("memory.txt, memory.folded, memory.svg, memory.allocative");
  expect(path.dirname(attached[2] ?? "")).toBe(path.join(folder, ".vitest-attachments"));
  expect(readFileSync(attached[2] ?? "").length).toBeGreaterThan(100);
}
