import * as z from "zod";
import { readablePageOf, readValuesOf, sheetOfValues } from "../../answers/values.ts";
import { walkReporter } from "../../cli/target-options.ts";
import { graphBytesOf } from "../../page/graph-of-snapshot.ts";
import { MeasuredPage } from "../../page/measured-page.ts";
import { sessionOf } from "../../page/playwright-session.ts";
import { frameAt } from "../../paths/frame-at.ts";
import { textAnswer } from "../text-answer.ts";
import { defineTool } from "../tool.ts";

/** Rows that are read: more have no room. */
const MOST_VALUES = 40;

export const tool = defineTool({
  name: "values",
  description:
    "The largest entries or objects at a path of a page now, each with its key and the beginning of its value. Writes a snapshot file.",
  reads: "page",
  input: z.strictObject({
    url: z.string().optional().describe("as for leak_check"),
    path: z.string().describe("as for who_holds"),
  }),
  async run({ url, path }, workspace, call) {
    return await workspace.usePage(url, call, async ({ page, session }) => {
      const measured = new MeasuredPage(sessionOf(session));
      const onProgress = walkReporter({ report: call.onProgress }, "Taking the snapshot");
      const taken = await measured.takeSnapshot({ roots: "all", findsAgain: true, onProgress, signal: call.signal });
      const bytes = graphBytesOf(taken);
      return await workspace.useTaken(page.url(), bytes, async (snapshot) => {
        const frame = frameAt(snapshot.derived.frames, path, "The page");
        const live = readablePageOf(measured, taken);
        const answer = await readValuesOf(workspace.files, snapshot, frame, live, {
          order: "largest",
          count: MOST_VALUES,
        });
        const file = workspace.save(undefined, bytes);
        return textAnswer(answer, sheetOfValues, {
          lead: `The snapshot is written to ${file}.`,
          next: `who_holds with file "${file}" and this path.`,
        });
      });
    });
  },
});
