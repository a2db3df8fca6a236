import * as z from "zod";
import { sheetOfTop, topAnswerOf } from "../../answers/top.ts";
import { rootChoiceOf, walkReporter } from "../../cli/target-options.ts";
import { graphBytesOf } from "../../page/graph-of-snapshot.ts";
import { MeasuredPage } from "../../page/measured-page.ts";
import { sessionOf } from "../../page/playwright-session.ts";
import { MOST_ROWS, textAnswer } from "../text-answer.ts";
import { defineTool } from "../tool.ts";

export const tool = defineTool({
  name: "snapshot",
  description:
    "Measures a page now, writes a snapshot file, and lists its largest things. Take one before and one after an action for diff.",
  reads: "page",
  input: z.strictObject({
    url: z.string().optional().describe("as for leak_check"),
    file: z.string().optional().describe("name to write"),
    roots: z.array(z.string()).optional().describe("JavaScript expressions to measure; default: all"),
  }),
  async run({ url, file, roots = [] }, workspace, call) {
    workspace.requireName(file);
    const choice = rootChoiceOf(roots, false, "roots:");
    const bytes = await workspace.usePage(url, call, async ({ session }) => {
      const page = new MeasuredPage(sessionOf(session));
      const onProgress = walkReporter({ report: call.onProgress }, "Taking the snapshot");
      return graphBytesOf(await page.takeSnapshot({ roots: choice, onProgress, signal: call.signal }));
    });
    const name = workspace.save(file, bytes);
    return await workspace.useFiles([name], call, ([snapshot]) =>
      textAnswer(topAnswerOf(snapshot, MOST_ROWS), sheetOfTop, {
        lead: `Written to ${snapshot.name}.`,
        next: `who_holds with file "${snapshot.name}" and a path; or act in the page, take another snapshot, and call diff.`,
      }),
    );
  },
});
