import { headOf } from "../../../extension/panel/frames/box.ts";
import { writeAnswer } from "../../answers/answer.ts";
import { sheetOfWho, whoAnswerOf } from "../../answers/who.ts";
import { SnapshotFiles } from "../../files/snapshot-files.ts";
import { frameAt } from "../../paths/frame-at.ts";
import { ANSWER_OPTIONS, chosenFormOf } from "../answer-options.ts";
import { defineCommand } from "../command.ts";
import { ExpectedError } from "../expected-error.ts";
import { openFile } from "../open-file.ts";

export const command = defineCommand({
  operands: ["FILE", "PATH"],
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
    if (snapshot.kind === "stacks") {
      throw new ExpectedError(
        `“${snapshot.name}” is a file of stacks: it has sizes, but no objects and no references, so it does not say who holds what. Save the snapshot itself (.allocative), or a heap snapshot.`,
      );
    }
    const { frames } = snapshot.derived;
    const frame = frameAt(frames, path, snapshot.name);
    terminal.report("Looking for what holds it …");
    const holders = files.findHolders(snapshot, frame);
    terminal.write(
      writeAnswer(whoAnswerOf(snapshot, headOf(frames, frame), holders), { ...form, toSheet: sheetOfWho }),
    );
    return "done";
  },
});
