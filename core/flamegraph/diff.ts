import type { FrameTable } from "./frame-table.ts";
import { gathered, type LooseTree, orderOf, totalsOf } from "./tree/frame-order.ts";
import { FrameNames } from "./tree/frame-tree.ts";

/** Bits of `FrameChanges.sides`: where the frame's path is found. */
export const IN_BEFORE = 1;
export const IN_AFTER = 2;

/** What a diff knows of each of its frames besides the columns of the table. Sizes are bytes, at least; those named max, at most. */
export interface FrameChanges {
  /** IN_BEFORE, IN_AFTER or both. */
  readonly sides: Uint8Array;
  readonly beforeSelf: Float64Array;
  readonly afterSelf: Float64Array;
  readonly beforeTotal: Float64Array;
  readonly afterTotal: Float64Array;
  readonly beforeMaxTotal: Float64Array;
  readonly afterMaxTotal: Float64Array;
  /** JS objects that stand at this very frame. */
  readonly beforeSelfCount: Uint32Array;
  readonly afterSelfCount: Uint32Array;
  /** JS objects at the frame and below. */
  readonly beforeCount: Uint32Array;
  readonly afterCount: Uint32Array;
}

/** Two tables as one. */
export interface FrameDiff {
  readonly frames: FrameTable;
  readonly changes: FrameChanges;
}

/**
 * What the frames of a diff are: `"all"` is every path of either table, and a frame's own figures are the larger ones of both sides, so that what is gone keeps its place;
 * `"growth"` is what was added, frame by frame: a frame's own figures are those by which it grew, and paths without growth in them are left out.
 * In both, totals are sums of these, so children always fit into their parents; `changes` tells the figures as they were.
 */
export type DiffScope = "all" | "growth";

/** Frames are the same where their paths are: names and kinds from the root down. Costs a step for each frame of both tables. */
export function diffFrames(before: FrameTable, after: FrameTable, scope: DiffScope): FrameDiff {
  const union = new Union(before.count + after.count);
  const beforeRow = union.add(before, IN_BEFORE);
  const afterRow = union.add(after, IN_AFTER);
  return finish(union, sideOf(union, before, beforeRow), sideOf(union, after, afterRow), scope);
}

/** Figures of one of the two tables, by frame of the union. */
interface Side {
  readonly selfSize: Float64Array;
  readonly selfMaxSize: Float64Array;
  readonly selfCount: Uint32Array;
}

/** No frame. */
const NONE = -1;

/** The tree that both tables are parts of. */
class Union implements LooseTree {
  count = 0;
  readonly parent: Int32Array;
  readonly name: Uint32Array;
  readonly kind: Uint8Array;
  readonly flags: Uint8Array;
  readonly sides: Uint8Array;
  readonly #names = new FrameNames();
  /** Frames by hash of parent, name and kind; a power of two of slots, at most half of them taken. */
  readonly #slots: Int32Array;

  constructor(capacity: number) {
    this.parent = new Int32Array(capacity);
    this.name = new Uint32Array(capacity);
    this.kind = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.sides = new Uint8Array(capacity);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(capacity * 2 + 2))).fill(NONE);
  }

  get texts(): readonly string[] {
    return this.#names.texts;
  }

  /** Adds all frames of the table. Returns the union's frame for each of them. */
  add(frames: FrameTable, side: number): Uint32Array {
    const { count, parent, kind, flags } = frames;
    const nameRow = Uint32Array.from(frames.names, (text) => this.#names.rowOf(text));
    const rows = new Uint32Array(count);
    for (let f = 0; f < count; f++) {
      /* Frame 0 of both is the same: nothing stands around it. */
      const at = this.#frameOf(f === 0 ? NONE : rows[parent[f]!]!, nameRow[frames.name[f]!]!, kind[f]!);
      rows[f] = at;
      this.flags[at]! |= flags[f]!;
      this.sides[at]! |= side;
    }
    return rows;
  }

  #frameOf(parent: number, name: number, kind: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = Math.imul(Math.imul(parent, 0x9e3779b1) ^ (name * 8 + kind), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    for (let at = slots[slot]!; at !== NONE; at = slots[slot]!) {
      if (this.parent[at] === parent && this.name[at] === name && this.kind[at] === kind) return at;
      slot = (slot + 1) & mask;
    }
    const frame = this.count++;
    slots[slot] = frame;
    this.parent[frame] = parent;
    this.name[frame] = name;
    this.kind[frame] = kind;
    return frame;
  }
}

/** A table may repeat a path: its figures add up. */
function sideOf(union: Union, frames: FrameTable, row: Uint32Array): Side {
  const selfSize = new Float64Array(union.count);
  const selfMaxSize = new Float64Array(union.count);
  const selfCount = new Uint32Array(union.count);
  for (let f = 0; f < frames.count; f++) {
    const at = row[f]!;
    selfSize[at]! += frames.selfSize[f]!;
    selfMaxSize[at]! += frames.selfMaxSize[f]!;
    selfCount[at]! += frames.selfCount[f]!;
  }
  return { selfSize, selfMaxSize, selfCount };
}

