import { type FrameKind, KIND_FIELD, KIND_ROOM, KIND_ROOT } from "../../graph/graph.ts";
import { PairMap } from "../../graph/pair-map.ts";
import { FRAME_MERGED, type FrameTable } from "../frame-table.ts";
import { totalsOf } from "./frame-order.ts";
import { type LooseFrames, orderedOf } from "./loose-frames.ts";

/** Strings to look through one by one before it pays to index them all. */
const MAX_SCANS = 8;

/** Names of frames while a tree grows. */
export class FrameNames {
  readonly strings: string[];
  readonly #rows = new Map<string, number>();
  /** Strings that were given and are not in `#rows` yet. */
  #unindexed: number;
  #scans = 0;

  constructor(strings: readonly string[] = []) {
    this.strings = [...strings];
    this.#unindexed = strings.length;
  }

  rowOf(text: string): number {
    let row = this.#rows.get(text);
    if (row !== undefined) return row;
    row = this.#givenRowOf(text);
    if (row === -1) row = this.strings.push(text) - 1;
    this.#rows.set(text, row);
    return row;
  }

  /** A graph names half a million fields, and three or four of them are ever asked for. */
  #givenRowOf(text: string): number {
    if (this.#unindexed === 0) return -1;
    if (this.#scans++ < MAX_SCANS) {
      const row = this.strings.indexOf(text);
      return row < this.#unindexed ? row : -1;
    }
    while (this.#unindexed > 0) this.#rows.set(this.strings[--this.#unindexed], this.#unindexed);
    return this.#rows.get(text) ?? -1;
  }
}

/** A tree of frames in order, and how it grew. */
export interface FinishedTree {
  readonly frames: FrameTable;
  /** Which frame of the tree that grew, or of its bounded copy, stands at each row. */
  readonly frame: Uint32Array;
  /** Per frame of the tree that grew: the frame of the bounded copy; that which was left out is in its "(N more)". `null` where nothing was left out. */
  readonly kept: Int32Array | null;
}

/** Row of each frame of the tree that grew. */
export function rowsOfFrames({ frame, kept }: FinishedTree): Uint32Array {
  const row = new Uint32Array(frame.length);
  for (let at = 0; at < frame.length; at++) row[frame[at]] = at;
  return kept === null ? row : Uint32Array.from(kept, (one) => row[one]);
}

/** A tree that may not grow any more: a file of a few bytes can ask for frames without end. */
export class TooManyFramesError extends Error {
  override readonly name = "TooManyFramesError";
  constructor(maxFrames: number) {
    super(`it has more than ${maxFrames.toLocaleString("en")} frames, the most that can be shown`);
  }
}

const FIRST_ROWS = 1024;

/**
 * A tree of frames that grows: siblings of the same kind and name are one frame. A frame's index is larger than that of the frame around it.
 * `finish` orders it.
 */
export class FrameTree {
  count = 0;
  parent = new Int32Array(FIRST_ROWS);
  name = new Uint32Array(FIRST_ROWS);
  kind = new Uint8Array(FIRST_ROWS);
  flags = new Uint8Array(FIRST_ROWS);
  selfSize = new Float64Array(FIRST_ROWS);
  selfMaxSize = new Float64Array(FIRST_ROWS);
  selfCount = new Uint32Array(FIRST_ROWS);
  readonly names: FrameNames;
  /** Frames by the frame around them, and name and kind as one number. */
  readonly #children = new PairMap();

  readonly #maxFrames: number;

  /** `maxFrames`: the one after it throws a `TooManyFramesError`. Unbounded by default. */
  constructor(names: FrameNames, maxFrames = Number.POSITIVE_INFINITY) {
    this.names = names;
    this.#maxFrames = maxFrames;
    this.addUnlisted(-1, names.rowOf(""), KIND_ROOT);
  }

  /** The frame of this kind and name inside `parent`; -1 if absent. */
  find(parent: number, name: number, kind: FrameKind): number {
    return this.#children.get(parent, name * KIND_ROOM + kind);
  }

  /** The frame of this kind and name inside `parent`, made where it is missing. */
  child(parent: number, name: number, kind: FrameKind): number {
    const found = this.find(parent, name, kind);
    return found === -1 ? this.add(parent, name, kind) : found;
  }

  /** A frame of a kind and name that `parent` does not have yet. */
  add(parent: number, name: number, kind: FrameKind): number {
    const frame = this.addUnlisted(parent, name, kind);
    this.list(frame);
    return frame;
  }

