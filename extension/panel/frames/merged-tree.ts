import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_MERGED } from "../../../core/flamegraph/frame-table.ts";
import { KIND_FIELD, KIND_STORAGE, KIND_TYPE } from "../../../core/graph/graph.ts";
import {
  boxLabelOf,
  firstChildOf,
  hasChildren,
  headOf,
  isInside,
  NO_BOX,
  parentBoxOf,
  TOP_BOX,
  tailOf,
} from "./box.ts";

export const NO_ROW = -1;

/** Boxes of one label that stand in the same place inside, or around, several boxes. */
export interface MergedRow {
  readonly label: string;
  /** Heads; in the order of the table, as far as they came in it. */
  readonly boxes: readonly number[];
  /** Index among them of the one that stands for most bytes. */
  readonly largest: number;
  /** Bytes and objects of all of them. */
  readonly size: number;
  readonly count: number;
  /** From 1. */
  readonly level: number;
  /** NO_ROW at the top. */
  readonly parent: number;
}

/**
 * A tree whose rows are groups of boxes. It grows where it is opened: only what the user looks at is put together, and a row costs what it has boxes. A row is known by the
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
  readonly #indexOf = new Map<number, number>();

  /** One that has not been added before. */
  addNew(box: number, size: number, count: number): void {
    this.boxes.push(box);
    this.sizes.push(size);
    this.counts.push(count);
  }

  /** A box that comes again, because it is around several others, stays one. */
  add(box: number, size: number, count: number): void {
    const index = this.#indexOf.get(box);
    if (index !== undefined) {
      this.sizes[index]! += size;
      this.counts[index]! += count;
      return;
    }
    this.#indexOf.set(box, this.boxes.length);
    this.addNew(box, size, count);
  }
}

/** Groups by what a box is called: the names of its frames, and the kind. */
class GroupsByLabel {
  readonly #frames: FrameTable;
  readonly #groups = new Map<number, BoxGroup>();
  #lastKey = -1;
  #lastGroup = new BoxGroup();

  constructor(frames: FrameTable) {
    this.#frames = frames;
  }

  groupOf(box: number): BoxGroup {
    const { name, kind, names } = this.#frames;
    const tail = tailOf(this.#frames, box);
    const second = tail === box ? 0 : name[tail]! + 1;
    const key = (name[box]! * 8 + kind[box]!) * (names.length + 1) + second;
    if (key !== this.#lastKey) {
      this.#lastKey = key;
      const known = this.#groups.get(key);
      this.#lastGroup = known ?? new BoxGroup();
      if (known === undefined) this.#groups.set(key, this.#lastGroup);
    }
    return this.#lastGroup;
  }

  get groups(): Iterable<BoxGroup> {
    return this.#groups.values();
  }
}

abstract class GrowingTree implements MergedTree {
  readonly frames: FrameTable;
  readonly #rows: MergedRow[] = [];
  readonly #groups: BoxGroup[] = [];
  readonly #children: (readonly number[] | undefined)[] = [];
  #top: readonly number[] = [];

  constructor(frames: FrameTable) {
    this.frames = frames;
  }

  /** Adds the boxes that stand next to those of a row. */
  protected abstract addNext(next: GroupsByLabel, group: BoxGroup): void;
  protected abstract hasNext(box: number): boolean;

  get top(): readonly number[] {
    return this.#top;
  }

  rowAt(row: number): MergedRow {
    return this.#rows[row]!;
  }

  canOpen(row: number): boolean {
    return this.#rows[row]!.boxes.some((box) => this.hasNext(box));
  }

