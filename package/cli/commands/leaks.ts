import { areRounds, MAX_ROUNDS, NO_LEAK_CHECK } from "../../../extension/panel/store/leak-check-state.ts";
import { writeAnswer } from "../../answers/answer.ts";
import { leaksAnswerOf, sheetOfLeaks } from "../../answers/leaks.ts";
import { openTab } from "../../browser/measured-tab.ts";
import { checkForLeaks } from "../../leaks/leak-check.ts";
import { readSteps } from "../../leaks/read-steps.ts";
import { graphBytesOf } from "../../page/graph-of-snapshot.ts";
import { MeasuredPage, type PageSnapshot, type PageSnapshotOptions } from "../../page/measured-page.ts";
import { sessionOf } from "../../page/playwright-session.ts";
import { ANSWER_OPTIONS, chosenFormOf } from "../answer-options.ts";
import { defineCommand } from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { pageUrlOf, TARGET_OPTIONS } from "../target-options.ts";
import { writeWithFolders } from "../write-with-folders.ts";

export const command = defineCommand({
  operands: ["[URL]"],
  details: `Takes a snapshot of the page, then does the steps and takes another in each round. A leak is what grew in every round.

FILE is a module that exports \`action\`, and if need be \`setup\` (once, before the first snapshot) and \`back\` (undoes the
action in each round); each takes a page of Playwright. Or it is a recording of DevTools' Recorder (JSON) that undoes
what it does: what stands after its first setViewport and navigate is a round.`,
  options: {
    steps: { kind: "value", of: "FILE", about: "what a round does: a module or a recording" },
    rounds: {
      kind: "value",
      of: "N",
      about: `${NO_LEAK_CHECK.rounds} by default. One round cannot show what grows each time`,
    },
    out: {
      kind: "value",
      of: "FILE",
      short: "o",
      about: "also write the snapshot after the last round, a .allocative file, for who and top",
    },
    ...TARGET_OPTIONS,
    ...ANSWER_OPTIONS,
  },
  examples: [
    {
      line: "leaks http://127.0.0.1:8080/ --steps open-dialog.mjs",
      about: "exits with 1 if something grew in every round",
    },
    { line: "leaks http://127.0.0.1:8080/ --steps recording.json --rounds 5 --json", about: "for a script" },
  ],
  async run({ operands: [operand], options }, terminal) {
    const browserUrl = options["browser-url"];
    const url = pageUrlOf(operand, browserUrl);
    if (options.steps === undefined) throw new UsageError("--steps FILE is missing: what should a round do?");
    const rounds = roundsOf(options.rounds);
    const out = snapshotFileOf(options.out);
    const form = chosenFormOf(options);
    const steps = await readSteps(options.steps);
    const tab = await openTab({
      ...(url !== undefined && { url }),
      ...(browserUrl !== undefined && { browserUrl }),
      onProgress: (step) => terminal.report(step),
    });
    try {
      const { page, session } = tab;
      const measured = new MeasuredPage(sessionOf(session));
      let last: PageSnapshot | undefined;
      const takeSnapshot = async (wanted: PageSnapshotOptions): Promise<PageSnapshot> => {
        last = await measured.takeSnapshot(wanted);
        return last;
      };
      const onProgress = (step: string): void => terminal.report(step);
      const check = await checkForLeaks({ page, measured: { takeSnapshot }, steps, rounds, onProgress });
      if (out !== undefined && last !== undefined) writeWithFolders(out, graphBytesOf(last));
      const answer = leaksAnswerOf(check, url ?? page.url());
      terminal.write(writeAnswer(answer, { ...form, toSheet: sheetOfLeaks }));
      return answer.hasLeak ? "verdict" : "done";
    } finally {
      await tab.close();
    }
  },
});

/** @throws UsageError */
function snapshotFileOf(file: string | undefined): string | undefined {
  if (file === undefined || file.endsWith(".allocative")) return file;
  throw new UsageError(`--out is "${file}"; the name of a snapshot ends in .allocative.`);
}

function roundsOf(text: string | undefined): number {
  if (text === undefined) return NO_LEAK_CHECK.rounds;
  const rounds = Number(text);
  if (!/^\d+$/.test(text) || !areRounds(rounds)) {
    throw new UsageError(`--rounds is "${text}"; it takes a whole number from 1 to ${MAX_ROUNDS}.`);
  }
  return rounds;
}
