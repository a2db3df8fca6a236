import { type FrameKind, KIND_FIELD, KIND_ROOM } from "../../graph/graph.ts";
import { FRAME_INVERTED, FRAME_MERGED, FRAME_OFF_HEAP, FRAME_SPARE, type FrameTable } from "../frame-table.ts";
import { FrameNames, FrameTree } from "../tree/frame-tree.ts";

/** Turned around, a path of a thousand frames with bytes on each becomes half a million frames. */
const MAX_FRAMES = 200_000;
/** Steps from a frame to the one around it: what one answer may cost. */
const MAX_STEPS = 24_000_000;

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
  return new Inversion(frames).grow(Math.max(1, Math.floor(maxFrames / 2)), maxSteps);
}

/**
 * A sum is what some frames have of their own, on its way up: it has come to the frame `at`. The sums that have come the same way (by names and kinds) stand
 * side by side, as one bundle; a bundle becomes a frame of the new tree, and its sums, a step further up, become the bundles inside it.
 */
class Inversion {
  readonly #frames: FrameTable;
  readonly #tree: FrameTree;

  /* Per sum. */
  readonly #at: Int32Array;
  readonly #size: Float64Array;
  readonly #maxSize: Float64Array;
  readonly #objects: Float64Array;
  /* The same four, while sums are sorted. */
  readonly #sortedAt: Int32Array;
  readonly #sortedSize: Float64Array;
  readonly #sortedMaxSize: Float64Array;
  readonly #sortedObjects: Float64Array;

  /* Per bundle. */
  readonly #first: number[] = [];
  readonly #end: number[] = [];
  readonly #total: number[] = [];
  /** Frame of the new tree that it stands in. */
  readonly #around: number[] = [];
  /** Bundles that have not become frames: the largest one is the first, and none is larger than the one at half its place. */
  readonly #heap: number[] = [];

  /** Per frame: which name and kind it has, as one number. */
  readonly #keyOf: Uint32Array;
  /* Per frame, and per name and kind: where its sum or its bundle is, in the round in which that was written. */
  readonly #sumOf: Int32Array;
  readonly #sumRound: Int32Array;
  readonly #groupOf: Int32Array;
  readonly #groupRound: Int32Array;
  #round = 0;

  constructor(frames: FrameTable) {
    const { count } = frames;
    this.#frames = frames;
    this.#tree = new FrameTree(new FrameNames(frames.names));
    this.#at = new Int32Array(count);
    this.#size = new Float64Array(count);
    this.#maxSize = new Float64Array(count);
    this.#objects = new Float64Array(count);
    this.#sortedAt = new Int32Array(count);
    this.#sortedSize = new Float64Array(count);
    this.#sortedMaxSize = new Float64Array(count);
    this.#sortedObjects = new Float64Array(count);
    const { keyOf, keyCount } = keysOf(frames);
    this.#keyOf = keyOf;
    this.#sumOf = new Int32Array(count);
    this.#sumRound = new Int32Array(count);
    this.#groupOf = new Int32Array(keyCount);
    this.#groupRound = new Int32Array(keyCount);
  }

  grow(maxFrames: number, maxSteps: number): FrameTable {
    const tree = this.#tree;
    this.#bundle(0, this.#collect(), 0);
    let steps = 0;
    while (this.#heap.length > 0 && tree.count < maxFrames && steps < maxSteps) {
      const bundle = this.#takeLargest();
      const first = this.#first[bundle];
      const end = this.#end[bundle];
      const like = this.#at[first];
      const frame = tree.add(this.#around[bundle], this.#frames.name[like], this.#frames.kind[like] as FrameKind);
      /* What stands at the top is still what it was; a frame inside is an owner, whose own bytes are elsewhere. */
      if (this.#around[bundle] === 0) tree.flags[frame] |= this.#frames.flags[like] & FRAME_OFF_HEAP;
      /* Turned around once more, the table is as it was. */
      tree.flags[frame] |= (this.#frames.flags[like] & (FRAME_INVERTED | FRAME_MERGED | FRAME_SPARE)) ^ FRAME_INVERTED;
      steps += end - first;
      this.#bundle(first, this.#stepUp(first, end, frame), frame);
    }
    this.#mergeRest();
    return tree.finish();
  }

  /** A sum for each frame that has something of its own. Gives the end of the sums. */
  #collect(): number {
    const { count, selfSize, selfMaxSize, selfCount } = this.#frames;
    let end = 0;
    for (let f = 1; f < count; f++) {
      if (selfSize[f] === 0 && selfMaxSize[f] === 0 && selfCount[f] === 0) continue;
      this.#at[end] = f;
      this.#size[end] = selfSize[f];
      this.#maxSize[end] = selfMaxSize[f];
      this.#objects[end] = selfCount[f];
      end++;
    }
    this.#tree.selfSize[0] = selfSize[0];
    this.#tree.selfMaxSize[0] = selfMaxSize[0];
    this.#tree.selfCount[0] = selfCount[0];
    return end;
  }

  /** Moves sums to the frames around theirs; those that meet become one, those that leave a root are what `frame` has of its own. Gives their new end. */
  #stepUp(first: number, end: number, frame: number): number {
    const { parent } = this.#frames;
    const at = this.#at;
    const size = this.#size;
    const maxSize = this.#maxSize;
    const objects = this.#objects;
    const sumOf = this.#sumOf;
    const sumRound = this.#sumRound;
    const { selfSize, selfMaxSize, selfCount } = this.#tree;
    const round = ++this.#round;
    let kept = first;
    for (let i = first; i < end; i++) {
      const up = parent[at[i]];
      if (up === 0) {
        selfSize[frame] += size[i];
        selfMaxSize[frame] += maxSize[i];
        selfCount[frame] += objects[i];
      } else if (sumRound[up] === round) {
        const met = sumOf[up];
        size[met] += size[i];
        maxSize[met] += maxSize[i];
        objects[met] += objects[i];
      } else {
        sumRound[up] = round;
        sumOf[up] = kept;
        at[kept] = up;
        size[kept] = size[i];
        maxSize[kept] = maxSize[i];
        objects[kept] = objects[i];
        kept++;
      }
    }
    return kept;
  }

  /** Sorts the sums by the name and kind that they have come to: each of these is a bundle. */
  #bundle(first: number, end: number, around: number): void {
    if (end - first === 1) {
      this.#push(first, end, this.#size[first], around);
      return;
    }
    const at = this.#at;
    const size = this.#size;
    const keyOf = this.#keyOf;
    const groupOf = this.#groupOf;
    const groupRound = this.#groupRound;
    const round = ++this.#round;
    const counts: number[] = [];
    const totals: number[] = [];
    for (let i = first; i < end; i++) {
      const key = keyOf[at[i]];
      if (groupRound[key] !== round) {
        groupRound[key] = round;
        groupOf[key] = counts.length;
        counts.push(0);
        totals.push(0);
      }
      const group = groupOf[key];
      counts[group]++;
      totals[group] += size[i];
    }
    const next: number[] = [];
    for (let group = 0, start = first; group < counts.length; group++) {
      next.push(start);
      start += counts[group];
      this.#push(start - counts[group], start, totals[group], around);
    }
    if (counts.length > 1) this.#sort(first, end, next);
  }

