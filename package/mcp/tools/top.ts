import * as z from "zod";
import { sheetOfTop, topAnswerOf } from "../../answers/top.ts";
import { MOST_ROWS, textAnswer } from "../text-answer.ts";
import { defineTool } from "../tool.ts";

export const tool = defineTool({
  name: "top",
  description: "The largest things in a snapshot file, each with its path.",
  reads: "files",
  input: z.strictObject({ file: z.string() }),
  async run({ file }, workspace, call) {
    return await workspace.useFiles([file], call, ([snapshot]) =>
      textAnswer(topAnswerOf(snapshot, MOST_ROWS), sheetOfTop, {
        next: `who_holds with file "${snapshot.name}" and one of these paths.`,
      }),
    );
  },
});
