import { type FrameKind, KIND_FIELD, KIND_ROOM } from "../../graph/graph.ts";
import { FRAME_INVERTED, FRAME_MERGED, FRAME_OFF_HEAP, FRAME_SPARE, type FrameTable } from "../frame-table.ts";
import { FrameNames, FrameTree } from "../tree/frame-tree.ts";

/** Turned around, a path of a thousand frames with bytes on each becomes half a million frames. */
const MAX_FRAMES = 200_000;
/** Steps from a frame to the one around it: what one answer may cost. */
const MAX_STEPS = 24_000_000;
/** Bundles before it pays to look which of them are too small. */
const FIRST_DROP = 4096;
const TAKEN = -1;

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
 * A sum is what a frame has of its own, on its way up: it has come to the frame `at`. The sums that have come the same way (by names and kinds) stand
 * side by side, as one bundle; a bundle becomes a frame of the new tree, and its sums, a step further up, become the bundles inside it.
 */
class Inversion {
  readonly #frames: FrameTable;
  readonly #tree: FrameTree;

  /* Per sum: the frame that it has come to, the one that it is of, and its size, which is asked for at each step. */
  readonly #at: Int32Array;
  readonly #of: Int32Array;
  readonly #size: Float64Array;
  /* The same, while sums are sorted. */
  readonly #sortedAt: Int32Array;
  readonly #sortedOf: Int32Array;
  readonly #sortedSize: Float64Array;

  /* Per bundle. */
  readonly #first: number[] = [];
  readonly #end: number[] = [];
  readonly #total: number[] = [];
  /** Frame of the new tree that it stands in; TAKEN when it has become one itself. */
  readonly #around: number[] = [];
  /** Bundles that may become frames: the largest one is the first, and none is larger than the one at half its place. */
  #heap: number[] = [];
  /** Bundles of so many bytes cannot become frames any more. */
  #tooSmall = -1;
  /** Bundles in the heap before it is looked through for such. */
  #nextDrop = FIRST_DROP;
  readonly #maxFrames: number;

  /** Per frame: the frame of the new tree that gets what it has of its own. */
  readonly #to: Int32Array;
  /** Per frame: which name and kind it has, as one number. */
  readonly #keyOf: Uint32Array;
  /** Per frame: the one around it, and the key of that one. Side by side, because a step finds neither in the processor's cache. */
  readonly #up: Int32Array;
  /* Per key: its group of the sums that are split, and the round in which that was written. */
  readonly #groupOf: Int32Array;
  readonly #groupRound: Int32Array;
  #round = 0;
  /* Groups of this round. */
  #groupCount = 0;
  readonly #counts: number[] = [];
  readonly #totals: number[] = [];
  /** Per sum: its group in this round. */
  readonly #group: Int32Array;

  constructor(frames: FrameTable, maxFrames: number) {
    const { count } = frames;
    this.#maxFrames = maxFrames;
    this.#frames = frames;
    this.#tree = new FrameTree(new FrameNames(frames.names));
    this.#at = new Int32Array(count);
    this.#of = new Int32Array(count);
    this.#size = new Float64Array(count);
    this.#sortedAt = new Int32Array(count);
    this.#sortedOf = new Int32Array(count);
    this.#sortedSize = new Float64Array(count);
    this.#group = new Int32Array(count);
    this.#to = new Int32Array(count);
    const { keyOf, keyCount } = keysOf(frames);
    this.#keyOf = keyOf;
    this.#up = upOf(frames, keyOf);
    this.#groupOf = new Int32Array(keyCount);
    this.#groupRound = new Int32Array(keyCount);
  }

  grow(maxSteps: number): FrameTable {
    const tree = this.#tree;
    this.#collect();
    let steps = 0;
    while (this.#heap.length > 0 && tree.count < this.#maxFrames && steps < maxSteps) {
      const bundle = this.#takeLargest();
      const first = this.#first[bundle];
      const end = this.#end[bundle];
      const around = this.#around[bundle];
      this.#around[bundle] = TAKEN;
      const like = this.#at[first];
      const frame = tree.add(around, this.#frames.name[like], this.#frames.kind[like] as FrameKind);
      /* What stands at the top is still what it was; a frame inside is an owner, whose own bytes are elsewhere. */
      if (around === 0) tree.flags[frame] |= this.#frames.flags[like] & FRAME_OFF_HEAP;
      /* Turned around once more, the table is as it was. */
      tree.flags[frame] |= (this.#frames.flags[like] & (FRAME_INVERTED | FRAME_MERGED | FRAME_SPARE)) ^ FRAME_INVERTED;
      steps += end - first;
      this.#stepUp(first, end, frame);
    }
    this.#mergeRest();
    this.#sum();
    return tree.finish();
  }

  /** A sum for each frame that has something of its own, in bundles by the frame's key. */
  #collect(): void {
    const { count, selfSize, selfMaxSize, selfCount } = this.#frames;
    let end = 0;
    this.#beginRound();
    for (let f = 1; f < count; f++) {
      if (selfSize[f] === 0 && selfMaxSize[f] === 0 && selfCount[f] === 0) continue;
      this.#at[end] = f;
      this.#of[end] = f;
      this.#size[end] = selfSize[f];
      this.#group[end] = this.#grouped(this.#keyOf[f], selfSize[f]);
      end++;
    }
    this.#bundle(0, end, 0);
  }

  /** Moves sums to the frames around theirs, and bundles them by what they have come to; those that leave a root are what `frame` has of its own. */
  #stepUp(first: number, end: number, frame: number): void {
    const at = this.#at;
    const of = this.#of;
    const size = this.#size;
    const up = this.#up;
    const group = this.#group;
    const to = this.#to;
    this.#beginRound();
    let kept = first;
    for (let i = first; i < end; i++) {
      const step = 2 * at[i];
      const around = up[step];
      if (around === 0) {
        to[of[i]] = frame;
        continue;
      }
      at[kept] = around;
      of[kept] = of[i];
      size[kept] = size[i];
      group[kept] = this.#grouped(up[step + 1], size[i]);
      kept++;
    }
    this.#bundle(first, kept, frame);
  }

