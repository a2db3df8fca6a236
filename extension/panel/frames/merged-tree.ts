import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_MERGED } from "../../../core/flamegraph/frame-table.ts";
import { isTypeKind, KIND_FIELD, KIND_ROOM, KIND_STORAGE } from "../../../core/graph/graph.ts";
import { boxLabelOf, firstChildOf, headOf, isInside, NO_BOX, parentBoxOf, TOP_BOX, tailOf } from "./box.ts";
import { figuresOfFrames, type TreeFigures } from "./tree-figures.ts";

export const NO_ROW = -1;

/** Boxes of one label that stand in the same place inside, or around, several boxes. */
export interface MergedRow {
  readonly label: string;
  /** Heads; the one that stands for most bytes, more or less, is the first. */
  readonly boxes: readonly number[];
  /** Bytes and objects of all of them; of a diff, by how much they changed. */
  readonly size: number;
  readonly count: number;
  /** From 1. */
  readonly level: number;
  /** NO_ROW at the top. */
  readonly parent: number;
}

/**
 * A tree whose rows are groups of boxes. It grows at the rows that are opened: only what the user looks at is put together, and a row costs what it has boxes. A row is known by the
 * number under which it was made.
 */
export interface MergedTree {
  readonly frames: FrameTable;
  /** Rows at the top, largest first. */
  readonly top: readonly number[];
  rowAt(row: number): MergedRow;
  /** Rows below, largest first; made when they are first asked for. */
  childrenOf(row: number): readonly number[];
  canOpen(row: number): boolean;
}

/** Boxes that become a row, with what each stands for. */
class BoxGroup {
  readonly boxes: number[] = [];
  readonly sizes: number[] = [];
  readonly counts: number[] = [];

  add(box: number, size: number, count: number): void {
    this.boxes.push(box);
    this.sizes.push(size);
    this.counts.push(count);
  }

  /** Puts the one of an index in front. */
  bringForward(index: number): void {
    for (const column of [this.boxes, this.sizes, this.counts]) {
      const first = column[0];
      column[0] = column[index];
      column[index] = first;
    }
  }

  addTo(index: number, size: number, count: number): void {
    this.sizes[index] += size;
    this.counts[index] += count;
  }
}

/** Groups by what a box is called: the names of its frames, and the kind. */
class GroupsByLabel {
  readonly #frames: FrameTable;
  /** By name and kind of the upper frame, then by name of the lower one. */
  readonly #groups = new Map<number, Map<number, BoxGroup>>();

  constructor(frames: FrameTable) {
    this.#frames = frames;
  }

