import { writeAnswer } from "../../answers/answer.ts";
import { sheetOfTypes, typesAnswerOf } from "../../answers/types.ts";
import { SnapshotFiles } from "../../files/snapshot-files.ts";
import { ANSWER_OPTIONS, chosenFormOf } from "../answer-options.ts";
import { defineCommand } from "../command.ts";
import { openFile } from "../open-file.ts";

export const command = defineCommand({
  operands: ["FILE|URL"],
  details: `"self" are the objects of a type with their fields and storage, "total" with all inside them. A file of stacks does
not say which of its frames are types: there, every frame below a root counts as one.`,
  options: ANSWER_OPTIONS,
  examples: [
    { line: "types app.allocative", about: "the 20 largest types" },
    { line: "types app.allocative --rows 5 --md", about: "a table for an issue" },
  ],
  async run({ operands: [file = ""], options }, terminal) {
    const form = chosenFormOf(options);
    const files = new SnapshotFiles();
    const snapshot = await openFile(files, file, terminal);
    const parts = snapshot.kind === "stacks" ? null : files.findTypeParts(snapshot);
    terminal.write(writeAnswer(typesAnswerOf(snapshot, parts), { ...form, toSheet: sheetOfTypes }));
    return "done";
  },
});
