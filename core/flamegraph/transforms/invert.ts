import { type FrameKind, KIND_FIELD, KIND_ROOM } from "../../graph/graph.ts";
import { FRAME_INVERTED, FRAME_MERGED, FRAME_OFF_HEAP, FRAME_SPARE, type FrameTable } from "../frame-table.ts";
import { FrameNames, FrameTree, grown } from "../tree/frame-tree.ts";
import { LargestFirst } from "./largest-first.ts";

/** Turned around, a path of a thousand frames with bytes on each becomes half a million frames. */
const MAX_FRAMES = 200_000;
/** Steps from a frame to the one around it: what one answer may cost. */
const MAX_STEPS = 24_000_000;
/** Bundles, beside twice as many as can become frames, before it pays to look which of them are too small. */
const DROP_ROOM = 4096;
const SUM_BYTES = 16;
const BUNDLE_WORDS = 4;
const TAKEN = -1;
/* Where sums go that stand in no bundle any more. */
const AT_END = -1;
const TOO_SMALL = -2;

export interface InvertLimits {
  readonly maxFrames?: number;
  readonly maxSteps?: number;
}

/**
 * The frames bottom-up: the path of every frame that has bytes or objects of its own is turned around, and equal paths are one. So all frames of a name stand as one at the top, with
 * all that they have of their own; inside stands what is around them, up to the root, where the bytes are. The largest come first: past a limit the
 * smaller siblings are one frame "(N more)", as large as they are together.
 */
export function invert(
  frames: FrameTable,
  { maxFrames = MAX_FRAMES, maxSteps = MAX_STEPS }: InvertLimits = {},
): FrameTable {
  return new Inversion(frames, Math.max(1, Math.floor(maxFrames / 2))).grow(maxSteps);
}

/**
 * A sum is what a frame has of its own, on its way up. The sums that have come the same way (by names and kinds) stand side by side, as one bundle; a bundle becomes a frame of the new
 * tree, and its sums, a step further up, become the bundles inside it.
 */
class Inversion {
  readonly #frames: FrameTable;
  readonly #tree: FrameTree;
  readonly #maxFrames: number;

  /*
   * Per sum, side by side, as a step over few sums finds them in one line of the processor's cache: the number of the frame that it comes to next; the frame that it is of; its size. They are sorted from
   * one half of the column to the other.
   */
  readonly #sums: Int32Array;
  readonly #sizes: Float64Array;

  /** Per bundle that may become a frame: its first sum; the end of them; the frame of the new tree that it stands in, TAKEN when it has become one itself; what `#firstAt` has of its group. */
  #bundles = new Int32Array(BUNDLE_WORDS * DROP_ROOM);
  #bundleCount = 0;
  readonly #heap = new LargestFirst();
  /** Bundles of so many bytes cannot become frames any more. No whole number, as V8 compiles the code for one and would do so again for others. */
  #tooSmall = Number.NEGATIVE_INFINITY;

  /** Per frame of the new tree: the bundles inside it that do not become frames. */
  readonly #left: Uint32Array;
  /** Per frame: the frame of the new tree that gets what it has of its own; where that is for a bundle that does not become a frame, the one around it, as `~around`. */
  readonly #to: Int32Array;
  /*
   * Frames that have others inside have a number of their own, because a step does not find them in the processor's cache, and there are far fewer of them. By that number: that of the frame around it
   * and the key of its name and kind, side by side; and its row.
   */
  readonly #up: Int32Array;
  readonly #rowOf: Int32Array;

  /* Groups of the sums that are split. */
  #groupCount = 0;
  /** Per key: its group, plus the number of all groups before. */
  readonly #groupOf: Int32Array;
  #groupsBefore = 1;
  readonly #counts: Int32Array;
  readonly #totals: Float64Array;
  /** The number of the frame that its first sum has come to, 0 above a root; `~frame` where that is the one that the sum is of. */
  readonly #firstAt: Int32Array;
  /** Per sum. */
  readonly #group: Int32Array;

  constructor(frames: FrameTable, maxFrames: number) {
    const { count } = frames;
    this.#maxFrames = maxFrames;
    this.#frames = frames;
    this.#tree = new FrameTree(new FrameNames(frames.names));
    const sums = new ArrayBuffer(2 * count * SUM_BYTES);
    this.#sums = new Int32Array(sums);
    this.#sizes = new Float64Array(sums);
    this.#left = new Uint32Array(maxFrames + 1);
    this.#to = new Int32Array(count);
    this.#up = new Int32Array(2 * count);
    this.#rowOf = new Int32Array(count);
    /* There are no more keys than frames. */
    this.#groupOf = new Int32Array(count);
    this.#counts = new Int32Array(count);
    this.#totals = new Float64Array(count);
    this.#firstAt = new Int32Array(count);
    this.#group = new Int32Array(count);
  }

