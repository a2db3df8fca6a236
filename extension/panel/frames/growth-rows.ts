import type { DiffScope, FrameChanges } from "../../../core/flamegraph/diff.ts";
import { IN_AFTER, IN_BEFORE } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { NO_BOX, tailOf } from "./box.ts";
import { boxClassesOf, ITEM, NAMED, PART } from "./box-classes.ts";
import { causelessFramesOf } from "./causeless-frames.ts";
import { newKeysOf } from "./new-keys.ts";
import { NO_ROW } from "./no-row.ts";
import { isOfNumber, SLACK_BYTES } from "./of-number.ts";
import { isInShared, ownerOfShared } from "./shared-owner.ts";
import { sortedByFigure } from "./sorted-by-key.ts";

/**
 * The changes of a comparison as a person would name them, the cause first. A row is a chain of boxes that carries one change: a container whose children
 * became more, with all that came with them. The own changes of all rows add up to the change of the focus.
 *
 *     log: Array          row: 200 → 500 objects      a named box, or the item of a container whose own content changed
 *       elements          in it                       a part: the engine's storage
 *         Entry           in it                       an item: its number is the container's count
 *           tags: Array   in it                       explained: there are more because there are more entries
 *           seen: Array   row, if it grew by more     not explained by their number
 */
export interface GrowthRows {
  readonly count: number;
  /** The box that the row leads to. */
  readonly box: Uint32Array;
  /** Bytes more or less that no other row has. */
  readonly own: Float64Array;
  /** Bytes of the whole chain and all inside it. */
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Objects that the box holds as its children; where they are as many as before, objects that stand at the box. */
  readonly countBefore: Float64Array;
  readonly countAfter: Float64Array;
  /** By frame, from the focus on: the row that its own change is part of; -1 for none. */
  readonly rowOf: Int32Array;
}

/** What one box inside a new one has to have of its change for both to be one chain. */
const CHAIN_SHARE = 0.9;
/** A container with so many times the children is named before what it holds. An only child is rather what it was made for. */
const MANY_TIMES = 1.5;
/** Bytes: the least that sets one row before another. */
const BEFORE_IT = 0.5;

