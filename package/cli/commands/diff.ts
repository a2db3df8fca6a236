import { writeAnswer } from "../../answers/answer.ts";
import { diffAnswerOf, sheetOfDiff } from "../../answers/diff.ts";
import { parseByteSize } from "../../budget/byte-size.ts";
import { SnapshotFiles } from "../../files/snapshot-files.ts";
import { ANSWER_OPTIONS, chosenFormOf } from "../answer-options.ts";
import { defineCommand } from "../command.ts";
import { openFile } from "../open-file.ts";
import { UsageError } from "../parse-command.ts";

export const command = defineCommand({
  operands: ["BEFORE", "AFTER"],
  details: `A row is a cause, as in the panel's Changes: a container whose children became more, with all that came with them.
"own" is what no other row has, "total" the growth of the box with all inside it; "count" are its children.`,
  options: {
    ...ANSWER_OPTIONS,
    "fail-on-growth": {
      kind: "value",
      of: "SIZE",
      about: "exit with 1 if more than SIZE grew, such as 1MB; without it, growth ends with 0",
    },
  },
  examples: [
    { line: "diff before.allocative after.allocative", about: "what grew" },
    { line: "diff before.heapsnapshot after.heapsnapshot --fail-on-growth 1MB", about: "for a build" },
    { line: "diff all.allocative#1 all.allocative#3 --md", about: "two snapshots of one file, as Markdown" },
  ],
  async run({ operands: [first = "", last = ""], options }, terminal) {
    const form = chosenFormOf(options);
    const limit = growthLimitOf(options["fail-on-growth"]);
    const files = new SnapshotFiles();
    const before = await openFile(files, first, terminal);
    const after = await openFile(files, last, terminal);
    const answer = diffAnswerOf(before, after, files.diff(before, after), form.maxRows);
    terminal.write(writeAnswer(answer, { ...form, toSheet: sheetOfDiff }));
    return limit !== undefined && answer.growthBytes > limit ? "verdict" : "done";
  },
});

function growthLimitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const size = parseByteSize(text);
  if (size === undefined) {
    throw new UsageError(`--fail-on-growth is "${text}"; it takes a number with a unit, such as 500kB or 1MB.`);
  }
  return size.bytes;
}
