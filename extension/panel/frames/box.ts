import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_INVERTED, FRAME_MERGED, frameNameOf } from "../../../core/flamegraph/frame-table.ts";
import { KIND_FIELD, KIND_TYPE } from "../../../core/graph/graph.ts";

/*
 * A box is what the panel shows as one thing: a frame, or a field frame joined with the one type frame below it ("items: Array").
 * A box is named by its head, the upper frame; its tail is the lower one. The children of a box are the children of its tail.
 *
 *     frames   items ─ Array ─ elements       boxes   items: Array ─ elements
 *              head    tail                           (head = items, tail = Array)
 */

/** The frame above all roots, and so the box above all boxes. */
export const TOP_BOX = 0;

/** "(3 more)" is not the type of a field. In a bottom-up table, the type inside a field is that of its owner. */
const NOT_JOINED = FRAME_MERGED | FRAME_INVERTED;

export const PATH_JOINT = " › ";

/** Stands for "no box". */
export const NO_BOX = -1;

export function tailOf(frames: FrameTable, head: number): number {
  const child = head + 1;
  const end = frames.subtreeEnd[head];
  const isJoined =
    frames.kind[head] === KIND_FIELD &&
    child < end &&
    frames.subtreeEnd[child] === end &&
    frames.kind[child] === KIND_TYPE &&
    (frames.flags[child] & NOT_JOINED) === 0;
  return isJoined ? child : head;
}

/** The head of the box that `frame` belongs to. */
export function headOf(frames: FrameTable, frame: number): number {
  const parent = frames.parent[frame];
  return parent > TOP_BOX && tailOf(frames, parent) === frame ? parent : frame;
}

export function parentBoxOf(frames: FrameTable, head: number): number {
  return head <= TOP_BOX ? NO_BOX : headOf(frames, frames.parent[head]);
}

/** Whether the table is bottom-up: what stands inside a box is its owner. */
export function isBottomUp(frames: FrameTable): boolean {
  return frames.count > 1 && (frames.flags[1] & FRAME_INVERTED) !== 0;
}

/** First child of the box, or NO_BOX. */
export function firstChildOf(frames: FrameTable, head: number): number {
  const child = tailOf(frames, head) + 1;
  return child < frames.subtreeEnd[head] ? child : NO_BOX;
}

export function hasChildren(frames: FrameTable, head: number): boolean {
  return tailOf(frames, head) + 1 < frames.subtreeEnd[head];
}

/** Boxes from the top box down to `head`, both included. */
export function boxPathOf(frames: FrameTable, head: number): number[] {
  const path: number[] = [];
  for (let at = head; at !== NO_BOX; at = parentBoxOf(frames, at)) path.push(at);
  return path.reverse();
}

export function isInside(frames: FrameTable, box: number, ancestor: number): boolean {
  return box >= ancestor && box < frames.subtreeEnd[ancestor];
}

/** A name may be megabytes long; this is enough of it to read. */
const MAX_NAME_LENGTH = 200;

/** What breaks lines. */
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;
/** What turns the direction of the text after it, and halves of characters. */
const MISLEADING = /[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** A name as the panel shows it: one line, of a length that can be read, and without power over the text around it. */
export function readableName(name: string): string {
  if (name === "") return "(empty name)";
  const half = MAX_NAME_LENGTH / 2;
  const short = name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, half)}…${name.slice(-half)}`;
  return short.replace(CONTROLS, " ").replace(MISLEADING, "\ufffd");
}

function nameOf(frames: FrameTable, frame: number): string {
  return readableName(frameNameOf(frames, frame));
}

/** As the page has it, however long. */
export function boxNameOf(frames: FrameTable, head: number): string {
  const tail = tailOf(frames, head);
  return tail === head ? frameNameOf(frames, head) : `${frameNameOf(frames, head)}: ${frameNameOf(frames, tail)}`;
}

export function boxLabelOf(frames: FrameTable, head: number): string {
  if (head === TOP_BOX) return "All roots";
  const tail = tailOf(frames, head);
  return tail === head ? nameOf(frames, head) : `${nameOf(frames, head)}: ${nameOf(frames, tail)}`;
}

/** The label without the type of a field. */
export function headLabelOf(frames: FrameTable, head: number): string {
  return head === TOP_BOX ? boxLabelOf(frames, head) : nameOf(frames, head);
}

/** The labels from the root down, as the user reads and copies a path; past `maxSteps` the middle is left out. */
export function boxPathTextOf(frames: FrameTable, head: number, maxSteps = Number.POSITIVE_INFINITY): string {
  if (head === TOP_BOX) return boxLabelOf(frames, head);
  return joinedLabelsOf(frames, boxPathOf(frames, head).slice(1), maxSteps);
}

/** Of boxes that stand inside one another; past `maxSteps` the middle is left out. */
export function joinedLabelsOf(frames: FrameTable, boxes: readonly number[], maxSteps: number): string {
  const hidden = boxes.length - maxSteps;
  const labelOf = (box: number): string => boxLabelOf(frames, box);
  if (hidden <= 0) return boxes.map(labelOf).join(PATH_JOINT);
  const upper = boxes.slice(0, 2).map(labelOf);
  const lower = boxes.slice(hidden + 2).map(labelOf);
  return [...upper, `… ${hidden} more …`, ...lower].join(PATH_JOINT);
}

export function boxSelfSizeOf(frames: FrameTable, head: number): number {
  const tail = tailOf(frames, head);
  return tail === head ? frames.selfSize[head] : frames.selfSize[head] + frames.selfSize[tail];
}

export function boxSelfMaxSizeOf(frames: FrameTable, head: number): number {
  const tail = tailOf(frames, head);
  return tail === head ? frames.selfMaxSize[head] : frames.selfMaxSize[head] + frames.selfMaxSize[tail];
}

export function boxSelfCountOf(frames: FrameTable, head: number): number {
  const tail = tailOf(frames, head);
  return tail === head ? frames.selfCount[head] : frames.selfCount[head] + frames.selfCount[tail];
}

export function boxFlagsOf(frames: FrameTable, head: number): number {
  return frames.flags[head] | frames.flags[tailOf(frames, head)];
}

/** Part of `whole` that is `part`, 0 if there is nothing to share. */
export function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
