import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { foldedPathOf, shortenedName } from "../answers/frame-row.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { findFrame } from "./find-frame.ts";
import { parseFramePath } from "./frame-path.ts";

/** Paths that an error lists. */
const MOST_LISTED = 5;

/** The frame of a path in a file. @throws ExpectedError that names near ones, if it is not there */
export function frameAt(frames: FrameTable, text: string, file: string): number {
  const path = parseFramePath(text);
  if (path === undefined) {
    throw new ExpectedError(
      `A name of the path "${text}" is empty; a path is like store;users, or store › users: Array.`,
    );
  }
  const found = findFrame(frames, path.steps);
  switch (found.kind) {
    case "found":
      return found.frame;
    case "ambiguous":
      throw new ExpectedError(
        listed(
          `${path.text} may mean ${found.frames.length} paths of “${file}”; give one of them as it stands here:`,
          frames,
          found.frames,
        ),
      );
    case "missing": {
      const around = path.steps.slice(0, found.foundSteps).join(";");
      const where =
        around === ""
          ? `“${file}” has no root "${path.steps[0]}".`
          : `“${file}” has no "${path.steps[found.foundSteps]}" below ${around}.`;
      throw new ExpectedError(
        found.nearest.length === 0 ? `${where} It is empty.` : listed(`${where} The nearest:`, frames, found.nearest),
      );
    }
  }
}

function listed(sentence: string, frames: FrameTable, found: readonly number[]): string {
  const rows = found.slice(0, MOST_LISTED).map((frame) => {
    const names = foldedPathOf(frames, frame).split(";");
    return `  ${names.map(shortenedName).join(";")}`;
  });
  return [sentence, ...rows].join("\n");
}