  #beginRound(): void {
    this.#round++;
    this.#groupCount = 0;
  }

  /** The group of the key in this round, which becomes larger by one sum. */
  #grouped(key: number, size: number): number {
    if (this.#groupRound[key] !== this.#round) {
      this.#groupRound[key] = this.#round;
      this.#groupOf[key] = this.#groupCount;
      this.#counts[this.#groupCount] = 0;
      this.#totals[this.#groupCount] = 0;
      this.#groupCount++;
    }
    const group = this.#groupOf[key];
    this.#counts[group]++;
    this.#totals[group] += size;
    return group;
  }

  /** Sorts the sums by their groups, each of which is a bundle. */
  #bundle(first: number, end: number, around: number): void {
    const counts = this.#counts;
    for (let group = 0, start = first; group < this.#groupCount; group++) {
      const next = start + counts[group];
      this.#push(start, next, this.#totals[group], around);
      /* From here on it is where the next sum of the group goes. */
      counts[group] = start;
      start = next;
    }
    if (this.#groupCount < 2) return;
    const at = this.#at;
    const of = this.#of;
    const size = this.#size;
    const sortedAt = this.#sortedAt;
    const sortedOf = this.#sortedOf;
    const sortedSize = this.#sortedSize;
    for (let i = first; i < end; i++) {
      const to = counts[this.#group[i]]++;
      sortedAt[to] = at[i];
      sortedOf[to] = of[i];
      sortedSize[to] = size[i];
    }
    for (let i = first; i < end; i++) {
      at[i] = sortedAt[i];
      of[i] = sortedOf[i];
      size[i] = sortedSize[i];
    }
  }

  #push(first: number, end: number, total: number, around: number): void {
    const bundle = this.#first.length;
    this.#first.push(first);
    this.#end.push(end);
    this.#total.push(total);
    this.#around.push(around);
    if (total <= this.#tooSmall) return;
    this.#enter(bundle);
    if (this.#heap.length >= this.#nextDrop) this.#dropSmall();
  }

  #enter(bundle: number): void {
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

  /** Takes those out of the heap that cannot become frames any more, because there are enough larger ones. */
  #dropSmall(): void {
    const room = this.#maxFrames - this.#tree.count;
    if (room < this.#heap.length) {
      const bySize = this.#heap.toSorted((one, other) => (this.#isLarger(one, other) ? -1 : 1));
      bySize.length = room;
      this.#tooSmall = this.#total[bySize[room - 1]];
      /* What is in order, the largest first, is such a heap. */
      this.#heap = bySize;
    }
    this.#nextDrop = Math.max(FIRST_DROP, 2 * this.#heap.length);
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
    const around = this.#around;
    const frameCount = tree.count;
    const left = new Uint32Array(frameCount);
    for (let bundle = 0; bundle < around.length; bundle++) if (around[bundle] !== TAKEN) left[around[bundle]]++;
    const frameIn = new Int32Array(frameCount);
    for (let frame = 0; frame < frameCount; frame++) {
      if (left[frame] === 0) continue;
      frameIn[frame] = tree.child(frame, tree.names.rowOf(`(${left[frame]} more)`), KIND_FIELD);
      tree.flags[frameIn[frame]] |= FRAME_INVERTED | FRAME_MERGED;
    }
    for (let bundle = 0; bundle < around.length; bundle++) {
      if (around[bundle] === TAKEN) continue;
      const frame = frameIn[around[bundle]];
      const end = this.#end[bundle];
      for (let sum = this.#first[bundle]; sum < end; sum++) this.#to[this.#of[sum]] = frame;
    }
  }

  /** Gives the frames of the new tree what is theirs, in the order in which the table has it. */
  #sum(): void {
    const { count, selfSize, selfMaxSize, selfCount } = this.#frames;
    const tree = this.#tree;
    const to = this.#to;
    for (let f = 0; f < count; f++) {
      tree.selfSize[to[f]] += selfSize[f];
      tree.selfMaxSize[to[f]] += selfMaxSize[f];
      tree.selfCount[to[f]] += selfCount[f];
    }
  }
}

/** By frame, two numbers: the one around it, and the key of that one. */
function upOf({ count, parent }: FrameTable, keyOf: Uint32Array): Int32Array {
  const up = new Int32Array(2 * count);
  for (let f = 1; f < count; f++) {
    up[2 * f] = parent[f];
    up[2 * f + 1] = keyOf[parent[f]];
  }
  return up;
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