  /** `next` is where the first sum of each group goes. */
  #sort(first: number, end: number, next: number[]): void {
    for (let i = first; i < end; i++) {
      const group = this.#groupOf[this.#keyOf[this.#at[i]]];
      const to = next[group]++;
      this.#sortedAt[to] = this.#at[i];
      this.#sortedSize[to] = this.#size[i];
      this.#sortedMaxSize[to] = this.#maxSize[i];
      this.#sortedObjects[to] = this.#objects[i];
    }
    this.#at.set(this.#sortedAt.subarray(first, end), first);
    this.#size.set(this.#sortedSize.subarray(first, end), first);
    this.#maxSize.set(this.#sortedMaxSize.subarray(first, end), first);
    this.#objects.set(this.#sortedObjects.subarray(first, end), first);
  }

  #push(first: number, end: number, total: number, around: number): void {
    const bundle = this.#first.length;
    this.#first.push(first);
    this.#end.push(end);
    this.#total.push(total);
    this.#around.push(around);
    const heap = this.#heap;
    let place = heap.length;
    heap.push(bundle);
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#isLarger(bundle, heap[above])) break;
      heap[place] = heap[above];
      place = above;
    }
    heap[place] = bundle;
  }

  #takeLargest(): number {
    const heap = this.#heap;
    const largest = heap[0];
    const last = heap[heap.length - 1];
    heap.length--;
    const { length } = heap;
    if (length === 0) return largest;
    let place = 0;
    for (let below = 1; below < length; below = 2 * place + 1) {
      if (below + 1 < length && this.#isLarger(heap[below + 1], heap[below])) below++;
      if (!this.#isLarger(heap[below], last)) break;
      heap[place] = heap[below];
      place = below;
    }
    heap[place] = last;
    return largest;
  }

  /** Of two that are equally large, the one that was found first is taken first. */
  #isLarger(one: number, other: number): boolean {
    const difference = this.#total[one] - this.#total[other];
    return difference !== 0 ? difference > 0 : one < other;
  }

  /** Bundles for which there is no room: those in one frame become one frame. */
  #mergeRest(): void {
    const tree = this.#tree;
    const heap = this.#heap;
    const frameCount = tree.count;
    const left = new Uint32Array(frameCount);
    for (let i = 0; i < heap.length; i++) left[this.#around[heap[i]]]++;
    const frameIn = new Int32Array(frameCount);
    for (let around = 0; around < frameCount; around++) {
      if (left[around] === 0) continue;
      const frame = tree.child(around, tree.names.rowOf(`(${left[around]} more)`), KIND_FIELD);
      tree.flags[frame] |= FRAME_INVERTED | FRAME_MERGED;
      frameIn[around] = frame;
    }
    const { selfSize, selfMaxSize, selfCount } = tree;
    for (let i = 0; i < heap.length; i++) {
      const bundle = heap[i];
      const frame = frameIn[this.#around[bundle]];
      const end = this.#end[bundle];
      for (let sum = this.#first[bundle]; sum < end; sum++) {
        selfSize[frame] += this.#size[sum];
        selfMaxSize[frame] += this.#maxSize[sum];
        selfCount[frame] += this.#objects[sum];
      }
    }
  }
}

/** Numbers from 0 for the names and kinds that occur. */
function keysOf({ count, names, name, kind }: FrameTable): { keyOf: Uint32Array; keyCount: number } {
  /* Kinds stay below 8. */
  const keyOfPair = new Int32Array(names.length * KIND_ROOM).fill(-1);
  const keyOf = new Uint32Array(count);
  let keyCount = 0;
  for (let f = 1; f < count; f++) {
    const pair = name[f] * KIND_ROOM + kind[f];
    let key = keyOfPair[pair];
    if (key === -1) {
      key = keyCount++;
      keyOfPair[pair] = key;
    }
    keyOf[f] = key;
  }
  return { keyOf, keyCount };
}