  grow(maxSteps: number): FrameTable {
    const { name, kind, flags } = this.#frames;
    const tree = this.#tree;
    this.#collect();
    let steps = 0;
    while (this.#heap.count > 0 && tree.count < this.#maxFrames && steps < maxSteps) {
      const bundle = BUNDLE_WORDS * this.#heap.take();
      const first = this.#bundles[bundle];
      const end = this.#bundles[bundle + 1];
      const around = this.#bundles[bundle + 2];
      this.#bundles[bundle + 2] = TAKEN;
      const at = this.#bundles[bundle + 3];
      const like = at < 0 ? ~at : this.#rowOf[at];
      const frame = tree.addUnlisted(around, name[like], kind[like] as FrameKind);
      /* What stands at the top is still what it was; a frame inside is an owner, whose own bytes are elsewhere. */
      if (around === 0) tree.flags[frame] |= flags[like] & FRAME_OFF_HEAP;
      /* Turned around once more, the table is as it was. */
      tree.flags[frame] |= (flags[like] & (FRAME_INVERTED | FRAME_MERGED | FRAME_SPARE)) ^ FRAME_INVERTED;
      steps += end - first;
      this.#stepUp(first, end);
      this.#bundle(first, end, frame);
    }
    this.#sum(this.#mergeRest());
    return tree.finish();
  }

