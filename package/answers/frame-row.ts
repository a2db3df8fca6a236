import { toSafeName } from "../../core/flamegraph/formats/folded-text.ts";
import { type FrameTable, frameNameOf, framePathOf } from "../../core/flamegraph/frame-table.ts";
import { boxPathTextOf, PATH_JOINT, tailOf } from "../../extension/panel/frames/box.ts";

/** Where a box stands, in the two ways in which paths are written. */
export interface WrittenPath {
  /** As the panel shows it, `store › users: Array`. */
  readonly path: string;
  /** As folded stacks begin, `store;Object;users;Array`. */
  readonly foldedPath: string;
}

/** Steps of a path in a table; the middle of a longer one is left out. */
const MAX_STEPS = 12;

export function writtenPathOf(frames: FrameTable, box: number): WrittenPath {
  return { path: boxPathTextOf(frames, box), foldedPath: foldedPathOf(frames, tailOf(frames, box)) };
}

export function foldedPathOf(frames: FrameTable, frame: number): string {
  return framePathOf(frames, frame)
    .map((at) => toSafeName(frameNameOf(frames, at)))
    .join(";");
}

/** Letters of a step; names of a page may have any length. */
const MAX_STEP_LENGTH = 80;

/** The path for a cell: `a › b › … 3 more … › y › z`, and of long names the beginning and the end. It can be given back as it is. */
export function shortenedPath(path: string): string {
  const steps = path.split(PATH_JOINT).map(shortenedName);
  const hidden = steps.length - MAX_STEPS;
  if (hidden <= 0) return steps.join(PATH_JOINT);
  return [...steps.slice(0, 2), `… ${hidden} more …`, ...steps.slice(hidden + 2)].join(PATH_JOINT);
}

/** A step of a path. */
export function shortenedName(step: string): string {
  const half = MAX_STEP_LENGTH / 2;
  return step.length <= MAX_STEP_LENGTH ? step : `${step.slice(0, half)}…${step.slice(-half)}`;
}
