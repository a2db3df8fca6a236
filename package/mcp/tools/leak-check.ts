import type { CDPSession, Page } from "playwright";
import * as z from "zod";
import { readableName } from "../../../extension/panel/frames/box.ts";
import { compileRound } from "../../../extension/panel/services/round-code.ts";
import { MAX_ROUNDS, NO_LEAK_CHECK } from "../../../extension/panel/store/leak-check-state.ts";
import { type LeaksAnswer, leaksAnswerOf, sheetOfLeaks } from "../../answers/leaks.ts";
import { linesOfValues, type ReadablePage, readablePageOf, readValuesOf } from "../../answers/values.ts";
import { DeadlineError, STEP_DEADLINE_MS, within } from "../../browser/deadline.ts";
import { ExpectedError } from "../../cli/expected-error.ts";
import { walkReporter } from "../../cli/target-options.ts";
import type { OpenSnapshot, SnapshotFiles } from "../../files/snapshot-files.ts";
import { checkForLeaks } from "../../leaks/leak-check.ts";
import { graphBytesOf } from "../../page/graph-of-snapshot.ts";
import { MeasuredPage, type MeasuredPageSnapshot } from "../../page/measured-page.ts";
import { sessionOf } from "../../page/playwright-session.ts";
import { findFrame } from "../../paths/find-frame.ts";
import { parseFramePath } from "../../paths/frame-path.ts";
import { textAnswer } from "../text-answer.ts";
import { defineTool } from "../tool.ts";

export const tool = defineTool({
  name: "leak_check",
  description:
    "Repeats an action in a page and names what grew in every round; the first row is the likely cause. The action should undo itself: open and close. Writes the last snapshot for who_holds.",
  reads: "page",
  input: z.strictObject({
    url: z.string().optional().describe("default: the only page of the running browser"),
    action: z.string().describe('JavaScript, awaited: document.querySelector("#open").click()'),
    rounds: z.number().int().min(1).max(MAX_ROUNDS).default(NO_LEAK_CHECK.rounds),
  }),
  async run({ url, action, rounds }, workspace, call) {
    const { signal } = call;
    return await workspace.usePage(url, call, async ({ page, session }) => {
      const measured = new MeasuredPage(sessionOf(session));
      const code = await codeOf(action, page);
      let last: MeasuredPageSnapshot | undefined;
      let step = "";
      let loads = 0;
      page.on("domcontentloaded", () => loads++);
      const onProgress = (next: string): void => {
        step = next;
        call.onProgress(next);
      };
      const check = await checkForLeaks({
        page,
        measured: {
          async takeSnapshot(options) {
            const report = walkReporter({ report: call.onProgress }, step.replace(/ …$/, ""));
            last = await measured.takeSnapshot({
              ...options,
              findsAgain: workspace.values,
              signal,
              onProgress: report,
            });
            return last;
          },
        },
        steps: {
          setup: async () => {},
          action: async () => await act(page, session, code, signal),
          back: async () => {},
        },
        rounds,
        onProgress,
      });
      if (last === undefined) throw new Error("no snapshot was taken");
      const bytes = graphBytesOf(last);
      const file = workspace.save(undefined, bytes);
      const answer = leaksAnswerOf(check, readableName(page.url()));
      const live = readablePageOf(measured, last);
      const loaded = loads === 0 ? "" : ` ${loadedSentenceOf(loads)}`;
      return textAnswer(answer, sheetOfLeaks, {
        lead: `The last snapshot is written to ${file}.${loaded}`,
        values: workspace.values
          ? await workspace.useTaken(file, bytes, (one) => valuesOf(answer, workspace.files, one, live))
          : [],
        next:
          answer.rows.length === 0
            ? "leak_check with another action or more rounds; or snapshot before and after, and diff."
            : `who_holds with file "${file}" and the path of the first row; or fix it, and repeat leak_check.`,
      });
    });
  },
});

function loadedSentenceOf(loads: number): string {
  return `The page was loaded anew ${loads === 1 ? "once" : `${loads} times`} during the rounds, which lets go of all that it held: take an action that stays in its document.`;
}

/** Rows whose values are read, and values of each. */
const MOST_PLACES = 2;
const MOST_VALUES = 3;

/** What came last at the places that grew. */
async function valuesOf(
  { rows }: LeaksAnswer,
  files: SnapshotFiles,
  snapshot: OpenSnapshot,
  page: ReadablePage,
): Promise<readonly string[]> {
  const { frames } = snapshot.derived;
  const lines: string[] = [];
  for (const { foldedPath } of rows.slice(0, MOST_PLACES)) {
    const path = parseFramePath(foldedPath);
    const found = path === undefined ? undefined : findFrame(frames, path.steps);
    /* The comparison may have put what is small together in another way. */
    if (found?.kind !== "found") continue;
    const options = { order: "last", count: MOST_VALUES } as const;
    lines.push(...linesOfValues(await readValuesOf(files, snapshot, found.frame, page, options)));
  }
  return lines;
}

/** Longest wait for a sign of life of a page that may be in an endless loop. */
const ALIVE_MS = 2_000;

/** Runs the action. One that does not end, or is taken back, is stopped: an endless loop would hold up the page of a running browser for good. */
async function act(page: Page, session: CDPSession, code: string, signal: AbortSignal): Promise<void> {
  let isStopped: Promise<void> | undefined;
  const stop = (): void => {
    isStopped ??= stopLoop(session);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    /* What it gives is left in the page. */
    await within("end of the action", page.evaluate(`(async () => { await (${code})(); })()`), STEP_DEADLINE_MS);
  } catch (error) {
    if (error instanceof DeadlineError) stop();
    await isStopped;
    const [words] = (error instanceof Error ? error.message : String(error)).split("\n", 1);
    /* The action loaded another document. */
    if (/context was destroyed/.test(words)) return;
    throw new Error(readableName(words.replace(/^page\.evaluate: /, "")));
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Ends the script that runs in the page, if it is one without an end: where none runs, the next one would be ended. */
async function stopLoop(session: CDPSession): Promise<void> {
  try {
    await within("answer of the page", session.send("Runtime.evaluate", { expression: "0" }), ALIVE_MS);
  } catch {
    /* Of a page that is gone, too. */
    await session.send("Runtime.terminateExecution").catch(() => {});
  }
}

/** The action as a function. @throws ExpectedError where the page does not compile it */
async function codeOf(action: string, page: Page): Promise<string> {
  const { code, refusal } = await compileRound(action, (tried) =>
    page.evaluate(`void (${tried})`).then(
      () => "",
      (error) => String(error instanceof Error ? error.message : error),
    ),
  );
  if (refusal !== "") throw new ExpectedError(`action does not compile, so nothing was run: ${refusal}`);
  return code;
}
