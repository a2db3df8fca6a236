import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { isRootKind, KIND_COMPONENT, KIND_FIELD, KIND_SHARED } from "../../../core/graph/graph.ts";
import { boxLabelOf, boxPathTextOf, PATH_JOINT, parentBoxOf, TOP_BOX } from "./box.ts";

/**
 * A path that may be too long for its place: `lead` may be cut, `end` names its last part. Together they are the whole.
 */
export interface PathText {
  readonly lead: string;
  readonly end: string;
}

/** The box itself or the nearest one around it that the app has a name for: a field, a component, a root, or what shares the box and is itself shared. */
export function namedBoxOf(frames: FrameTable, box: number): number {
  const { kind } = frames;
  let isShared = false;
  let at = box;
  while (at > TOP_BOX && !isNamedKind(kind[at])) {
    const parent = parentBoxOf(frames, at);
    if (isShared && kind[at] !== KIND_SHARED && kind[parent] === KIND_SHARED) return at;
    if (kind[at] === KIND_SHARED) isShared = true;
    at = parent;
  }
  return at > TOP_BOX ? at : box;
}

function isNamedKind(kind: number): boolean {
  return kind === KIND_FIELD || kind === KIND_COMPONENT || isRootKind(kind);
}

/** The lead has its own middle left out past `maxSteps`; the end is the box and the one around it. */
export function pathTextOf(frames: FrameTable, head: number, maxSteps: number): PathText {
  const parent = parentBoxOf(frames, head);
  if (parent <= TOP_BOX) return { lead: "", end: boxLabelOf(frames, head) };
  const end = boxLabelOf(frames, parent) + PATH_JOINT + boxLabelOf(frames, head);
  const around = parentBoxOf(frames, parent);
  return { lead: around <= TOP_BOX ? "" : boxPathTextOf(frames, around, maxSteps) + PATH_JOINT, end };
}
