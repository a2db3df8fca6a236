import { type FrameKind, KIND_FIELD } from "../graph/graph.ts";
import type { FrameTable } from "./frame-table.ts";
import { childCountsOf } from "./tree/child-counts.ts";
import { gathered, type LooseTree, orderOf, totalsOf } from "./tree/frame-order.ts";
import { FrameNames, FrameTree } from "./tree/frame-tree.ts";

/** Bits of `FrameChanges.sides`: where the frame's path is found. */
export const IN_BEFORE = 1;
export const IN_AFTER = 2;

/**
 * Of a comparison of more than two snapshots: own figures of each frame in each of them, the first, those between and the last. A plain comparison has none: `snapshots` is 0 and
 * the columns are empty. The row of a frame is `snapshot * frames.count + frame`.
 */
export interface RoundColumns {
  readonly snapshots: number;
  /** 1 where the frame's path is in the snapshot. */
  readonly isIn: Uint8Array;
  readonly selfSize: Float64Array;
  readonly selfCount: Uint32Array;
  /** As `FrameChanges.beforeChildCount`. */
  readonly childCount: Uint32Array;
  /** Fields of the object by their names, and entries: items of an array, members of a Set, values of a dictionary, whether they are objects or not. Entries are 0 where they are not known. */
  readonly entries: Float64Array;
}

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
  /** JS objects that are the frame's children: `childCountsOf`. Those of frames that the diff leaves out are counted, too. */
  readonly beforeChildCount: Uint32Array;
  readonly afterChildCount: Uint32Array;
  readonly rounds: RoundColumns;
}

/** Two tables, and those between them, as one. */
export interface FrameDiff {
  readonly frames: FrameTable;
  readonly changes: FrameChanges;
}

/**
 * The frames of a diff. `"all"`: every path of either table; a frame's own figures are the larger ones of both sides,
 * so removed frames keep their place. `"growth"`: only additions; a frame's own figures are its growth, and paths
 * without growth are left out. `"shrunk"`: the same of removals. In all, totals are sums of these, so children always fit into their parents; `changes`
 * has the original figures. Paths that only tables between have are left out of each.
 */
export type DiffScope = "growth" | "all" | "shrunk";

/**
 * What changed from the first table to the last; there are two at least. Frames are the same where their paths are: names and kinds from the root down. Costs a step for each
 * frame of all tables. `entries` of each table are by frame; `null` where they are not known.
 */
export function diffFrames(
  tables: readonly FrameTable[],
  scope: DiffScope,
  entries: readonly (Float64Array | null)[] = [],
): FrameDiff {
  return finish(unionOf(tables, entries), scope);
}

/** Figures of one of the tables, by frame of the union. */
interface Side {
  readonly isIn: Uint8Array;
  readonly selfSize: Float64Array;
  readonly selfMaxSize: Float64Array;
  readonly selfCount: Uint32Array;
  readonly entries: Float64Array;
}

/** Adds all frames of the table to the tree that all tables are parts of. Returns the tree's frame for each of them. */
function addAll(tree: FrameTree, frames: FrameTable): Uint32Array {
  const { count, parent, kind, flags } = frames;
  const nameRow = Uint32Array.from(frames.names, (text) => tree.names.rowOf(text));
  /* Frame 0 is the same in every tree. */
  const rows = new Uint32Array(count);
  tree.flags[0] |= flags[0];
  for (let f = 1; f < count; f++) {
    const at = tree.child(rows[parent[f]], nameRow[frames.name[f]], kind[f] as FrameKind);
    rows[f] = at;
    tree.flags[at] |= flags[f];
  }
  return rows;
}

/** What the frames of the tree are, beside its own columns. */
interface Union {
  readonly tree: FrameTree;
  /** By table. */
  readonly sides: readonly Side[];
}

function unionOf(tables: readonly FrameTable[], entries: readonly (Float64Array | null)[]): Union {
  const tree = new FrameTree(new FrameNames());
  const rows = tables.map((frames) => addAll(tree, frames));
  return {
    tree,
    sides: tables.map((frames, table) => sideOf(tree.count, frames, rows[table], entries[table] ?? null)),
  };
}

