import { type FrameKind, KIND_FIELD, KIND_ROOT } from "../graph/graph.ts";
import { FRAME_MERGED, type FrameTable } from "./frame-table.ts";

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
    return this.count > maxFrames ? this.#bounded(maxFrames).finish() : this.#ordered();
  }

  /**
   * A tree without the smallest frames: siblings that are left out become one frame "(N more)". A frame is no smaller than those inside it, so the ones kept are
   * a tree. Each has one frame "(N more)" at most: half of the budget is kept.
   */
  #bounded(maxFrames: number): FrameTree {
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
      }
    }
    return smaller;
  }

  /** Sums of a column over each frame and all inside it. */
  #totals(self: Float64Array | Uint32Array): Float64Array {
    const { count, parent } = this;
    const totals = new Float64Array(count);
    for (let f = count - 1; f > 0; f--) {
      totals[f]! += self[f]!;
      totals[parent[f]!]! += totals[f]!;
    }
    totals[0]! += self[0]!;
    return totals;
  }

  #ordered(): FrameTable {
    const { count, parent } = this;
    const totalSize = this.#totals(this.selfSize);
    const totalMaxSize = this.#totals(this.selfMaxSize);
    const totalCount = this.#totals(this.selfCount);
    const subtreeRows = new Uint32Array(count).fill(1);
    for (let f = count - 1; f > 0; f--) {
      subtreeRows[parent[f]!]! += subtreeRows[f]!;
    }
    const { children, firstChild } = this.#sortedChildren(totalSize);

    /* A frame's row is that of the frame around it, plus one, plus the rows of the siblings before it. */
    const row = new Uint32Array(count);
    const frames: FrameTable = {
      count,
      names: this.names.texts,
      parent: new Int32Array(count),
      subtreeEnd: new Uint32Array(count),
      depth: new Uint32Array(count),
      name: new Uint32Array(count),
      kind: new Uint8Array(count),
      flags: new Uint8Array(count),
      selfSize: new Float64Array(count),
      selfMaxSize: new Float64Array(count),
      totalSize: new Float64Array(count),
      totalMaxSize: new Float64Array(count),
      selfCount: new Uint32Array(count),
      totalCount: new Uint32Array(count),
    };
    frames.parent[0] = -1;
    for (let f = 0; f < count; f++) {
      const at = row[f]!;
      frames.subtreeEnd[at] = at + subtreeRows[f]!;
      frames.name[at] = this.name[f]!;
      frames.kind[at] = this.kind[f]!;
      frames.flags[at] = this.flags[f]!;
      frames.selfSize[at] = this.selfSize[f]!;
      frames.selfMaxSize[at] = this.selfMaxSize[f]!;
      frames.totalSize[at] = totalSize[f]!;
      frames.totalMaxSize[at] = totalMaxSize[f]!;
      frames.selfCount[at] = this.selfCount[f]!;
      frames.totalCount[at] = totalCount[f]!;
      let next = at + 1;
      for (let i = firstChild[f]!; i < firstChild[f + 1]!; i++) {
        const child = children[i]!;
        row[child] = next;
        frames.parent[next] = at;
        frames.depth[next] = frames.depth[at]! + 1;
        next += subtreeRows[child]!;
      }
    }
    return frames;
  }

  #sortedChildren(totalSize: Float64Array): { children: Uint32Array; firstChild: Uint32Array } {
    const { count, parent, name } = this;
    const { texts } = this.names;
    const firstChild = new Uint32Array(count + 1);
    for (let f = 1; f < count; f++) firstChild[parent[f]! + 1]!++;
    for (let f = 0; f < count; f++) firstChild[f + 1]! += firstChild[f]!;
    const children = new Uint32Array(Math.max(0, count - 1));
    const filled = firstChild.slice();
    for (let f = 1; f < count; f++) {
      const p = parent[f]!;
      children[filled[p]!] = f;
      filled[p]!++;
    }
    const bySize = (a: number, b: number): number => {
      const difference = totalSize[b]! - totalSize[a]!;
      if (difference !== 0) return difference;
      const nameA = texts[name[a]!]!;
      const nameB = texts[name[b]!]!;
      return nameA < nameB ? -1 : nameA > nameB ? 1 : a - b;
    };
    for (let f = 0; f < count; f++) {
      if (firstChild[f + 1]! - firstChild[f]! > 1) children.subarray(firstChild[f], firstChild[f + 1]).sort(bySize);
    }
    return { children, firstChild };
  }
}

function grown<Column extends Float64Array | Int32Array | Uint8Array | Uint32Array>(
  column: Column,
  rows: number,
): Column {
  const larger = new (column.constructor as new (rows: number) => Column)(rows);
  larger.set(column);
  return larger;
}
