import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { type HolderName, type HolderPath, STEPS_BEFORE_GAP } from "../../../core/flamegraph/questions/holder-paths.ts";
import { isRootStep } from "../../../core/flamegraph/questions/named-steps.ts";
import { readFolded, readWhole } from "../../../core/flamegraph/questions/read-path.ts";
import { headOf, NO_BOX, PATH_JOINT, readableName } from "./box.ts";
import { writeCount } from "./figures.ts";

/** Whether steps of the engine are in words, or each by itself. */
export type PathSteps = "folded" | "whole";

/** A line of a path as it is listed. */
export interface HeldStep {
  readonly text: string;
  /** NO_BOX where it is in none that is displayed. */
  readonly box: number;
  /** By which it can be ignored; `null` for a step whose way from the root is not known whole. */
  readonly holder: HolderName | null;
  readonly isOwner: boolean;
}

export interface HeldPath {
  readonly steps: readonly HeldStep[];
  /** The same as one line. */
  readonly text: string;
  readonly held: number;
}

/** The paths as they are listed: of those that read the same, the first one. */
export function heldPathsOf(paths: readonly HolderPath[], mode: PathSteps, frames: FrameTable): HeldPath[] {
  const known = new Set<string>();
  const read: HeldPath[] = [];
  for (const path of paths) {
    const steps = heldStepsOf(path, mode, frames);
    const text = steps.map((step) => step.text).join(PATH_JOINT);
    if (known.has(text)) continue;
    known.add(text);
    read.push({ steps, text, held: path.held });
  }
  return read;
}

/** The steps that all paths lead through. */
export function ownersIn([path]: readonly HeldPath[]): readonly HeldStep[] {
  return path === undefined ? [] : path.steps.filter(({ isOwner }) => isOwner);
}

function heldStepsOf({ steps, gap }: HolderPath, mode: PathSteps, frames: FrameTable): HeldStep[] {
  if (gap === 0) return linesOf(steps, mode, frames, "known");
  const left: HeldStep = { text: `… ${writeCount(gap)} more steps …`, box: NO_BOX, holder: null, isOwner: false };
  return [
    ...linesOf(steps.slice(0, STEPS_BEFORE_GAP), mode, frames, "known"),
    left,
    ...linesOf(steps.slice(STEPS_BEFORE_GAP), mode, frames, "unknown"),
  ];
}

function linesOf(
  steps: HolderPath["steps"],
  mode: PathSteps,
  frames: FrameTable,
  start: "known" | "unknown",
): HeldStep[] {
  const read = mode === "folded" ? readFolded(steps) : readWhole(steps);
  return read.map(({ text, first, end }) => {
    const last = steps[end - 1];
    let frame = -1;
    for (let at = end - 1; at >= first && frame <= 0; at--) frame = steps[at].frame;
    return {
      text: readableName(text),
      box: frame > 0 ? headOf(frames, frame) : NO_BOX,
      holder: start === "known" ? steps.slice(0, end).map(nameOf) : null,
      isOwner: last.isOwner && !(last.isPart && !isRootStep(last)),
    };
  });
}

/** Without what holds in one derivation alone. */
function nameOf({ kind, place, type, times }: HolderPath["steps"][number]): HolderName[number] {
  return { kind, place, type, times };
}