  childrenOf(row: number): readonly number[] {
    let children = this.#children[row];
    if (children === undefined) {
      const next = new GroupsByLabel(this.frames);
      this.addNext(next, this.#groups[row]!);
      children = this.#addRows(next.groups, row);
      this.#children[row] = children;
    }
    return children;
  }

  protected begin(groups: Iterable<BoxGroup>, label?: string): void {
    this.#top = this.#addRows(groups, NO_ROW, label);
  }

  #addRows(groups: Iterable<BoxGroup>, parent: number, label?: string): readonly number[] {
    const level = parent === NO_ROW ? 1 : this.#rows[parent]!.level + 1;
    const made: number[] = [];
    for (const group of groups) {
      const { boxes, sizes, counts } = group;
      let size = 0;
      let count = 0;
      let largest = 0;
      for (let i = 0; i < boxes.length; i++) {
        size += sizes[i]!;
        count += counts[i]!;
        if (sizes[i]! > sizes[largest]!) largest = i;
      }
      made.push(this.#rows.length);
      this.#groups.push(group);
      this.#rows.push({
        label: label ?? boxLabelOf(this.frames, boxes[0]!),
        boxes,
        largest,
        size,
        count,
        level,
        parent,
      });
    }
    return made.sort((one, other) => this.#rows[other]!.size - this.#rows[one]!.size || one - other);
  }
}

/**
 * All that lies in the frames of a type inside `focus`, as one tree with one row at the top. A frame of the type inside another one is a row further down, and counts once. Bytes and
 * objects are totals.
 */
class Contents extends GrowingTree {
  constructor(frames: FrameTable, focus: number, typeName: number) {
    super(frames);
    const all = new BoxGroup();
    const end = frames.subtreeEnd[focus]!;
    for (let frame = focus; frame < end; ) {
      if (isOfType(frames, frame, typeName)) {
        all.addNew(headOf(frames, frame), frames.totalSize[frame]!, frames.totalCount[frame]!);
        frame = frames.subtreeEnd[frame]!;
      } else frame++;
    }
    if (all.boxes.length > 0) this.begin([all], boxLabelOf(frames, tailOf(frames, all.boxes[0]!)));
  }

  protected addNext(next: GroupsByLabel, { boxes }: BoxGroup): void {
    const { subtreeEnd, totalSize, totalCount } = this.frames;
    for (const box of boxes) {
      const end = subtreeEnd[box]!;
      for (let at = firstChildOf(this.frames, box); at !== NO_BOX && at < end; at = subtreeEnd[at]!) {
        next.groupOf(at).addNew(at, totalSize[at]!, totalCount[at]!);
      }
    }
  }

  protected hasNext(box: number): boolean {
    return hasChildren(this.frames, box);
  }
}

/**
 * What is around the frames of a type inside `focus`, outwards: at the top the fields and storages in which they stand, below each the boxes around it. Bytes are the own ones of the type's
 * frames, with those of their fields and storages; objects are those of the type.
 */
class Owners extends GrowingTree {
  readonly #focus: number;

  constructor(frames: FrameTable, focus: number, typeName: number) {
    super(frames);
    this.#focus = focus;
    const groups = new GroupsByLabel(frames);
    const end = frames.subtreeEnd[focus]!;
    for (let frame = focus; frame < end; frame++) {
      if (!isOfType(frames, frame, typeName)) continue;
      const around = frame > focus ? headOf(frames, frames.parent[frame]!) : NO_BOX;
      if (around > TOP_BOX) groups.groupOf(around).add(around, ownSizeOf(frames, frame), frames.selfCount[frame]!);
    }
    this.begin(groups.groups);
  }

  protected addNext(next: GroupsByLabel, { boxes, sizes, counts }: BoxGroup): void {
    for (let i = 0; i < boxes.length; i++) {
      if (!this.hasNext(boxes[i]!)) continue;
      const owner = parentBoxOf(this.frames, boxes[i]!);
      next.groupOf(owner).add(owner, sizes[i]!, counts[i]!);
    }
  }

  protected hasNext(box: number): boolean {
    const owner = parentBoxOf(this.frames, box);
    return owner > TOP_BOX && isInside(this.frames, owner, this.#focus);
  }
}

export function contentsOf(frames: FrameTable, focus: number, typeName: number): MergedTree {
  return new Contents(frames, focus, typeName);
}

export function ownersOf(frames: FrameTable, focus: number, typeName: number): MergedTree {
  return new Owners(frames, focus, typeName);
}

function isOfType({ name, kind, flags }: FrameTable, frame: number, typeName: number): boolean {
  return name[frame] === typeName && kind[frame] === KIND_TYPE && (flags[frame]! & FRAME_MERGED) === 0;
}

/** Bytes of a type frame, its fields and its storages; those of what they refer to are left out. */
function ownSizeOf({ kind, flags, subtreeEnd, selfSize }: FrameTable, typeFrame: number): number {
  const end = subtreeEnd[typeFrame]!;
  let size = selfSize[typeFrame]!;
  for (let at = typeFrame + 1; at < end; ) {
    const isPart = (kind[at] === KIND_FIELD || kind[at] === KIND_STORAGE) && (flags[at]! & FRAME_MERGED) === 0;
    if (isPart) size += selfSize[at]!;
    at = isPart ? at + 1 : subtreeEnd[at]!;
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
  let row = tree.top[0];
  for (let level = 0; row !== undefined && level < maxLevels && tree.canOpen(row); level++) {
    open.add(row);
    const children = tree.childrenOf(row);
    row = children.length === 1 ? children[0] : undefined;
  }
  return open;
}