  /** A sum for each frame that has something of its own, in bundles by name and kind. */
  #collect(): void {
    const { count, names, parent, subtreeEnd, name, kind, selfSize, selfMaxSize, selfCount } = this.#frames;
    const up = this.#up;
    const numberOf = new Int32Array(count);
    let numbers = 1;
    const keyOf = new Int32Array(names.length * KIND_ROOM);
    let keys = 1;
    let end = 0;
    for (let f = 1; f < count; f++) {
      const pair = name[f] * KIND_ROOM + kind[f];
      if (keyOf[pair] === 0) keyOf[pair] = keys++;
      const key = keyOf[pair];
      const around = numberOf[parent[f]];
      if (subtreeEnd[f] > f + 1) {
        const number = numbers++;
        numberOf[f] = number;
        this.#rowOf[number] = f;
        up[2 * number] = around;
        up[2 * number + 1] = key;
      }
      if (selfSize[f] === 0 && selfMaxSize[f] === 0 && selfCount[f] === 0) continue;
      this.#sums[4 * end] = around;
      this.#sums[4 * end + 1] = f;
      this.#sizes[2 * end + 1] = selfSize[f];
      this.#group[end] = this.#grouped(key, selfSize[f], ~f);
      end++;
    }
    this.#bundle(0, end, 0);
  }

  /** Moves sums to the frames around theirs, and groups them by what they have come to. */
  #stepUp(first: number, end: number): void {
    const sums = this.#sums;
    const sizes = this.#sizes;
    const up = this.#up;
    const group = this.#group;
    for (let i = first; i < end; i++) {
      const at = sums[4 * i];
      sums[4 * i] = up[2 * at];
      group[i - first] = this.#grouped(up[2 * at + 1], sizes[2 * i + 1], at);
    }
  }

  /** The group of the key, which becomes larger by one sum. `at` is as in `#firstAt`. */
  #grouped(key: number, size: number, at: number): number {
    let group = this.#groupOf[key] - this.#groupsBefore;
    if (group < 0) {
      group = this.#groupCount++;
      this.#groupOf[key] = this.#groupsBefore + group;
      this.#counts[group] = 0;
      this.#totals[group] = 0;
      this.#firstAt[group] = at;
    }
    this.#counts[group]++;
    this.#totals[group] += size;
    return group;
  }

  /**
   * Sorts the sums by their groups, into the other half of the columns. Each group is a bundle, but for those that are too small to become frames, and for sums that have left a root: these are what
   * `around` has of its own. The loops are methods of their own, because V8 compiles a long one alone, and what follows it in the same method is not compiled then.
   */
  #bundle(first: number, end: number, around: number): void {
    const { count } = this.#frames;
    const groupCount = this.#groupCount;
    this.#groupsBefore += groupCount;
    this.#groupCount = 0;
    const isOne = groupCount === 1 && this.#firstAt[0] !== 0 && this.#totals[0] > this.#tooSmall;
    this.#place(groupCount, isOne ? first : first < count ? first + count : first - count, around);
    if (!isOne) this.#sort(first, end, around);
  }

  /** Says for each group where its sums go, in place of how many they are. */
  #place(groupCount: number, first: number, around: number): void {
    const counts = this.#counts;
    const totals = this.#totals;
    const firstAt = this.#firstAt;
    let start = first;
    for (let group = 0; group < groupCount; group++) {
      const sums = counts[group];
      if (firstAt[group] === 0) counts[group] = AT_END;
      else if (totals[group] <= this.#tooSmall) {
        counts[group] = TOO_SMALL;
        this.#left[around]++;
      } else {
        counts[group] = start;
        start += sums;
        this.#push(counts[group], start, totals[group], around, firstAt[group]);
      }
    }
  }

  #sort(first: number, end: number, around: number): void {
    const counts = this.#counts;
    const sums = this.#sums;
    const sizes = this.#sizes;
    const to = this.#to;
    for (let i = first; i < end; i++) {
      const group = this.#group[i - first];
      const at = counts[group];
      if (at < 0) {
        to[sums[4 * i + 1]] = at === AT_END ? around : ~around;
        continue;
      }
      counts[group]++;
      sums[4 * at] = sums[4 * i];
      sums[4 * at + 1] = sums[4 * i + 1];
      sizes[2 * at + 1] = sizes[2 * i + 1];
    }
  }

  #push(first: number, end: number, total: number, around: number, like: number): void {
    const bundle = this.#bundleCount++;
    const at = BUNDLE_WORDS * bundle;
    if (at === this.#bundles.length) this.#bundles = grown(this.#bundles, 2 * at);
    this.#bundles[at] = first;
    this.#bundles[at + 1] = end;
    this.#bundles[at + 2] = around;
    this.#bundles[at + 3] = like;
    this.#heap.enter(bundle, total);
    const room = this.#maxFrames - this.#tree.count;
    if (this.#heap.count >= DROP_ROOM + 2 * room) this.#tooSmall = this.#heap.keep(room);
  }

  /** Bundles for which there is no room: those in one frame become one frame. By frame of the new tree, the one of those inside it. */
  #mergeRest(): Int32Array {
    const tree = this.#tree;
    const left = this.#left;
    const frameCount = tree.count;
    for (let at = 0; at < BUNDLE_WORDS * this.#bundleCount; at += BUNDLE_WORDS) {
      const around = this.#bundles[at + 2];
      if (around === TAKEN) continue;
      left[around]++;
      const end = this.#bundles[at + 1];
      for (let i = this.#bundles[at]; i < end; i++) this.#to[this.#sums[4 * i + 1]] = ~around;
    }
    /* The names first. Frames that have such a name already are all that has to be looked up. */
    const rest = new Int32Array(frameCount);
    const rowOf = new Map<number, number>();
    for (let frame = 0; frame < frameCount; frame++) {
      const more = left[frame];
      if (more === 0) continue;
      let row = rowOf.get(more);
      if (row === undefined) {
        row = tree.names.rowOf(`(${more} more)`);
        rowOf.set(more, row);
      }
      rest[frame] = row;
    }
    const isListed = new Uint8Array(tree.names.strings.length);
    for (let frame = 0; frame < frameCount; frame++) if (left[frame] > 0) isListed[rest[frame]] = 1;
    for (let frame = 1; frame < frameCount; frame++) if (isListed[tree.name[frame]] === 1) tree.list(frame);
    for (let frame = 0; frame < frameCount; frame++) {
      if (left[frame] === 0) continue;
      rest[frame] = tree.child(frame, rest[frame], KIND_FIELD);
      tree.flags[rest[frame]] |= FRAME_INVERTED | FRAME_MERGED;
    }
    return rest;
  }

  /** Gives the frames of the new tree what is theirs, in the order in which the table has it. */
  #sum(rest: Int32Array): void {
    const frames = this.#frames;
    const { selfSize, selfMaxSize, selfCount } = this.#tree;
    const to = this.#to;
    for (let f = 0; f < frames.count; f++) {
      const frame = to[f] < 0 ? rest[~to[f]] : to[f];
      selfSize[frame] += frames.selfSize[f];
      selfMaxSize[frame] += frames.selfMaxSize[f];
      selfCount[frame] += frames.selfCount[f];
    }
  }
}