  /** The same, but `find` and `child` do not know the frame until it is listed. */
  addUnlisted(parent: number, name: number, kind: FrameKind): number {
    if (this.count >= this.#maxFrames) throw new TooManyFramesError(this.#maxFrames);
    const frame = this.count++;
    if (frame === this.parent.length) this.#grow(frame * 2);
    this.parent[frame] = parent;
    this.name[frame] = name;
    this.kind[frame] = kind;
    return frame;
  }

  list(frame: number): void {
    this.#children.add(this.parent[frame], this.name[frame] * KIND_ROOM + this.kind[frame], frame);
  }

  #grow(rows: number): void {
    this.parent = grown(this.parent, rows);
    this.name = grown(this.name, rows);
    this.kind = grown(this.kind, rows);
    this.flags = grown(this.flags, rows);
    this.selfSize = grown(this.selfSize, rows);
    this.selfMaxSize = grown(this.selfMaxSize, rows);
    this.selfCount = grown(this.selfCount, rows);
  }

  /** The tree in pre-order, siblings by total size, largest first, then by name; of about `maxFrames` frames at most. */
  finish(maxFrames = Number.POSITIVE_INFINITY): FrameTable {
    return this.finishWithOrder(maxFrames).frames;
  }

  /** The same, and the data to find the row of each frame of this tree in the table. */
  finishWithOrder(maxFrames = Number.POSITIVE_INFINITY): FinishedTree {
    if (this.count <= maxFrames) return { ...orderedOf(this.#loose), kept: null };
    const { smaller, kept } = this.#bounded(maxFrames);
    return { ...orderedOf(smaller.#loose), kept };
  }

  /**
   * A tree without the smallest frames: siblings that are left out become one frame "(N more)". A frame is no smaller than those inside it, so the ones kept are
   * a tree. Each has one frame "(N more)" at most: half of the budget is kept.
   */
  #bounded(maxFrames: number): { smaller: FrameTree; kept: Int32Array } {
    const { count, parent } = this;
    const totalSize = this.#totals(this.selfSize);
    const totalMaxSize = this.#totals(this.selfMaxSize);
    const totalCount = this.#totals(this.selfCount);
    const keptCount = Math.max(1, Math.floor(maxFrames / 2));
    const least = totalSize.slice().sort()[count - keptCount];
    const smaller = new FrameTree(this.names);
    const kept = new Int32Array(count).fill(-1);
    kept[0] = 0;
    /** The largest frames left out, by the frame around them. */
    const left = new Map<number, number[]>();
    /** For frames that are no larger than the smallest that is kept: the larger ones may come after them. */
    let room = keptCount - 1;
    for (let f = 1; f < count; f++) if (totalSize[f] > least) room--;
    for (let f = 1; f < count; f++) {
      const around = kept[parent[f]];
      if (around === -1) continue;
      if (totalSize[f] > least || (totalSize[f] === least && room > 0)) {
        if (totalSize[f] === least) room--;
        const at = smaller.child(around, this.name[f], this.kind[f] as FrameKind);
        kept[f] = at;
        smaller.flags[at] = this.flags[f];
        smaller.selfSize[at] = this.selfSize[f];
        smaller.selfMaxSize[at] = this.selfMaxSize[f];
        smaller.selfCount[at] = this.selfCount[f];
        continue;
      }
      const siblings = left.get(around);
      if (siblings === undefined) left.set(around, [f]);
      else siblings.push(f);
    }
    smaller.selfSize[0] = this.selfSize[0];
    smaller.selfMaxSize[0] = this.selfMaxSize[0];
    for (const [around, siblings] of left) {
      const at = smaller.child(around, this.names.rowOf(`(${siblings.length} more)`), KIND_FIELD);
      smaller.flags[at] |= FRAME_MERGED;
      for (const f of siblings) {
        smaller.selfSize[at] += totalSize[f];
        smaller.selfMaxSize[at] += totalMaxSize[f];
        smaller.selfCount[at] += totalCount[f];
        kept[f] = at;
      }
    }
    for (let f = 1; f < count; f++) if (kept[f] === -1) kept[f] = kept[parent[f]];
    return { smaller, kept };
  }

  #totals(self: Float64Array | Uint32Array): Float64Array {
    return totalsOf(this.#loose, self);
  }

  get #loose(): LooseFrames {
    const { count, parent, name, kind, flags, selfSize, selfMaxSize, selfCount } = this;
    return { count, parent, name, kind, flags, selfSize, selfMaxSize, selfCount, strings: this.names.strings };
  }
}

/** The column with room for so many rows. */
export function grown<Column extends Float64Array | Int32Array | Uint8Array | Uint32Array>(
  column: Column,
  rows: number,
): Column {
  const larger = new (column.constructor as new (rows: number) => Column)(rows);
  larger.set(column);
  return larger;
}