function finish(union: Union, before: Side, after: Side, scope: DiffScope): FrameDiff {
  const joined = joinedOf(before, after, scope);
  const totals = {
    size: totalsOf(union, joined.selfSize),
    maxSize: totalsOf(union, joined.selfMaxSize),
    count: totalsOf(union, joined.selfCount),
  };
  const kept = scope === "all" ? rowsOf(union) : grownRowsOf(union, totals.maxSize, totals.count);
  const order = orderOf(treeOf(union, kept), gathered(totals.size, kept));
  /* Frames of the union by rows of the table. */
  const rows = gathered(kept, order.frame);
  return {
    frames: {
      count: rows.length,
      names: union.texts,
      parent: order.parent,
      subtreeEnd: order.subtreeEnd,
      depth: order.depth,
      name: gathered(union.name, rows),
      kind: gathered(union.kind, rows),
      flags: gathered(union.flags, rows),
      selfSize: gathered(joined.selfSize, rows),
      selfMaxSize: gathered(joined.selfMaxSize, rows),
      totalSize: gathered(totals.size, rows),
      totalMaxSize: gathered(totals.maxSize, rows),
      selfCount: gathered(joined.selfCount, rows),
      totalCount: gathered(Uint32Array.from(totals.count), rows),
    },
    changes: {
      sides: gathered(union.sides, rows),
      beforeSelf: gathered(before.selfSize, rows),
      afterSelf: gathered(after.selfSize, rows),
      beforeTotal: gathered(totalsOf(union, before.selfSize), rows),
      afterTotal: gathered(totalsOf(union, after.selfSize), rows),
      beforeMaxTotal: gathered(totalsOf(union, before.selfMaxSize), rows),
      afterMaxTotal: gathered(totalsOf(union, after.selfMaxSize), rows),
      beforeSelfCount: gathered(before.selfCount, rows),
      afterSelfCount: gathered(after.selfCount, rows),
      beforeCount: gathered(Uint32Array.from(totalsOf(union, before.selfCount)), rows),
      afterCount: gathered(Uint32Array.from(totalsOf(union, after.selfCount)), rows),
    },
  };
}

/** The figures that the frames of the diff are drawn by. */
function joinedOf(before: Side, after: Side, scope: DiffScope): Side {
  const count = before.selfSize.length;
  const selfSize = new Float64Array(count);
  const selfMaxSize = new Float64Array(count);
  const selfCount = new Uint32Array(count);
  for (let f = 0; f < count; f++) {
    const sizeBefore = before.selfSize[f]!;
    const sizeAfter = after.selfSize[f]!;
    const maxBefore = before.selfMaxSize[f]!;
    const maxAfter = after.selfMaxSize[f]!;
    const countBefore = before.selfCount[f]!;
    const countAfter = after.selfCount[f]!;
    if (scope === "all") {
      selfSize[f] = Math.max(sizeBefore, sizeAfter);
      selfMaxSize[f] = Math.max(maxBefore, maxAfter);
      selfCount[f] = Math.max(countBefore, countAfter);
    } else {
      selfSize[f] = Math.max(0, sizeAfter - sizeBefore);
      /* A range that became narrower may have grown at its lower end alone. */
      selfMaxSize[f] = Math.max(selfSize[f]!, maxAfter - maxBefore);
      selfCount[f] = Math.max(0, countAfter - countBefore);
    }
  }
  return { selfSize, selfMaxSize, selfCount };
}

function rowsOf({ count }: Union): Uint32Array {
  const rows = new Uint32Array(count);
  for (let f = 0; f < count; f++) rows[f] = f;
  return rows;
}

/** The frames that have anything. */
function grownRowsOf({ count }: Union, totalMaxSize: Float64Array, totalCount: Float64Array): Uint32Array {
  const rows = new Uint32Array(count);
  let kept = 1;
  for (let f = 1; f < count; f++) if (totalMaxSize[f]! > 0 || totalCount[f]! > 0) rows[kept++] = f;
  return rows.slice(0, kept);
}

/** Of these frames a tree: with a frame, those around it are kept too. */
function treeOf(union: Union, kept: Uint32Array): LooseTree {
  const place = new Int32Array(union.count);
  for (let at = 0; at < kept.length; at++) place[kept[at]!] = at;
  const parent = gathered(union.parent, kept);
  for (let at = 1; at < kept.length; at++) parent[at] = place[parent[at]!]!;
  return { count: kept.length, parent, name: gathered(union.name, kept), texts: union.texts };
}
