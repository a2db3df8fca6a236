import type { FrameDiff } from "./diff.ts";
import { sizesByStack } from "./folded-text.ts";

/**
 * Differential folded stacks, "frame;frame;frame before after", as flamegraph.pl and inferno read them: a line for each frame that has bytes of its own on either side, in ascending
 * order of stacks. Each column sums to the total size of its side. Names are safe as in folded stacks.
 */
export function writeDifferentialFolded({ frames, changes }: FrameDiff): string {
  const before = sizesByStack(frames, changes.beforeSelf);
  const after = sizesByStack(frames, changes.afterSelf);
  const lines = [...new Set([...before.keys(), ...after.keys()])].sort();
  for (let i = 0; i < lines.length; i++) {
    const stack = lines[i]!;
    lines[i] = `${stack} ${before.get(stack) ?? 0} ${after.get(stack) ?? 0}\n`;
  }
  return lines.join("");
}