/** A table may repeat a path: its figures add up. */
function sideOf(count: number, frames: FrameTable, row: Uint32Array, known: Float64Array | null): Side {
  const isIn = new Uint8Array(count);
  const selfSize = new Float64Array(count);
  const selfMaxSize = new Float64Array(count);
  const selfCount = new Uint32Array(count);
  const entries = new Float64Array(count);
  const anyKey = frames.names.indexOf("[key]");
  for (let f = 0; f < frames.count; f++) {
    const at = row[f];
    isIn[at] = 1;
    selfSize[at] += frames.selfSize[f];
    selfMaxSize[at] += frames.selfMaxSize[f];
    selfCount[at] += frames.selfCount[f];
    if (known !== null) entries[at] += known[f];
    if (frames.kind[f] === KIND_FIELD && frames.name[f] !== anyKey) entries[row[frames.parent[f]]]++;
  }
  return { isIn, selfSize, selfMaxSize, selfCount, entries };
}

function finish({ tree, sides }: Union, scope: DiffScope): FrameDiff {
  const before = sides[0];
  const after = sides[sides.length - 1];
  const childCounts = childCountsBySide(tree, sides);
  const joined = joinedOf(before, after, scope);
  const totals = {
    size: totalsOf(tree, joined.selfSize),
    maxSize: totalsOf(tree, joined.selfMaxSize),
    count: totalsOf(tree, joined.selfCount),
  };
  const kept = scope === "all" ? rowsIn(before, after) : changedRowsOf(tree, totals.maxSize, totals.count);
  const order = orderOf(treeOf(tree, kept), gathered(totals.size, kept));
  /* Frames of the union by rows of the table. */
  const rows = gathered(kept, order.frame);
  return {
    frames: {
      count: rows.length,
      names: tree.names.strings,
      parent: order.parent,
      subtreeEnd: order.subtreeEnd,
      depth: order.depth,
      name: gathered(tree.name, rows),
      kind: gathered(tree.kind, rows),
      flags: gathered(tree.flags, rows),
      selfSize: gathered(joined.selfSize, rows),
      selfMaxSize: gathered(joined.selfMaxSize, rows),
      totalSize: gathered(totals.size, rows),
      totalMaxSize: gathered(totals.maxSize, rows),
      selfCount: gathered(joined.selfCount, rows),
      totalCount: gathered(Uint32Array.from(totals.count), rows),
    },
    changes: {
      sides: gathered(sidesOf(before, after), rows),
      beforeSelf: gathered(before.selfSize, rows),
      afterSelf: gathered(after.selfSize, rows),
      beforeTotal: gathered(totalsOf(tree, before.selfSize), rows),
      afterTotal: gathered(totalsOf(tree, after.selfSize), rows),
      beforeMaxTotal: gathered(totalsOf(tree, before.selfMaxSize), rows),
      afterMaxTotal: gathered(totalsOf(tree, after.selfMaxSize), rows),
      beforeSelfCount: gathered(before.selfCount, rows),
      afterSelfCount: gathered(after.selfCount, rows),
      beforeCount: gathered(Uint32Array.from(totalsOf(tree, before.selfCount)), rows),
      afterCount: gathered(Uint32Array.from(totalsOf(tree, after.selfCount)), rows),
      beforeChildCount: gathered(childCounts[0], rows),
      afterChildCount: gathered(childCounts[sides.length - 1], rows),
      rounds: roundsOf(sides, childCounts, rows),
    },
  };
}

function childCountsBySide(tree: FrameTree, sides: readonly Side[]): readonly Uint32Array[] {
  const isCounted = new Uint8Array(tree.count);
  for (const { selfCount } of sides) for (let f = 0; f < tree.count; f++) if (selfCount[f] > 0) isCounted[f] = 1;
  const { count, parent, name, kind } = tree;
  const loose = { count, parent, name, kind, strings: tree.names.strings };
  return sides.map(({ selfCount }) => childCountsOf(loose, isCounted, selfCount));
}