export function growthRowsOf(frames: FrameTable, changes: FrameChanges, focus: number, scope: DiffScope): GrowthRows {
  const { parent, subtreeEnd } = frames;
  const { sides, beforeTotal, afterTotal, beforeSelf, afterSelf, beforeSelfCount, afterSelfCount } = changes;
  const { beforeChildCount, afterChildCount } = changes;
  const end = subtreeEnd[focus];
  const length = end - focus;
  /* Columns by frame, from the focus on. Those of a tail are its head's, where a child asks for them. */
  /** Whose parts and items it is about. */
  const isTriggered = new Uint8Array(length);
  /** Row of the box, as an index into `tops`. */
  const rowOf = new Int32Array(length).fill(NO_ROW);
  /** Bytes of its parts, and of items that are no objects. */
  const partsBefore = new Float64Array(length);
  const partsAfter = new Float64Array(length);
  const manyBefore = new Float64Array(length).fill(1);
  const manyAfter = new Float64Array(length).fill(1);
  const { classes, holders } = boxClassesOf(frames, focus);
  const isCauseless = causelessFramesOf(frames, focus);
  const isOneOfMany = newKeysOf(frames, changes, focus, classes);

  const ownOf = (head: number, tail: number): number => {
    const own = afterSelf[head] - beforeSelf[head];
    return tail === head ? own : own + afterSelf[tail] - beforeSelf[tail];
  };
  const countBeforeOf = (head: number, tail: number): number =>
    tail === head ? beforeSelfCount[head] : beforeSelfCount[head] + beforeSelfCount[tail];
  const countAfterOf = (head: number, tail: number): number =>
    tail === head ? afterSelfCount[head] : afterSelfCount[head] + afterSelfCount[tail];

  for (let head = focus, tail = focus; head < end; head = tail + 1) {
    tail = tailOf(frames, head);
    const at = head - focus;
    const around = head === focus ? -1 : parent[head] - focus;
    const isCounted = countBeforeOf(head, tail) > 0 || countAfterOf(head, tail) > 0;
    const isOfHolder =
      classes[at] === PART
        ? ownOf(head, tail) !== 0
        : classes[at] === ITEM &&
          (isCounted ? countBeforeOf(head, tail) !== countAfterOf(head, tail) : ownOf(head, tail) !== 0);
    if (isOfHolder || isOneOfMany[at] === 1) isTriggered[holders[around] - focus] = 1;
    if (classes[at] === PART || (classes[at] === ITEM && !isCounted)) {
      const holder = holders[around] - focus;
      partsBefore[holder] += beforeSelf[head] + (tail === head ? 0 : beforeSelf[tail]);
      partsAfter[holder] += afterSelf[head] + (tail === head ? 0 : afterSelf[tail]);
    }
  }

  /* Rows in the order of the table. */
  const tops: number[] = [];
  const own: number[] = [];
  /** Without the bytes that no page causes. */
  const pageOwn: number[] = [];
  /** Boxes whose change belongs to no row yet. */
  const unnamed: number[] = [];
  const rowAround = (head: number): number => (head === focus ? NO_ROW : rowOf[parent[head] - focus]);

  const isExplained = (head: number, tail: number): boolean => {
    const around = parent[head] - focus;
    const isMultiplied = manyAfter[around] - manyBefore[around];
    const side = sides[head];
    const isItem = classes[head - focus] === ITEM;
    if (side !== (IN_BEFORE | IN_AFTER)) {
      return (
        isItem ||
        isOneOfMany[head - focus] === 1 ||
        sides[parent[head]] === side ||
        (side === IN_AFTER ? isMultiplied > 0 : isMultiplied < 0)
      );
    }
    const at = head - focus;
    const before = beforeSelf[head] + (tail === head ? 0 : beforeSelf[tail]) + partsBefore[at];
    const after = afterSelf[head] + (tail === head ? 0 : afterSelf[tail]) + partsAfter[at];
    const countBefore = countBeforeOf(head, tail);
    const countAfter = countAfterOf(head, tail);
    if (before === after && countBefore === countAfter) return isTriggered[at] === 0;
    if (countBefore === 0 && countAfter === 0) {
      if (isItem) return true;
      return isMultiplied !== 0 && isOfNumber(before, after, manyBefore[around], manyAfter[around], SLACK_BYTES);
    }
    return (isItem || isMultiplied !== 0) && isOfNumber(before, after, countBefore, countAfter, SLACK_BYTES);
  };

  for (let head = focus, tail = focus; head < end; head = tail + 1) {
    tail = tailOf(frames, head);
    const at = head - focus;
    const change = ownOf(head, tail);
    const countBefore = countBeforeOf(head, tail);
    const countAfter = countAfterOf(head, tail);
    let row = rowAround(head);
    if (classes[at] === NAMED || classes[at] === ITEM) {
      if (row !== NO_ROW && !isExplained(head, tail)) row = NO_ROW;
      if (row === NO_ROW && (isTriggered[at] === 1 || change !== 0 || countBefore !== countAfter)) {
        row = tops.push(head) - 1;
        own.push(0);
        pageOwn.push(0);
      }
    }
    if (row !== NO_ROW) addOwn(row, head, tail);
    else if (change !== 0) unnamed.push(head);
    rowOf[at] = row;
    if (countBefore > 0 || countAfter > 0) {
      manyBefore[at] = countBefore;
      manyAfter[at] = countAfter;
    } else if (row !== NO_ROW && row === rowAround(head)) {
      manyBefore[at] = manyBefore[parent[head] - focus];
      manyAfter[at] = manyAfter[parent[head] - focus];
    }
    if (tail !== head) {
      rowOf[tail - focus] = row;
      manyBefore[tail - focus] = manyBefore[at];
      manyAfter[tail - focus] = manyAfter[at];
    }
  }
  addUnnamed();

  const boxes = tops.map((top, row) => (isOneSided(top) ? endOfChain(top, row) : top));
  const countBefore = new Float64Array(tops.length);
  const countAfter = new Float64Array(tops.length);
  for (let row = 0; row < tops.length; row++) {
    const head = boxes[row];
    const tail = tailOf(frames, head);
    const isInside = beforeChildCount[tail] !== afterChildCount[tail];
    const isAt = countBeforeOf(head, tail) !== countAfterOf(head, tail) && !isInside;
    countBefore[row] = isAt ? countBeforeOf(head, tail) : beforeChildCount[tail];
    countAfter[row] = isAt ? countAfterOf(head, tail) : afterChildCount[tail];
  }
  return ranked();

  function addOwn(row: number, head: number, tail: number): void {
    own[row] += ownOf(head, tail);
    if (isCauseless[head - focus] === 0) pageOwn[row] += ownOf(head, head);
    if (tail !== head && isCauseless[tail - focus] === 0) pageOwn[row] += ownOf(tail, tail);
  }

  function isOneSided(head: number): boolean {
    return sides[head] !== (IN_BEFORE | IN_AFTER);
  }

  /** Of a new box or one that is gone: the deepest named box with nearly all of its bytes. */
  function endOfChain(top: number, row: number): number {
    const least = CHAIN_SHARE * Math.abs(afterTotal[top] - beforeTotal[top]);
    for (let box = top; ; ) {
      let next = NO_BOX;
      for (let at = tailOf(frames, box) + 1; at < subtreeEnd[box]; at = subtreeEnd[at]) {
        if (Math.abs(afterTotal[at] - beforeTotal[at]) >= least) next = at;
      }
      if (next === NO_BOX || classes[next - focus] !== NAMED || rowOf[next - focus] !== row) return box;
      /* A string or a number in a field says less than the object around it. */
      if (tailOf(frames, next) + 1 >= subtreeEnd[next]) return box;
      box = next;
    }
  }

  /** What belongs to no row goes to the largest one inside, or else to the largest one. */
  function addUnnamed(): void {
    if (unnamed.length === 0 || tops.length === 0) return;
    const largest = new Int32Array(length).fill(NO_ROW);
    const isLarger = (row: number, other: number): boolean =>
      other === NO_ROW || Math.abs(own[row]) > Math.abs(own[other]);
    for (let row = 0; row < tops.length; row++) largest[tops[row] - focus] = row;
    for (let at = length - 1; at > 0; at--) {
      const around = parent[at + focus] - focus;
      if (largest[at] !== NO_ROW && isLarger(largest[at], largest[around])) largest[around] = largest[at];
    }
    for (const head of unnamed) {
      const inside = largest[holders[head - focus] - focus];
      const row = inside === NO_ROW ? largest[0] : inside;
      const tail = tailOf(frames, head);
      addOwn(row, head, tail);
      rowOf[head - focus] = row;
      rowOf[tail - focus] = row;
    }
  }

  /** What several things hold stands in `(shared)` of what holds these, where it has no name: the one of these that has most, and many more children, stands before it. */
  function raiseHoldersOfShared(score: Float64Array, sign: 1 | -1): void {
    const holderIn = new Map<number, number>();
    const largestIn = (owner: number): number => {
      let largest = NO_ROW;
      for (let row = firstRowIn(owner); row < tops.length && tops[row] < subtreeEnd[owner]; row++) {
        const [more, fewer] = sign > 0 ? [countAfter[row], countBefore[row]] : [countBefore[row], countAfter[row]];
        const isHolder = !isInShared(frames, tops[row]) && more > Math.max(1, fewer) && more >= MANY_TIMES * fewer;
        if (isHolder && (largest === NO_ROW || score[row] > score[largest])) largest = row;
      }
      return largest;
    };
    for (let row = 0; row < tops.length; row++) {
      const owner = score[row] > 0 ? ownerOfShared(frames, tops[row], focus) : NO_BOX;
      if (owner === NO_BOX) continue;
      const holder = holderIn.get(owner) ?? largestIn(owner);
      holderIn.set(owner, holder);
      if (holder !== NO_ROW && score[row] >= score[holder]) score[holder] = score[row] + BEFORE_IT;
    }
  }

  /** Rows stand as their boxes do. */
  function firstRowIn(owner: number): number {
    let first = 0;
    for (let end = tops.length; first < end; ) {
      const middle = (first + end) >> 1;
      if (tops[middle] < owner) first = middle + 1;
      else end = middle;
    }
    return first;
  }

  function ranked(): GrowthRows {
    const sign = scope === "shrunk" ? -1 : 1;
    const score = Float64Array.from(pageOwn, (bytes) => sign * bytes);
    const around = new Int32Array(tops.length).fill(NO_ROW);
    for (let row = 1; row < tops.length; row++) {
      let at = row - 1;
      while (at !== NO_ROW && subtreeEnd[tops[at]] <= tops[row]) at = around[at];
      around[row] = at;
    }
    for (let row = tops.length - 1; row >= 0; row--) {
      const holder = around[row];
      if (holder === NO_ROW || score[holder] < 0) continue;
      const more = scope === "shrunk" ? countBefore[holder] : countAfter[holder];
      const fewer = scope === "shrunk" ? countAfter[holder] : countBefore[holder];
      const isOfMany = more > Math.max(1, fewer) && more >= MANY_TIMES * fewer;
      if (isOfMany && score[row] >= score[holder]) score[holder] = score[row] + BEFORE_IT;
    }
    raiseHoldersOfShared(score, sign);
    const isListed = (row: number): boolean => {
      if (scope === "all" || score[row] > 0) return true;
      return sign * own[row] > 0 || (own[row] === 0 && sign * (countAfter[row] - countBefore[row]) > 0);
    };
    const listed = Uint32Array.from(tops.keys()).filter(isListed);
    const byBytes = sortedByFigure(listed, (row) => sign * own[row], "descending");
    const order = sortedByFigure(byBytes, (row) => score[row], "descending");
    const place = new Int32Array(tops.length).fill(NO_ROW);
    for (let at = 0; at < order.length; at++) place[order[at]] = at;
    return {
      count: order.length,
      box: order.map((row) => boxes[row]),
      own: Float64Array.from(order, (row) => own[row]),
      before: Float64Array.from(order, (row) => beforeTotal[tops[row]]),
      after: Float64Array.from(order, (row) => afterTotal[tops[row]]),
      countBefore: Float64Array.from(order, (row) => countBefore[row]),
      countAfter: Float64Array.from(order, (row) => countAfter[row]),
      rowOf: rowOf.map((row) => (row === NO_ROW ? NO_ROW : place[row])),
    };
  }
}
