import { type FrameKind, KIND_FIELD, KIND_ROOT } from "../graph/graph.ts";
import { gathered, totalsOf } from "./frame-order.ts";
import { FRAME_MERGED, type FrameTable } from "./frame-table.ts";
import { type LooseFrames, orderedOf } from "./loose-frames.ts";

/** Names of frames while a tree grows. */
export class FrameNames {
  readonly texts: string[];
  readonly #rows = new Map<string, number>();

  constructor(texts: readonly string[] = []) {
    this.texts = [...texts];
    for (let i = 0; i < this.texts.length; i++) if (!this.#rows.has(this.texts[i]!)) this.#rows.set(this.texts[i]!, i);
  }

  rowOf(text: string): number {
    let row = this.#rows.get(text);
    if (row === undefined) {
      row = this.texts.length;
      this.texts.push(text);
      this.#rows.set(text, row);
    }
    return row;
  }
}

/** A tree of frames in order, and the row of each frame of the tree that grew. */
export interface FinishedTree {
  readonly frames: FrameTable;
  readonly row: Uint32Array;
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
  readonly #children: Map<number, number>[] = [];

  constructor(names: FrameNames) {
    this.names = names;
    this.#add(-1, names.rowOf(""), KIND_ROOT);
  }

  /** The frame of this kind and name inside `parent`, made where it is missing. */
  child(parent: number, name: number, kind: FrameKind): number {
    let children = this.#children[parent];
    if (children === undefined) {
      children = new Map();
      this.#children[parent] = children;
    }
    const key = name * 8 + kind;
    let frame = children.get(key);
    if (frame === undefined) {
      frame = this.#add(parent, name, kind);
      children.set(key, frame);
    }
    return frame;
  }

  #add(parent: number, name: number, kind: FrameKind): number {
    const frame = this.count++;
    if (frame === this.parent.length) this.#grow(frame * 2);
    this.parent[frame] = parent;
    this.name[frame] = name;
    this.kind[frame] = kind;
    return frame;
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
    return this.finishWithRows(maxFrames).frames;
  }

  /** The same, and where each frame of this tree stands in it: one that was left out stands in its "(N more)". */
  finishWithRows(maxFrames = Number.POSITIVE_INFINITY): FinishedTree {
    if (this.count <= maxFrames) {
      const { frames, frame } = orderedOf(this.#loose);
      return { frames, row: inverseOf(frame) };
    }
    const { smaller, kept } = this.#bounded(maxFrames);
    const { frames, frame } = orderedOf(smaller.#loose);
    return { frames, row: gathered(inverseOf(frame), kept) };
  }

  /**
   * A tree without the smallest frames: siblings that are left out become one frame "(N more)". A frame is no smaller than those inside it, so the ones kept are
   * a tree. Each has one frame "(N more)" at most: half of the budget is kept.
   */
  #bounded(maxFrames: number): { smaller: FrameTree; kept: Uint32Array } {
    const { count, parent } = this;
    const totalSize = this.#totals(this.selfSize);
    const totalMaxSize = this.#totals(this.selfMaxSize);
    const totalCount = this.#totals(this.selfCount);
    const least = totalSize.slice().sort()[count - Math.max(1, Math.floor(maxFrames / 2))]!;
    const smaller = new FrameTree(this.names);
    const kept = new Int32Array(count).fill(-1);
    kept[0] = 0;
    /** The largest frames left out, by the frame around them. */
    const left = new Map<number, number[]>();
    let room = Math.max(1, Math.floor(maxFrames / 2)) - 1;
    for (let f = 1; f < count; f++) {
      const around = kept[parent[f]!]!;
      if (around === -1) continue;
      if (totalSize[f]! >= least && room > 0) {
        room--;
        const at = smaller.child(around, this.name[f]!, this.kind[f] as FrameKind);
        kept[f] = at;
        smaller.flags[at] = this.flags[f]!;
        smaller.selfSize[at] = this.selfSize[f]!;
        smaller.selfMaxSize[at] = this.selfMaxSize[f]!;
        smaller.selfCount[at] = this.selfCount[f]!;
        continue;
      }
      const siblings = left.get(around);
      if (siblings === undefined) left.set(around, [f]);
      else siblings.push(f);
    }
    smaller.selfSize[0] = this.selfSize[0]!;
    smaller.selfMaxSize[0] = this.selfMaxSize[0]!;
    for (const [around, siblings] of left) {
      const at = smaller.child(around, this.names.rowOf(`(${siblings.length} more)`), KIND_FIELD);
      smaller.flags[at]! |= FRAME_MERGED;
      for (const f of siblings) {
        smaller.selfSize[at]! += totalSize[f]!;
        smaller.selfMaxSize[at]! += totalMaxSize[f]!;
        smaller.selfCount[at]! += totalCount[f]!;
        kept[f] = at;
      }
    }
    for (let f = 1; f < count; f++) if (kept[f] === -1) kept[f] = kept[parent[f]!]!;
    return { smaller, kept: Uint32Array.from(kept) };
  }

  #totals(self: Float64Array | Uint32Array): Float64Array {
    return totalsOf(this.#loose, self);
  }

  get #loose(): LooseFrames {
    const { count, parent, name, kind, flags, selfSize, selfMaxSize, selfCount } = this;
    return { count, parent, name, kind, flags, selfSize, selfMaxSize, selfCount, texts: this.names.texts };
  }
}

function inverseOf(frame: Uint32Array): Uint32Array {
  const row = new Uint32Array(frame.length);
  for (let at = 0; at < frame.length; at++) row[frame[at]!] = at;
  return row;
}

function grown<Column extends Float64Array | Int32Array | Uint8Array | Uint32Array>(
  column: Column,
  rows: number,
): Column {
  const larger = new (column.constructor as new (rows: number) => Column)(rows);
  larger.set(column);
  return larger;
}
