import { type FrameTable, frameNameOf } from "../../core/flamegraph/frame-table.ts";
import { editDistance } from "./edit-distance.ts";

const MOST = 3;
/** Names that differ in a larger part of the one that was looked for are no typing mistakes. */
const MAX_DIFFERENT_PART = 1 / 3;
/** Mistyped names are looked for so many levels down: a type may have been left out, too. Farther down something is like anything. */
const MISTYPED_LEVELS = 2;
/** A letter that is wrong counts as so many names that were left out. */
const NAMES_PER_LETTER = 2;

/**
 * Suggestions when `from` has no child with the first of `names`: at most three frames below `from`, the likeliest
 * first. Frames whose path contains all the names, with others between; else frames with a name like the first; else
 * the largest children; else `from`. Costs a loop over the frames below `from`.
 */
export function nearestFrames(frames: FrameTable, from: number, names: readonly string[]): number[] {
  const withAll = framesWithAll(frames, from, names);
  if (withAll.length > 0) return withAll;
  const alike = framesLike(frames, from, names[0]);
  if (alike.length > 0) return alike;
  const children = largestChildren(frames, from, MOST);
  return children.length > 0 || from === 0 ? children : [from];
}

/** At most `count` children of a frame, largest first. */
export function largestChildren({ subtreeEnd }: FrameTable, parent: number, count: number): number[] {
  const children: number[] = [];
  // Siblings stand by total size.
  for (let at = parent + 1; at < subtreeEnd[parent] && children.length < count; at = subtreeEnd[at]) children.push(at);
  return children;
}

function framesWithAll(frames: FrameTable, from: number, names: readonly string[]): number[] {
  const end = frames.subtreeEnd[from];
  // Per frame from `from` on: how many of the names are on the way to it.
  const found = new Uint32Array(end - from);
  const hits: number[] = [];
  for (let f = from + 1; f < end; f++) {
    const before = found[frames.parent[f] - from];
    const isNext = before < names.length && frameNameOf(frames, f) === names[before];
    found[f - from] = isNext ? before + 1 : before;
    if (isNext && before + 1 === names.length) hits.push(f);
  }
  return hits.sort((a, b) => frames.depth[a] - frames.depth[b] || a - b).slice(0, MOST);
}

function framesLike(frames: FrameTable, from: number, wanted: string): number[] {
  const maxDistance = Math.max(1, Math.floor(wanted.length * MAX_DIFFERENT_PART));
  const lowerCase = wanted.toLowerCase();
  // Per name: letters by which it differs, or one more than may be.
  const distances = new Map<number, number>();
  const distanceOf = (row: number): number => {
    let distance = distances.get(row);
    if (distance === undefined) {
      const name = frames.names[row];
      const isFar = Math.abs(name.length - wanted.length) > maxDistance;
      distance = isFar ? maxDistance + 1 : editDistance(lowerCase, name.toLowerCase());
      distances.set(row, distance);
    }
    return distance;
  };
  const lastMistypedDepth = frames.depth[from] + MISTYPED_LEVELS;
  const alike: { readonly frame: number; readonly cost: number }[] = [];
  for (let f = from + 1; f < frames.subtreeEnd[from]; f++) {
    const distance = distanceOf(frames.name[f]);
    if (distance > (frames.depth[f] > lastMistypedDepth ? 0 : maxDistance)) continue;
    alike.push({ frame: f, cost: distance * NAMES_PER_LETTER + frames.depth[f] });
  }
  return alike
    .sort((a, b) => a.cost - b.cost || frames.totalSize[b.frame] - frames.totalSize[a.frame])
    .slice(0, MOST)
    .map(({ frame }) => frame);
}
