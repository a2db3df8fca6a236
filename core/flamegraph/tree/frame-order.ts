import type { FrameTable } from "../frame-table.ts";

/** A tree in no particular order, but that a frame's index is larger than that of the frame around it. Frame 0 is above all. */
export interface LooseTree {
  readonly count: number;
  readonly parent: Int32Array;
  /** Index into `strings`. */
  readonly name: Uint32Array;
  readonly strings: readonly string[];
}

/** The rows of a frame table, and which frame of the loose tree stands at each. */
export interface FrameOrder extends Pick<FrameTable, "parent" | "subtreeEnd" | "depth"> {
  readonly frame: Uint32Array;
  /** The tree was in order already: each frame stands at the row of its index. */
  readonly isAsBefore: boolean;
}

/** Pre-order, siblings by total size, largest first, then by name. */
export function orderOf(tree: LooseTree, totalSize: Float64Array): FrameOrder {
  const { count, parent } = tree;
  const subtreeRows = new Uint32Array(count).fill(1);
  for (let f = count - 1; f > 0; f--) {
    subtreeRows[parent[f]] += subtreeRows[f];
  }
  const bySize = siblingOrder(tree, totalSize);
  if (isInOrder(tree, subtreeRows, bySize)) return orderAsBefore(tree, subtreeRows);
  const { children, firstChild } = sortedChildren(tree, bySize);
  /* A frame's row is that of the frame around it, plus one, plus the rows of the siblings before it. */
  const row = new Uint32Array(count);
  const order = {
    frame: new Uint32Array(count),
    parent: new Int32Array(count),
    subtreeEnd: new Uint32Array(count),
    depth: new Uint32Array(count),
    isAsBefore: false,
  };
  order.parent[0] = -1;
  for (let f = 0; f < count; f++) {
    const at = row[f];
    order.frame[at] = f;
    order.subtreeEnd[at] = at + subtreeRows[f];
    let next = at + 1;
    for (let i = firstChild[f]; i < firstChild[f + 1]; i++) {
      const child = children[i];
      row[child] = next;
      order.parent[next] = at;
      order.depth[next] = order.depth[at] + 1;
      next += subtreeRows[child];
    }
  }
  return order;
}

type SiblingOrder = (a: number, b: number) => number;

function siblingOrder({ name, strings }: LooseTree, totalSize: Float64Array): SiblingOrder {
  return (a, b) => {
    const difference = totalSize[b] - totalSize[a];
    if (difference !== 0) return difference;
    const nameA = strings[name[a]];
    const nameB = strings[name[b]];
    return nameA < nameB ? -1 : nameA > nameB ? 1 : a - b;
  };
}

/** Whether each frame is the first one in its parent, or comes right after the subtree of the sibling before it. Most trees are found out of order after a few frames. */
function isInOrder({ count, parent }: LooseTree, subtreeRows: Uint32Array, bySize: SiblingOrder): boolean {
  const lastChild = new Uint32Array(count);
  for (let f = 1; f < count; f++) {
    const around = parent[f];
    const before = lastChild[around];
    if (f !== (before === 0 ? around + 1 : before + subtreeRows[before])) return false;
    if (before !== 0 && bySize(before, f) > 0) return false;
    lastChild[around] = f;
  }
  return true;
}

function orderAsBefore({ count, parent }: LooseTree, subtreeRows: Uint32Array): FrameOrder {
  const frame = new Uint32Array(count);
  const depth = new Uint32Array(count);
  const subtreeEnd = subtreeRows;
  for (let f = 1; f < count; f++) {
    frame[f] = f;
    depth[f] = depth[parent[f]] + 1;
    subtreeEnd[f] += f;
  }
  const sameParent = parent.slice(0, count);
  sameParent[0] = -1;
  return { frame, parent: sameParent, subtreeEnd, depth, isAsBefore: true };
}

/** The column of the frames that stand at the rows. */
export function gathered<Column extends Float64Array | Int32Array | Uint8Array | Uint32Array>(
  column: Column,
  frame: Uint32Array,
): Column {
  const rows = new (column.constructor as new (rows: number) => Column)(frame.length);
  for (let at = 0; at < frame.length; at++) rows[at] = column[frame[at]];
  return rows;
}

/** Sums of a column over each frame and all inside it. */
export function totalsOf(
  { count, parent }: Pick<LooseTree, "count" | "parent">,
  self: Float64Array | Uint32Array,
): Float64Array {
  const totals = new Float64Array(count);
  for (let f = count - 1; f > 0; f--) {
    totals[f] += self[f];
    totals[parent[f]] += totals[f];
  }
  totals[0] += self[0];
  return totals;
}

function sortedChildren(
  { count, parent }: LooseTree,
  bySize: SiblingOrder,
): { children: Uint32Array; firstChild: Uint32Array } {
  const firstChild = new Uint32Array(count + 1);
  for (let f = 1; f < count; f++) firstChild[parent[f] + 1]++;
  for (let f = 0; f < count; f++) firstChild[f + 1] += firstChild[f];
  const children = new Uint32Array(Math.max(0, count - 1));
  const filled = firstChild.slice();
  for (let f = 1; f < count; f++) {
    const p = parent[f];
    children[filled[p]] = f;
    filled[p]++;
  }
  for (let f = 0; f < count; f++) {
    const first = firstChild[f];
    const end = firstChild[f + 1];
    let at = first + 1;
    while (at < end && bySize(children[at - 1], children[at]) < 0) at++;
    if (at < end) children.subarray(first, end).sort(bySize);
  }
  return { children, firstChild };
}
