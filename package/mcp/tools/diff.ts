import * as z from "zod";
import { diffAnswerOf, sheetOfDiff } from "../../answers/diff.ts";
import { MOST_ROWS, textAnswer } from "../text-answer.ts";
import { defineTool } from "../tool.ts";

export const tool = defineTool({
  name: "diff",
  description: "What grew from one snapshot file to another, the cause first.",
  reads: "files",
  input: z.strictObject({ before: z.string(), after: z.string() }),
  async run({ before, after }, workspace, call) {
    return await workspace.useFiles([before, after], call, ([one, other]) => {
      const answer = diffAnswerOf(one, other, workspace.files.diff(one, other), MOST_ROWS);
      const next =
        answer.rows.length === 0
          ? "leak_check repeats an action and finds what grows each time."
          : `who_holds with file "${other.name}" and the path of a row; leak_check to see whether it grows each time.`;
      return textAnswer(answer, sheetOfDiff, { next });
    });
  },
});
