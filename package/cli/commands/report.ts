import { writeAnswer } from "../../answers/answer.ts";
import { reportAnswerOf, reportMarkdownOf, sheetOfReport } from "../../answers/report.ts";
import { SnapshotFiles } from "../../files/snapshot-files.ts";
import { ANSWER_OPTIONS, chosenFormOf } from "../answer-options.ts";
import { budgetsOf } from "../budget-check.ts";
import { defineCommand } from "../command.ts";
import { openFile } from "../open-file.ts";

export const command = defineCommand({
  operands: ["BASE", "HEAD"],
  details: `BASE and HEAD are files of the same visit, by the code before and after a change. The answer is what grew, and for
each budget how much of it HEAD takes. As Markdown it is the comment of a pull request: package/action is a
GitHub Action that posts it.`,
  options: {
    ...ANSWER_OPTIONS,
    budget: {
      kind: "values",
      of: "[PATH=]SIZE",
      about: "exit with 1 if HEAD has more than SIZE at PATH, or in all; may be given more than once",
    },
  },
  examples: [
    { line: "report main.allocative branch.allocative --md > comment.md", about: "a comment" },
    {
      line: 'report main.folded branch.folded --budget "store;users=5MB" --budget 20MB',
      about: "against budgets",
    },
  ],
  async run({ operands: [first = "", last = ""], options }, terminal) {
    const form = chosenFormOf(options);
    const budgets = budgetsOf(options.budget);
    const files = new SnapshotFiles();
    const base = await openFile(files, first, terminal);
    const head = await openFile(files, last, terminal);
    const answer = reportAnswerOf(base, head, files.diff(base, head), budgets, form.maxRows);
    terminal.write(writeAnswer(answer, { ...form, toSheet: sheetOfReport, toMarkdown: reportMarkdownOf }));
    return answer.isExceeded ? "verdict" : "done";
  },
});
