import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { boxPathTextOf, headOf, isInside } from "../../extension/panel/frames/box.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { findFrame } from "../paths/find-frame.ts";
import { parseFramePath } from "../paths/frame-path.ts";

/** Growth that is expected. */
export interface IgnoredPaths {
  has(box: number): boolean;
  /** Of each path that is nowhere in the last snapshot, a sentence with near ones. */
  readonly missing: readonly string[];
}

/** `growth` has only what grew; `last` are the frames of the last snapshot. @throws ExpectedError for a path that is none */
export function ignoredPathsOf(growth: FrameTable, last: FrameTable, paths: readonly string[]): IgnoredPaths {
  const heads: number[] = [];
  const missing: string[] = [];
  for (const text of paths) {
    const path = parseFramePath(text);
    if (path === undefined) {
      throw new ExpectedError(`A name of the path "${text}" is empty; a path is like store;users, or store › users.`);
    }
    const found = findFrame(growth, path.steps);
    if (found.kind === "found") heads.push(headOf(growth, found.frame));
    else if (found.kind === "ambiguous") heads.push(...found.frames.map((frame) => headOf(growth, frame)));
    else {
      const sentence = missingSentenceOf(last, text, path.steps);
      if (sentence !== null) missing.push(sentence);
    }
  }
  return { has: (box) => heads.some((head) => isInside(growth, box, head)), missing };
}

function missingSentenceOf(frames: FrameTable, text: string, steps: readonly string[]): string | null {
  const found = findFrame(frames, steps);
  if (found.kind !== "missing") return null;
  const near = found.nearest.map((frame) => boxPathTextOf(frames, headOf(frames, frame)));
  const nearest = near.length === 0 ? "" : ` The nearest: ${near.join("; ")}.`;
  return `The ignored path "${text}" is not in the snapshots.${nearest}`;
}
