import type { FrameTable } from "../frame-table.ts";
import { type BoxPath, findBox } from "../transforms/box-path.ts";
import type { Transform } from "../transforms/transform.ts";

/** Which of all frames are displayed: 1 for each that is, by frame; `"all"` of them; `"unknown"` where transforms put frames together, and a part of the result is displayed. */
export type CountedFrames = Uint8Array | "all" | "unknown";

/** The frames that transforms leave, and of these the ones in the focus (`null` for no focus). */
export function countedFramesOf(
  frames: FrameTable,
  transforms: readonly Transform[],
  focus: BoxPath | null,
): CountedFrames {
  if (transforms.every(keepsAll)) return transforms.length === 0 ? focusedIn(frames, focus) : allOr(focus);
  if (!transforms.every(keepsPaths)) return "unknown";
  const counted = new Uint8Array(frames.count).fill(1);
  for (const transform of transforms) {
    if (transform.type !== "focus" && transform.type !== "hide") continue;
    const box = findBox(frames, transform.box);
    /* One that an earlier transform has left out is not there. */
    if (box === null || counted[box.head] === 0) continue;
    const end = frames.subtreeEnd[box.head];
    if (transform.type === "hide") counted.fill(0, box.head, end);
    else keepOnly(counted, box.head, end);
  }
  if (focus === null) return counted;
  const box = findBox(frames, focus);
  if (box === null) return "unknown";
  keepOnly(counted, box.head, frames.subtreeEnd[box.head]);
  return counted;
}

function focusedIn(frames: FrameTable, focus: BoxPath | null): CountedFrames {
  if (focus === null) return "all";
  const box = findBox(frames, focus);
  if (box === null) return "unknown";
  return new Uint8Array(frames.count).fill(1, box.head, frames.subtreeEnd[box.head]);
}

/** Where frames have other paths, no focus can be looked up in those that have theirs. */
function allOr(focus: BoxPath | null): CountedFrames {
  return focus === null ? "all" : "unknown";
}

function keepOnly(counted: Uint8Array, first: number, end: number): void {
  counted.fill(0, 0, first);
  counted.fill(0, end);
}

/** They put the same frames elsewhere. */
function keepsAll({ type }: Transform): boolean {
  return type === "invert" || type === "my-code";
}

/** They leave frames out, and the others where they are. */
function keepsPaths({ type }: Transform): boolean {
  return type === "focus" || type === "hide";
}
