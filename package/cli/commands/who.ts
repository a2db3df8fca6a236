import { writeAnswer } from "../../answers/answer.ts";
import { findWhoHolds, sheetOfWho } from "../../answers/who.ts";
import { SnapshotFiles } from "../../files/snapshot-files.ts";
import { ANSWER_OPTIONS, chosenFormOf } from "../answer-options.ts";
import { defineCommand } from "../command.ts";
import { openFile } from "../open-file.ts";

export const command = defineCommand({
  operands: ["FILE|URL", "PATH"],
  details: `The paths from roots that hold the objects at PATH, as the panel's Held by lists them. Steps that all of them lead
through own the objects. PATH is as the panel shows it ("store › users: Array") or as folded stacks have it
("store;users"); types and storages may be left out.`,
  options: ANSWER_OPTIONS,
  examples: [
    { line: 'who app.allocative "store › users: Array"', about: "who holds the users" },
    { line: 'who heap.heapsnapshot "global;cache" --rows 1', about: "the shortest path" },
  ],
  async run({ operands: [file = "", path = ""], options }, terminal) {
    const form = chosenFormOf(options);
    const files = new SnapshotFiles();
    const snapshot = await openFile(files, file, terminal);
    terminal.report("Looking for what holds it …");
    terminal.write(writeAnswer(findWhoHolds(files, snapshot, path), { ...form, toSheet: sheetOfWho }));
    return "done";
  },
});
