import * as z from "zod";
import { findWhoHolds, sheetOfWho } from "../../answers/who.ts";
import { textAnswer } from "../text-answer.ts";
import { defineTool } from "../tool.ts";

export const tool = defineTool({
  name: "who_holds",
  description: "The paths from roots that keep the objects at a path of a snapshot file alive.",
  reads: "files",
  input: z.strictObject({
    file: z.string(),
    path: z.string().describe('as answers write it, or "store;users"'),
  }),
  async run({ file, path }, workspace, call) {
    return await workspace.useFiles([file], call, ([snapshot]) =>
      textAnswer(findWhoHolds(workspace.files, snapshot, path), sheetOfWho, {
        next: "look in the app's source for the last names of these paths.",
      }),
    );
  },
});
