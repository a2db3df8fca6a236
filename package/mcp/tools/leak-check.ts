import type { Page } from "playwright";
import * as z from "zod";
import { compileRound } from "../../../extension/panel/services/round-code.ts";
import { MAX_ROUNDS, NO_LEAK_CHECK } from "../../../extension/panel/store/leak-check-state.ts";
import { leaksAnswerOf, sheetOfLeaks } from "../../answers/leaks.ts";
import { ExpectedError } from "../../cli/expected-error.ts";
import { checkForLeaks } from "../../leaks/leak-check.ts";
import { graphBytesOf } from "../../page/graph-of-snapshot.ts";
import { MeasuredPage, type PageSnapshot } from "../../page/measured-page.ts";
import { sessionOf } from "../../page/playwright-session.ts";
import { textAnswer } from "../text-answer.ts";
import { defineTool } from "../tool.ts";

export const tool = defineTool({
  name: "leak_check",
  description:
    "Repeats an action in a page and names what grew in every round; the first row is the likely cause. The action should undo itself: open and close. Writes the last snapshot for who_holds.",
  reads: "page",
  input: z.object({
    url: z.string().optional().describe("default: the only page of the running browser"),
    action: z.string().describe('JavaScript, awaited: document.querySelector("#open").click()'),
    rounds: z.number().int().min(1).max(MAX_ROUNDS).default(NO_LEAK_CHECK.rounds),
  }),
  async run({ url, action, rounds }, workspace) {
    return await workspace.usePage(url, async ({ page, session }) => {
      const measured = new MeasuredPage(sessionOf(session));
      const code = await codeOf(action, page);
      let last: PageSnapshot | undefined;
      const check = await checkForLeaks({
        page,
        measured: {
          async takeSnapshot(options) {
            last = await measured.takeSnapshot(options);
            return last;
          },
        },
        steps: {
          setup: async () => {},
          action: async () => void (await page.evaluate(`(${code})()`)),
          back: async () => {},
        },
        rounds,
        onProgress: () => {},
      });
      if (last === undefined) throw new Error("no snapshot was taken");
      const file = workspace.save(undefined, graphBytesOf(last));
      return textAnswer(leaksAnswerOf(check, page.url()), sheetOfLeaks, {
        lead: `The last snapshot is written to ${file}.`,
        next: `who_holds with file "${file}" and the path of the first row; or fix it, and repeat leak_check.`,
      });
    });
  },
});

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
