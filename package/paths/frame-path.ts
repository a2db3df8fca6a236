import { PATH_JOINT } from "../../extension/panel/frames/box.ts";

/** A path as the user wrote it. */
export interface FramePath {
  /** As it was written, without blanks around its names. */
  readonly text: string;
  /** Names or labels, from the root down. */
  readonly steps: readonly string[];
}

const JOINT = PATH_JOINT.trim();

/** `store › users: Array`, as the panel shows it, or `store;Object;users`, as folded stacks have it; undefined if a name of it is empty. */
export function parseFramePath(text: string): FramePath | undefined {
  const isShown = text.includes(JOINT);
  const steps = text.split(isShown ? JOINT : ";").map((step) => step.trim());
  return steps.includes("") ? undefined : { text: steps.join(isShown ? PATH_JOINT : ";"), steps };
}
