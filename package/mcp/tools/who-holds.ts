import * as z from "zod";
import { findWhoHolds, sheetOfWho } from "../../answers/who.ts";
import { textAnswer } from "../text-answer.ts";
import { defineTool } from "../tool.ts";

export const tool = defineTool({
  name: "who_holds",
  description: "The paths from roots that keep the objects at a path of a snapshot file alive.",
  reads: "files",
  input: z.object({
    file: z.string(),
    path: z.string().describe('as answers write it, or "store;users"'),
  }),
  async run({ file, path }, workspace) {
    const answer = findWhoHolds(workspace.files, await workspace.open(file), path);
    return textAnswer(answer, sheetOfWho, { next: "look in the app's source for the last names of these paths." });
  },
});