function sidesOf(before: Side, after: Side): Uint8Array {
  return before.isIn.map((isIn, frame) => (isIn === 1 ? IN_BEFORE : 0) | (after.isIn[frame] === 1 ? IN_AFTER : 0));
}

function roundsOf(sides: readonly Side[], childCounts: readonly Uint32Array[], rows: Uint32Array): RoundColumns {
  const snapshots = sides.length > 2 ? sides.length : 0;
  const length = snapshots * rows.length;
  const isIn = new Uint8Array(length);
  const selfSize = new Float64Array(length);
  const selfCount = new Uint32Array(length);
  const childCount = new Uint32Array(length);
  const entries = new Float64Array(length);
  for (let snapshot = 0; snapshot < snapshots; snapshot++) {
    const first = snapshot * rows.length;
    isIn.set(gathered(sides[snapshot].isIn, rows), first);
    selfSize.set(gathered(sides[snapshot].selfSize, rows), first);
    selfCount.set(gathered(sides[snapshot].selfCount, rows), first);
    childCount.set(gathered(childCounts[snapshot], rows), first);
    entries.set(gathered(sides[snapshot].entries, rows), first);
  }
  return { snapshots, isIn, selfSize, selfCount, childCount, entries };
}

/** The figures that the frames of the diff are drawn by. */
function joinedOf(before: Side, after: Side, scope: DiffScope): Omit<Side, "isIn" | "entries"> {
  const count = before.selfSize.length;
  const selfSize = new Float64Array(count);
  const selfMaxSize = new Float64Array(count);
  const selfCount = new Uint32Array(count);
  for (let f = 0; f < count; f++) {
    const sizeBefore = before.selfSize[f];
    const sizeAfter = after.selfSize[f];
    const maxBefore = before.selfMaxSize[f];
    const maxAfter = after.selfMaxSize[f];
    const countBefore = before.selfCount[f];
    const countAfter = after.selfCount[f];
    if (scope === "all") {
      selfSize[f] = Math.max(sizeBefore, sizeAfter);
      selfMaxSize[f] = Math.max(maxBefore, maxAfter);
      selfCount[f] = Math.max(countBefore, countAfter);
    } else {
      const sign = scope === "growth" ? 1 : -1;
      selfSize[f] = Math.max(0, sign * (sizeAfter - sizeBefore));
      /* A range that became narrower may have grown at its lower end alone. */
      selfMaxSize[f] = Math.max(selfSize[f], sign * (maxAfter - maxBefore));
      selfCount[f] = Math.max(0, sign * (countAfter - countBefore));
    }
  }
  return { selfSize, selfMaxSize, selfCount };
}

/** The frames that one of the two has at least. */
function rowsIn(before: Side, after: Side): Uint32Array {
  const rows = new Uint32Array(before.isIn.length);
  let kept = 0;
  for (let f = 0; f < rows.length; f++) if (before.isIn[f] === 1 || after.isIn[f] === 1) rows[kept++] = f;
  return rows.slice(0, kept);
}

/** The frames that have anything. */
function changedRowsOf({ count }: FrameTree, totalMaxSize: Float64Array, totalCount: Float64Array): Uint32Array {
  const rows = new Uint32Array(count);
  let kept = 1;
  for (let f = 1; f < count; f++) if (totalMaxSize[f] > 0 || totalCount[f] > 0) rows[kept++] = f;
  return rows.slice(0, kept);
}

/** Of these frames a tree: with a frame, those around it are kept too. */
function treeOf(tree: FrameTree, kept: Uint32Array): LooseTree {
  const place = new Int32Array(tree.count);
  for (let at = 0; at < kept.length; at++) place[kept[at]] = at;
  const parent = gathered(tree.parent, kept);
  for (let at = 1; at < kept.length; at++) parent[at] = place[parent[at]];
  return { count: kept.length, parent, name: gathered(tree.name, kept), strings: tree.names.strings };
}
