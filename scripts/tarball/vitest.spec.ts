import { expect, inject, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { runIn } from "./run-in.ts";
import { installSample } from "./sample.ts";

/** How often the sample is run: more by hand, such as `REPEATS=50`. */
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

const folder = installSample("vitest", inject("app"), ["vitest", "happy-dom"]);

function runSample(): ReadonlyMap<string, Result> {
  const cli = repositoryPath("node_modules/vitest/vitest.mjs");
  const { stdout, stderr } = runIn(folder, process.execPath, [cli, "run", "--reporter=json"]);
  const start = stdout.indexOf("{");
  if (start === -1) throw new Error(`The sample did not run:\n${stdout}${stderr}`);
  const { testResults } = JSON.parse(stdout.slice(start)) as Report;
  return new Map(testResults.flatMap(({ assertionResults }) => assertionResults.map((one) => [one.title, one])));
}

/** The first line of the failure, and where it grew; "passed" for none. */
const VERDICTS = [
  ["the store stays within its budget", "passed"],
  ["searching leaks nothing but its log", "passed"],
  ["opening a dialog leaks nothing", "store › Object › dialogs: Map\n  1 → 2 → 3 → 4 → 5 → 6 objects, own +"],
  ["a toast that is hidden leaks nothing", "passed"],
  ["a toast that is dismissed leaks nothing", "toasts › Toasts › shown: Array\n  1 → 2 → 3 → 4 → 5 → 6 objects, own +"],
] as const;

test(`in Node and with happy-dom, each of ${REPEATS} runs of the sample has the same verdicts`, () => {
  for (let run = 0; run < REPEATS; run++) {
    const results = runSample();
    expect([...results.keys()].toSorted()).toEqual(VERDICTS.map(([title]) => title).toSorted());
    for (const [title, verdict] of VERDICTS) {
      const result = results.get(title);
      if (verdict === "passed") expect(result).toMatchObject({ title, status: "passed", failureMessages: [] });
      else expect(result?.failureMessages.join("\n")).toContain(`1 place grew in each of 5 rounds:\n\n${verdict}`);
    }
  }
});