  groupOf(box: number): BoxGroup {
    const { name, kind } = this.#frames;
    const tail = tailOf(this.#frames, box);
    const upper = name[box] * KIND_ROOM + kind[box];
    const lower = tail === box ? -1 : name[tail];
    let byLower = this.#groups.get(upper);
    if (byLower === undefined) {
      byLower = new Map();
      this.#groups.set(upper, byLower);
    }
    let group = byLower.get(lower);
    if (group === undefined) {
      group = new BoxGroup();
      byLower.set(lower, group);
    }
    return group;
  }

  get groups(): BoxGroup[] {
    return [...this.#groups.values()].flatMap((byLower) => [...byLower.values()]);
  }
}

abstract class GrowingTree implements MergedTree {
  readonly frames: FrameTable;
  protected readonly figures: TreeFigures;
  readonly #rows: MergedRow[] = [];
  readonly #groups: BoxGroup[] = [];
  readonly #children: (readonly number[] | undefined)[] = [];
  #top: readonly number[] = [];

  constructor(frames: FrameTable, figures: TreeFigures) {
    this.frames = frames;
    this.figures = figures;
  }

  /** Adds the boxes that stand next to those of a row. */
  protected abstract addNext(next: GroupsByLabel, group: BoxGroup): void;
  protected abstract hasNext(box: number): boolean;

  get top(): readonly number[] {
    return this.#top;
  }

  rowAt(row: number): MergedRow {
    return this.#rows[row];
  }

  canOpen(row: number): boolean {
    return this.#rows[row].boxes.some((box) => this.hasNext(box));
  }

  childrenOf(row: number): readonly number[] {
    let children = this.#children[row];
    if (children === undefined) {
      const next = new GroupsByLabel(this.frames);
      this.addNext(next, this.#groups[row]);
      children = this.#addRows(next.groups, row);
      this.#children[row] = children;
    }
    return children;
  }

  protected begin(groups: Iterable<BoxGroup>, label?: string): void {
    this.#top = this.#addRows(groups, NO_ROW, label);
  }

  #addRows(groups: Iterable<BoxGroup>, parent: number, label?: string): readonly number[] {
    const level = parent === NO_ROW ? 1 : this.#rows[parent].level + 1;
    const made: number[] = [];
    for (const group of groups) {
      const { boxes, sizes, counts } = group;
      let size = 0;
      let count = 0;
      let largest = 0;
      for (let i = 0; i < boxes.length; i++) {
        size += sizes[i];
        count += counts[i];
        if (Math.abs(sizes[i]) > Math.abs(sizes[largest])) largest = i;
      }
      group.bringForward(largest);
      made.push(this.#rows.length);
      this.#groups.push(group);
      this.#rows.push({
        label: label ?? boxLabelOf(this.frames, boxes[0]),
        boxes,
        size,
        count,
        level,
        parent,
      });
    }
    return made.sort((one, other) => this.#rows[other].size - this.#rows[one].size || one - other);
  }
}

/**
 * All that lies in the frames of a type inside `focus`, as one tree with one row at the top. A frame of the type inside another one is a row further down, and counts once. Bytes and
 * objects are totals.
 */
class Contents extends GrowingTree {
  constructor(frames: FrameTable, figures: TreeFigures, focus: number, typeName: number) {
    super(frames, figures);
    const all = new BoxGroup();
    const end = frames.subtreeEnd[focus];
    for (let frame = focus; frame < end; ) {
      if (isOfType(frames, frame, typeName)) {
        const size = figures.totalSizeOf(frame);
        const count = figures.totalCountOf(frame);
        if (figures.isWorthARow(size, count)) all.add(headOf(frames, frame), size, count);
        frame = frames.subtreeEnd[frame];
      } else frame++;
    }
    if (all.boxes.length > 0) this.begin([all], boxLabelOf(frames, tailOf(frames, all.boxes[0])));
  }

  protected addNext(next: GroupsByLabel, { boxes }: BoxGroup): void {
    const { figures } = this;
    const { subtreeEnd } = this.frames;
    for (const box of boxes) {
      const end = subtreeEnd[box];
      for (let at = firstChildOf(this.frames, box); at !== NO_BOX && at < end; at = subtreeEnd[at]) {
        const size = figures.totalSizeOf(at);
        const count = figures.totalCountOf(at);
        if (figures.isWorthARow(size, count)) next.groupOf(at).add(at, size, count);
      }
    }
  }

  protected hasNext(box: number): boolean {
    const { figures } = this;
    const { subtreeEnd } = this.frames;
    const end = subtreeEnd[box];
    for (let at = firstChildOf(this.frames, box); at !== NO_BOX && at < end; at = subtreeEnd[at]) {
      if (figures.isWorthARow(figures.totalSizeOf(at), figures.totalCountOf(at))) return true;
    }
    return false;
  }
}

/**
 * What is around the frames of a type inside `focus`, outwards: at the top the fields and storages in which they stand, below each the boxes around it. Bytes are the own ones of the type's
 * frames, with those of their fields and storages; objects are those of the type.
 */
class Owners extends GrowingTree {
  readonly #focus: number;
  /** By box, while its group grows: one more than its index there. A table for all, because a Map of half a million boxes takes a second. */
  readonly #indexOf: Uint32Array;

  constructor(frames: FrameTable, figures: TreeFigures, focus: number, typeName: number) {
    super(frames, figures);
    this.#focus = focus;
    this.#indexOf = new Uint32Array(frames.count);
    const groups = new GroupsByLabel(frames);
    const end = frames.subtreeEnd[focus];
    for (let frame = focus; frame < end; frame++) {
      if (!isOfType(frames, frame, typeName)) continue;
      const around = frame > focus ? headOf(frames, frames.parent[frame]) : NO_BOX;
      if (around <= TOP_BOX) continue;
      const size = ownSizeOf(frames, figures, frame);
      const count = figures.selfCountOf(frame);
      if (figures.isWorthARow(size, count)) groups.groupOf(around).add(around, size, count);
    }
    this.begin(groups.groups);
  }

  protected addNext(next: GroupsByLabel, { boxes, sizes, counts }: BoxGroup): void {
    const indexOf = this.#indexOf;
    for (let i = 0; i < boxes.length; i++) {
      if (!this.hasNext(boxes[i])) continue;
      const owner = parentBoxOf(this.frames, boxes[i]);
      const group = next.groupOf(owner);
      /* It is around several of them, and stays one. */
      if (indexOf[owner] > 0) group.addTo(indexOf[owner] - 1, sizes[i], counts[i]);
      else {
        group.add(owner, sizes[i], counts[i]);
        indexOf[owner] = group.boxes.length;
      }
    }
    for (const { boxes } of next.groups) for (const box of boxes) indexOf[box] = 0;
  }

  protected hasNext(box: number): boolean {
    const owner = parentBoxOf(this.frames, box);
    return owner > TOP_BOX && isInside(this.frames, owner, this.#focus);
  }
}

export function contentsOf(
  frames: FrameTable,
  focus: number,
  typeName: number,
  figures: TreeFigures = figuresOfFrames(frames),
): MergedTree {
  return new Contents(frames, figures, focus, typeName);
}

export function ownersOf(
  frames: FrameTable,
  focus: number,
  typeName: number,
  figures: TreeFigures = figuresOfFrames(frames),
): MergedTree {
  return new Owners(frames, figures, focus, typeName);
}

function isOfType({ name, kind, flags }: FrameTable, frame: number, typeName: number): boolean {
  return name[frame] === typeName && isTypeKind(kind[frame]) && (flags[frame] & FRAME_MERGED) === 0;
}

/** Bytes of a type frame, its fields and its storages; those of what they refer to are left out. */
function ownSizeOf({ kind, flags, subtreeEnd }: FrameTable, figures: TreeFigures, typeFrame: number): number {
  const end = subtreeEnd[typeFrame];
  let size = figures.selfSizeOf(typeFrame);
  for (let at = typeFrame + 1; at < end; ) {
    const isPart = (kind[at] === KIND_FIELD || kind[at] === KIND_STORAGE) && (flags[at] & FRAME_MERGED) === 0;
    if (isPart) size += figures.selfSizeOf(at);
    at = isPart ? at + 1 : subtreeEnd[at];
  }
  return size;
}

/** The rows that are not inside a closed one, top to bottom. */
export function openRowsOf(tree: MergedTree, open: ReadonlySet<number>): number[] {
  const rows: number[] = [];
  const left = tree.top.toReversed();
  for (let row = left.pop(); row !== undefined; row = left.pop()) {
    rows.push(row);
    if (open.has(row)) for (const child of tree.childrenOf(row).toReversed()) left.push(child);
  }
  return rows;
}

/** Rows to begin with: the largest one at the top, and down from it while there is only one. */
export function firstOpenOf(tree: MergedTree, maxLevels: number): ReadonlySet<number> {
  const open = new Set<number>();
  let row: number | undefined = tree.top[0];
  for (let level = 0; row !== undefined && level < maxLevels && tree.canOpen(row); level++) {
    open.add(row);
    const children = tree.childrenOf(row);
    row = children.length === 1 ? children[0] : undefined;
  }
  return open;
}
