import type { FrameDiff } from "../diff.ts";
import { sizesByStack } from "./folded-text.ts";

/**
 * Differential folded stacks, "frame;frame;frame before after", as flamegraph.pl and inferno read them: a line for each frame that has bytes of its own on either side, in ascending
 * order of stacks. Each column sums to the total size of its side. Names are safe as in folded stacks. Of a `frame` given those in it.
 */
export function writeDifferentialFolded({ frames, changes }: FrameDiff, frame = 0): string {
  if (!(Number.isInteger(frame) && frame >= 0 && frame < frames.count)) {
    throw new RangeError(`frame ${frame} does not exist: there are ${frames.count} frames`);
  }
  const end = frames.subtreeEnd[frame];
  const before = sizesByStack(frames, within(changes.beforeSelf, frame, end));
  const after = sizesByStack(frames, within(changes.afterSelf, frame, end));
  const lines = [...new Set([...before.keys(), ...after.keys()])].sort();
  for (let i = 0; i < lines.length; i++) {
    const stack = lines[i];
    lines[i] = `${stack} ${before.get(stack) ?? 0} ${after.get(stack) ?? 0}\n`;
  }
  return lines.join("");
}

function within(column: Float64Array, start: number, end: number): Float64Array {
  const rows = new Float64Array(column.length);
  rows.set(column.subarray(start, end), start);
  return rows;
}
