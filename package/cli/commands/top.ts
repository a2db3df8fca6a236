import { writeAnswer } from "../../answers/answer.ts";
import { sheetOfTop, topAnswerOf } from "../../answers/top.ts";
import { SnapshotFiles } from "../../files/snapshot-files.ts";
import { ANSWER_OPTIONS, chosenFormOf } from "../answer-options.ts";
import { defineCommand } from "../command.ts";
import { openFile } from "../open-file.ts";

export const command = defineCommand({
  operands: ["FILE|URL"],
  details: `Rows are what the app has a name for, by total size. Of things inside one another that have nearly the same
bytes the innermost one is listed: its path names the others.`,
  options: ANSWER_OPTIONS,
  examples: [
    { line: "top app.allocative", about: "the 20 largest" },
    { line: "top heap.heapsnapshot --json | jq '.rows[0].path'", about: "the path of the largest, for a script" },
    { line: "top http://127.0.0.1:8080/", about: "of a page, which is loaded in headless Chromium" },
    { line: "top app.allocative --limit-tokens 1000", about: "for a language model" },
  ],
  async run({ operands: [file = ""], options }, terminal) {
    const form = chosenFormOf(options);
    const snapshot = await openFile(new SnapshotFiles(), file, terminal);
    terminal.write(writeAnswer(topAnswerOf(snapshot, form.maxRows), { ...form, toSheet: sheetOfTop }));
    return "done";
  },
});
