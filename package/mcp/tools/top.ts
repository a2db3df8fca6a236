import * as z from "zod";
import { sheetOfTop, topAnswerOf } from "../../answers/top.ts";
import { MOST_ROWS, textAnswer } from "../text-answer.ts";
import { defineTool } from "../tool.ts";

export const tool = defineTool({
  name: "top",
  description: "The largest things in a snapshot file, each with its path.",
  reads: "files",
  input: z.object({ file: z.string() }),
  async run({ file }, workspace) {
    const answer = topAnswerOf(await workspace.open(file), MOST_ROWS);
    return textAnswer(answer, sheetOfTop, { next: `who_holds with file "${file}" and one of these paths.` });
  },
});
