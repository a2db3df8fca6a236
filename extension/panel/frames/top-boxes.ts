import { FRAME_MERGED, type FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { isRootKind, KIND_COMPONENT, KIND_FIELD } from "../../../core/graph/graph.ts";
import { TOP_BOX } from "./box.ts";

/** A box with so much of the bytes of the one around it stands for both. */
const CHAIN_SHARE = 0.9;

/**
 * The boxes that the app has a name for, by total size, the largest first: fields, components and roots, or any in a file of stacks, which does not say what its frames are. Of boxes inside one
 * another that have nearly the same bytes the innermost one: it says more, and its path names the others.
 */
export function topBoxesOf(frames: FrameTable): readonly number[] {
  const { count, totalSize } = frames;
  const isNamed = namedIn(frames);
  /* Per frame: the largest total of the named boxes below it. */
  const largestInside = new Float64Array(count);
  const boxes: number[] = [];
  for (let frame = count - 1; frame > TOP_BOX; frame--) {
    const parent = frames.parent[frame];
    const isRow = isNamed(frame) && totalSize[frame] > 0;
    if (isRow && largestInside[frame] < CHAIN_SHARE * totalSize[frame]) boxes.push(frame);
    const largest = isRow ? totalSize[frame] : largestInside[frame];
    if (largest > largestInside[parent]) largestInside[parent] = largest;
  }
  return boxes.sort((one, other) => totalSize[other] - totalSize[one] || one - other);
}

function namedIn(frames: FrameTable): (frame: number) => boolean {
  const { kind, flags } = frames;
  const isOfApp = (frame: number): boolean =>
    kind[frame] === KIND_FIELD || kind[frame] === KIND_COMPONENT || isRootKind(kind[frame]);
  const isMerged = (frame: number): boolean => (flags[frame] & FRAME_MERGED) !== 0;
  const hasFields = kind.includes(KIND_FIELD) || kind.includes(KIND_COMPONENT);
  if (hasFields) return (frame) => isOfApp(frame) && !isMerged(frame);
  return (frame) => !isMerged(frame);
}
