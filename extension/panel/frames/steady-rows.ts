import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import { FRAME_RECURSIVE, type FrameTable } from "../../../core/flamegraph/frame-table.ts";
import {
  KIND_FIELD,
  KIND_GLOBAL,
  KIND_GROUP,
  KIND_LISTENERS,
  KIND_ROOT,
  KIND_SCRIPT,
  KIND_SHARED,
} from "../../../core/graph/graph.ts";
import { NO_BOX, TOP_BOX, tailOf } from "./box.ts";
import { boxClassesOf, ITEM, NAMED, PART, UNNAMED } from "./box-classes.ts";
import { NO_ROW } from "./no-row.ts";
import { isOfNumber, SLACK_BYTES } from "./of-number.ts";
import { isInShared, ownerOfShared } from "./shared-owner.ts";
import { sortedByFigure } from "./sorted-by-key.ts";
import { growsAlways, smallestStepOf, steadyStepOf } from "./steady-growth.ts";

/* This file is over 300 lines: `SteadyFinder` is one pass over the boxes, and its steps share the columns that they fill. */

/** What a row counts. */
export type Counted =
  /** Objects that its box holds as its children. */
  | "children"
  /** Objects that stand at its box. */
  | "objects"
  /** Entries and fields of its box, whether they are objects or not. */
  | "entries"
  /** Roots, or globals of a window: a page that makes a new one in each round has no other holder. The row leads to the newest. */
  | "roots"
  /** Bytes of its own: it has as many of all others as before. */
  | "nothing";

/**
 * What grew in every round of a comparison, as a person would name it: a row is a box that has more children, objects or entries after each round, by the same number or nearly, with all
 * that came with them. Where nothing is counted that grew, bytes decide: they grow by jumps where the engine makes room ahead.
 */
export interface SteadyRows {
  readonly count: number;
  /** Snapshots of the comparison; columns by snapshot have so many rows for each of these. */
  readonly snapshots: number;
  /** The box that the row leads to. */
  readonly box: Uint32Array;
  readonly counted: readonly Counted[];
  /** Of what is counted, the box of those there are most more of; NO_BOX where none has a box. */
  readonly item: Int32Array;
  /** 1 where what is counted has others besides: of another type. */
  readonly hasOtherItems: Uint8Array;
  /** Bytes that the row has and no other, and what is counted, by snapshot. */
  readonly own: Float64Array;
  readonly counts: Float64Array;
  /** 1 for each frame whose growth is that of a row. */
  readonly isExplained: Uint8Array;
}

/** Bytes that a round has to add where nothing is counted. */
const LEAST_BYTES = 32;
/** A container with so many times the children is named before what it holds. */
const MANY_TIMES = 1.5;
/** Bytes: the least that sets one row before another. */
const BEFORE_IT = 0.5;

interface Row {
  readonly box: number;
  readonly counted: Counted;
  /** Whether what grew in it did so steadily as a whole, so that each part belongs to it; otherwise only the parts that grew steadily by themselves. */
  readonly isWhole: boolean;
  readonly counts: Float64Array;
  readonly own: Float64Array;
  item: number;
  itemGrowth: number;
  hasOtherItems: boolean;
}

/** Only of a comparison with rounds. */
export function steadyRowsOf(frames: FrameTable, changes: FrameChanges, focus: number): SteadyRows {
  return new SteadyFinder(frames, changes, focus).find();
}

class SteadyFinder {
  readonly #frames: FrameTable;
  readonly #changes: FrameChanges;
  readonly #focus: number;
  readonly #end: number;
  readonly #snapshots: number;
  readonly #classes: Uint8Array;
  readonly #holders: Int32Array;

  /* Columns by frame, from the focus on; those of a tail are its head's. Those by snapshot have `#snapshots` rows for each. */
  /** Bytes of the box, of its parts, and of items that are no objects, by snapshot. */
  readonly #bytes: Float64Array;
  /** Objects below the box that have a row of their own or are in one, by snapshot: its nearest children of them. */
  readonly #apart: Float64Array;
  /** Items of the box of types there are steadily more of, by snapshot. */
  readonly #items: Float64Array;
  /** Further links of the chain that begins at the box, by snapshot. */
  readonly #links: Float64Array;
  /** 1 where there are steadily more objects at the box. */
  readonly #isSteady: Uint8Array;
  /** Row of the box. */
  readonly #rowOf: Int32Array;
  /** The box in the row whose objects became more, around this box or this one itself; NO_BOX outside of these. */
  readonly #many: Int32Array;
  readonly #rows: Row[] = [];

  constructor(frames: FrameTable, changes: FrameChanges, focus: number) {
    this.#frames = frames;
    this.#changes = changes;
    this.#focus = focus;
    this.#end = frames.subtreeEnd[focus];
    this.#snapshots = changes.rounds.snapshots;
    const { classes, holders } = boxClassesOf(frames, focus);
    this.#classes = classes;
    this.#holders = holders;
    const length = this.#end - focus;
    this.#bytes = new Float64Array(length * this.#snapshots);
    this.#apart = new Float64Array(length * this.#snapshots);
    this.#items = new Float64Array(length * this.#snapshots);
    this.#links = new Float64Array(length * this.#snapshots);
    this.#isSteady = new Uint8Array(length);
    this.#rowOf = new Int32Array(length).fill(NO_ROW);
    this.#many = new Int32Array(length).fill(NO_BOX);
  }

  find(): SteadyRows {
    this.#addLinks();
    this.#addUp();
    this.#findRows();
    return this.#ranked();
  }

  /** Objects at the box, by snapshot. */
  #objectsAt(head: number, tail: number): Float64Array {
    const { selfCount } = this.#changes.rounds;
    return this.#seriesOf((first) => selfCount[first + head] + (tail === head ? 0 : selfCount[first + tail]));
  }

  /** The same with all links of a chain that was empty at first: the first link alone stands at its box, and comes only once. */
  #chainAt(head: number, tail: number): Float64Array {
    const objects = this.#objectsAt(head, tail);
    if (objects[0] === 0) add(objects, this.#of(this.#links, head));
    return objects;
  }

  #selfSizeOf(head: number, tail: number): Float64Array {
    const { selfSize } = this.#changes.rounds;
    return this.#seriesOf((first) => selfSize[first + head] + (tail === head ? 0 : selfSize[first + tail]));
  }

  #childrenOf(tail: number): Float64Array {
    const { childCount } = this.#changes.rounds;
    return this.#seriesOf((first) => childCount[first + tail]);
  }

  #entriesOf(tail: number): Float64Array {
    const { entries } = this.#changes.rounds;
    return this.#seriesOf((first) => entries[first + tail]);
  }

  /** By snapshot, of the row where the snapshot's columns begin. */
  #seriesOf(figureOf: (first: number) => number): Float64Array {
    const { count } = this.#frames;
    const series = new Float64Array(this.#snapshots);
    for (let snapshot = 0; snapshot < series.length; snapshot++) series[snapshot] = figureOf(snapshot * count);
    return series;
  }

  /** The rows of the box in a column by snapshot. */
  #of(column: Float64Array, box: number): Float64Array {
    const first = (box - this.#focus) * this.#snapshots;
    return column.subarray(first, first + this.#snapshots);
  }

  #addLinks(): void {
    for (let head = this.#focus, tail = this.#focus; head < this.#end; head = tail + 1) {
      tail = tailOf(this.#frames, head);
      if (head !== this.#focus && this.#isLink(head, tail))
        add(this.#of(this.#links, this.#boxAround(head)), this.#objectsAt(head, tail));
    }
  }

  #addUp(): void {
    const { parent, kind } = this.#frames;
    const classes = this.#classes;
    for (let head = this.#focus, tail = this.#focus; head < this.#end; head = tail + 1) {
      tail = tailOf(this.#frames, head);
      const cls = classes[head - this.#focus];
      const objects = this.#objectsAt(head, tail);
      const isCounted = isAnything(objects);
      const isSteady = isCounted && cls !== UNNAMED && steadyStepOf(this.#chainAt(head, tail), 1, 1) > 0;
      if (isSteady) this.#isSteady[head - this.#focus] = 1;
      add(this.#of(this.#bytes, head), this.#selfSizeOf(head, tail));
      if (head === this.#focus) continue;
      const holder = this.#holders[parent[head] - this.#focus];
      if (cls === PART || (cls === ITEM && !isCounted))
        add(this.#of(this.#bytes, holder), this.#selfSizeOf(head, tail));
      if (cls === ITEM && isSteady) add(this.#of(this.#items, holder), objects);
    }
    /* Children before what is around them: a tail is the row after its head. */
    for (let frame = this.#end - 1; frame > this.#focus; frame--) {
      const head = frame > this.#focus && tailOf(this.#frames, parent[frame]) === frame ? parent[frame] : frame;
      if (head !== frame || kind[head] === KIND_SHARED) continue;
      const tail = tailOf(this.#frames, head);
      const objects = this.#objectsAt(head, tail);
      const around = this.#of(this.#apart, parent[head]);
      if (!isAnything(objects)) add(around, this.#of(this.#apart, tail));
      else if (
        classes[head - this.#focus] === NAMED &&
        (this.#isSteady[head - this.#focus] === 1 || this.#isFilledOnce(head, tail)) &&
        !this.#isLink(head, tail)
      )
        add(around, objects);
    }
  }

  #findRows(): void {
    const { parent } = this.#frames;
    const classes = this.#classes;
    for (let head = this.#focus, tail = this.#focus; head < this.#end; head = tail + 1) {
      tail = tailOf(this.#frames, head);
      const at = head - this.#focus;
      const around = head === this.#focus ? NO_ROW : parent[head] - this.#focus;
      let row = around === NO_ROW ? NO_ROW : this.#rowOf[around];
      let many = around === NO_ROW ? NO_BOX : this.#many[around];
      /* Groups, and what several roots share, are no roots. */
      if (row !== NO_ROW && classes[at] === UNNAMED && this.#rows[row].counted === "roots" && many === NO_BOX)
        row = NO_ROW;
      if (head === TOP_BOX || this.#hasGlobals(head, tail)) {
        const found = this.#rowOfRoots(head, tail);
        if (found !== NO_ROW) row = found;
      } else if (classes[at] === ITEM) {
        if (row !== NO_ROW && !this.#isItemOf(row, head, tail)) {
          row = NO_ROW;
          many = NO_BOX;
        } else if (row !== NO_ROW) {
          const objects = this.#objectsAt(head, tail);
          if (isAnything(objects)) many = head;
          if (isOfRowItself(this.#rows[row], this.#holders[parent[head] - this.#focus]))
            this.#noteItem(row, head, objects);
        }
      } else if (classes[at] === NAMED && row !== NO_ROW) {
        if (many === NO_BOX) {
          /* A field of the row's box: one of its own, or one more key of a dictionary. */
          if (!this.#isNewKeyOf(row, head, tail) && !this.#isLink(head, tail)) row = NO_ROW;
          else {
            const objects = this.#objectsAt(head, tail);
            if (isAnything(objects)) many = head;
            this.#noteItem(row, head, objects);
          }
        } else if (this.#isLink(head, tail) && this.#rows[row].box === this.#boxAround(head)) many = head;
        else if (!this.#isExplained(head, tail, many)) {
          const found = this.#rowAt(head, tail, many);
          if (found !== NO_ROW) {
            row = found;
            many = this.#rows[row].counted === "objects" ? head : NO_BOX;
          } else if (!growsAlways(this.#of(this.#bytes, head))) {
            row = NO_ROW;
            many = NO_BOX;
          }
        } else if (isAnything(this.#objectsAt(head, tail))) many = head;
      }
      if (row === NO_ROW && (classes[at] === NAMED || classes[at] === ITEM)) {
        row = this.#rowAt(head, tail, NO_BOX);
        many = row !== NO_ROW && this.#rows[row].counted === "objects" ? head : NO_BOX;
      }
      this.#rowOf[at] = row;
      this.#many[at] = many;
      this.#rowOf[tail - this.#focus] = row;
      this.#many[tail - this.#focus] = many;
      if (row !== NO_ROW) add(this.#rows[row].own, this.#selfSizeOf(head, tail));
    }
  }

  /** A new row, if the box grew in every round. Objects at it are none where they came with those of `many`. */
  #rowAt(head: number, tail: number, many: number): number {
    const objects = this.#chainAt(head, tail);
    const isOfMany = many !== NO_BOX && isOfNumbers(objects, this.#objectsAt(many, tailOf(this.#frames, many)), 1);
    if (this.#isSteady[head - this.#focus] === 1 && this.#classes[head - this.#focus] === NAMED && !isOfMany)
      return this.#add(head, "objects", true, objects);
    if (this.#frames.kind[head] === KIND_SCRIPT) return NO_ROW;
    const children = this.#childrenOf(tail);
    const others = minus(children, this.#of(this.#apart, tail));
    if (isMoreThan(others, objects) && steadyStepOf(others, 1, 1) > 0)
      return this.#add(head, "children", true, children);
    const items = this.#of(this.#items, head);
    if (steadyStepOf(items, 1, 1) > 0 && growsAs(children, items)) return this.#add(head, "children", false, children);
    const entries = this.#entriesOf(tail);
    if (isMoreThan(entries, objects) && steadyStepOf(minus(entries, this.#of(this.#apart, tail)), 1, 1) > 0)
      return this.#add(head, "entries", true, entries);
    const isAsMany = isSameAfterFirst(objects) && isSameAfterFirst(children) && isSameAfterFirst(entries);
    if (isAsMany && steadyStepOf(this.#of(this.#bytes, head), LEAST_BYTES, LEAST_BYTES) > 0)
      return this.#add(head, "nothing", true, objects);
    return NO_ROW;
  }

  /** A new row, if there were more roots, or more globals of a window, after every round. */
  #rowOfRoots(box: number, tail: number): number {
    const { subtreeEnd } = this.#frames;
    const { isIn } = this.#changes.rounds;
    const roots = new Float64Array(this.#snapshots);
    for (let head = tail + 1; head < subtreeEnd[box]; head = subtreeEnd[head]) {
      if (this.#isRootIn(box, head))
        add(
          roots,
          this.#seriesOf((first) => isIn[first + head]),
        );
    }
    return steadyStepOf(roots, 1, 1) > 0 ? this.#add(box, "roots", true, roots) : NO_ROW;
  }

  /** Of a group its roots, and of a window its fields: the globals that the page made. */
  #isRootIn(box: number, head: number): boolean {
    const { kind } = this.#frames;
    const isOfKind =
      kind[box] === KIND_GROUP ? kind[head] === KIND_ROOT || kind[head] === KIND_GLOBAL : kind[head] === KIND_FIELD;
    return (box === TOP_BOX || isOfKind) && this.#classes[head - this.#focus] === NAMED;
  }

  /** Whether the box is a window, or stands for one: a frame, or a root that is the global object. */
  #hasGlobals(head: number, tail: number): boolean {
    const { kind, names, name } = this.#frames;
    const isWindow = kind[head] === KIND_GROUP || /^Window(?: |$)/.test(names[name[tail]]);
    return isWindow && this.#classes[head - this.#focus] === UNNAMED;
  }

  /** Of the roots that a row counts, the one that came last and is there still; of several, the largest. */
  #newestOf({ box }: Row): number {
    const frames = this.#frames;
    const { isIn } = this.#changes.rounds;
    const last = (this.#snapshots - 1) * frames.count;
    let newest = box;
    let since = 0;
    for (let head = tailOf(frames, box) + 1; head < frames.subtreeEnd[box]; head = frames.subtreeEnd[head]) {
      if (!this.#isRootIn(box, head) || isIn[last + head] === 0) continue;
      const first = this.#seriesOf((snapshot) => isIn[snapshot + head]).indexOf(1);
      const isLarger = frames.totalSize[head] > frames.totalSize[newest];
      if (first > since || (first === since && first > 0 && isLarger)) [newest, since] = [head, first];
    }
    return newest;
  }

  #add(box: number, counted: Counted, isWhole: boolean, counts: Float64Array): number {
    const own = new Float64Array(this.#snapshots);
    return (
      this.#rows.push({ box, counted, isWhole, counts, own, item: NO_BOX, itemGrowth: 0, hasOtherItems: false }) - 1
    );
  }

  #noteItem(row: number, head: number, objects: Float64Array): void {
    const one = this.#rows[row];
    if (one.counted === "roots" && this.#frames.parent[head] !== tailOf(this.#frames, one.box)) return;
    const growth = growthOf(objects);
    if (growth > 0 && one.item !== NO_BOX && this.#typeOf(one.item) !== this.#typeOf(head)) one.hasOtherItems = true;
    if (growth <= one.itemGrowth && one.item !== NO_BOX) return;
    one.item = head;
    one.itemGrowth = growth;
  }

  #typeOf(head: number): number {
    return this.#frames.name[tailOf(this.#frames, head)];
  }

  /** Whether the growth of an item is that of the row around it. */
  #isItemOf(row: number, head: number, tail: number): boolean {
    const { box, isWhole } = this.#rows[row];
    const objects = this.#objectsAt(head, tail);
    if (!isAnything(objects)) return true;
    const isOfBox = this.#holders[this.#frames.parent[head] - this.#focus] === box;
    if (isOfBox && !isWhole) return this.#isSteady[head - this.#focus] === 1;
    return growthOf(objects) !== 0;
  }

  /** Whether it came after the first snapshot into a row's box that has more of all its fields together. */
  #isNewKeyOf(row: number, head: number, tail: number): boolean {
    const { isIn } = this.#changes.rounds;
    const { box, counted, isWhole } = this.#rows[row];
    const hasKeys = counted === "children" || counted === "entries" || counted === "roots";
    if (counted === "roots" && !this.#isRootIn(box, head)) return false;
    return isWhole && hasKeys && isIn[head] === 0 && isIn[tail] === 0;
  }

  /** Whether the field was there from the start and got its objects in one round: an object's empty fields may be filled one after another, and are no more then. */
  #isFilledOnce(head: number, tail: number): boolean {
    const { isIn } = this.#changes.rounds;
    if (isIn[head] === 0 && isIn[tail] === 0) return false;
    const objects = this.#objectsAt(head, tail);
    let steps = 0;
    for (let snapshot = 1; snapshot < objects.length; snapshot++) {
      if (objects[snapshot] !== objects[snapshot - 1]) steps++;
    }
    return steps === 1 && growthOf(objects) > 0;
  }

  /** Whether the box has the further links of a chain, all in one frame, and stands in the first one. */
  #isLink(head: number, tail: number): boolean {
    const { parent, name, flags } = this.#frames;
    return tail !== head && (flags[tail] & FRAME_RECURSIVE) !== 0 && name[parent[head]] === name[tail];
  }

  #boxAround(head: number): number {
    const { parent } = this.#frames;
    const around = parent[head];
    return around > this.#focus && tailOf(this.#frames, parent[around]) === around ? parent[around] : around;
  }

  /** Whether there is more at the box because there are more objects of the one around it. */
  #isExplained(head: number, tail: number, many: number): boolean {
    const numbers = this.#objectsAt(many, tailOf(this.#frames, many));
    const objects = this.#objectsAt(head, tail);
    const isCounted = isAnything(objects);
    if (isCounted && !isOfNumbers(objects, numbers, 1)) return false;
    const own = isCounted ? objects : numbers;
    return (
      isOfNumbers(this.#of(this.#bytes, head), own, SLACK_BYTES) &&
      isOfNumbers(this.#childrenOf(tail), own, 1) &&
      isOfNumbers(this.#entriesOf(tail), own, 1)
    );
  }

  #ranked(): SteadyRows {
    const last = this.#snapshots - 1;
    const score = Float64Array.from(this.#rows, ({ own }) => last * smallestStepOf(own));
    const isLeft = new Uint8Array(this.#rows.length);
    this.#raiseHoldersOfShared(score, isLeft);
    this.#raiseHolders(score);
    const left = Uint32Array.from(this.#rows.keys()).filter((row) => isLeft[row] === 0);
    const byCount = sortedByFigure(left, (row) => growthOf(this.#rows[row].counts), "descending");
    const order = [...sortedByFigure(byCount, (row) => score[row], "descending")].map((row) => this.#rows[row]);
    const isExplained = new Uint8Array(this.#frames.count);
    for (let at = 0; at < this.#rowOf.length; at++) if (this.#rowOf[at] !== NO_ROW) isExplained[at + this.#focus] = 1;
    return {
      count: order.length,
      snapshots: this.#snapshots,
      box: Uint32Array.from(order, (row) => (row.counted === "roots" ? this.#newestOf(row) : this.#listenerIn(row))),
      counted: order.map(({ counted }) => counted),
      item: Int32Array.from(order, ({ item }) => item),
      hasOtherItems: Uint8Array.from(order, (row) => (row.hasOtherItems ? 1 : 0)),
      own: Float64Array.from(order.flatMap(({ own }) => [...own])),
      counts: Float64Array.from(order.flatMap(({ counts }) => [...counts])),
      isExplained,
    };
  }

  /** The function itself where all that listens to an event more is one function; else the row's box. */
  #listenerIn({ box, counts }: Row): number {
    const { kind, parent, subtreeEnd } = this.#frames;
    if (box === this.#focus || kind[parent[box]] !== KIND_LISTENERS) return box;
    for (let head = tailOf(this.#frames, box) + 1; head < subtreeEnd[box]; head = subtreeEnd[head]) {
      if (hasSameSteps(this.#objectsAt(head, tailOf(this.#frames, head)), counts)) return head;
    }
    return box;
  }

  /** A container with many more children stands before what it holds. */
  #raiseHolders(score: Float64Array): void {
    const { subtreeEnd } = this.#frames;
    const rows = this.#rows;
    const around = new Int32Array(rows.length).fill(NO_ROW);
    for (let row = 1; row < rows.length; row++) {
      let at = row - 1;
      while (at !== NO_ROW && subtreeEnd[rows[at].box] <= rows[row].box) at = around[at];
      around[row] = at;
    }
    for (let row = rows.length - 1; row >= 0; row--) {
      const holder = around[row];
      if (holder === NO_ROW) continue;
      const { counted, counts } = rows[holder];
      const isOfMany =
        counted !== "nothing" && counted !== "roots" && counts[counts.length - 1] >= MANY_TIMES * counts[0];
      if (isOfMany && score[row] >= score[holder]) score[holder] = score[row] + BEFORE_IT;
    }
  }

  /**
   * What several containers hold stands in `(shared)` of what holds these, where it has no name. One of them is the cause, and stands before it. Objects that came with
   * the entries of one that has as many more in each round, and strings, are no rows of their own then: their bytes are that one's.
   */
  #raiseHoldersOfShared(score: Float64Array, isLeft: Uint8Array): void {
    const frames = this.#frames;
    const { parent, subtreeEnd } = frames;
    const rows = this.#rows;
    const last = this.#snapshots - 1;
    for (const [index, row] of rows.entries()) {
      if (!isInShared(frames, row.box) || (row.counted !== "objects" && row.counted !== "nothing")) continue;
      const owner = parent[parent[row.box]];
      if (row.box === this.#focus || owner < this.#focus) continue;
      const isOneThing = ownerOfShared(frames, row.box, this.#focus) !== NO_BOX;
      const isIn = (one: Row): boolean => one.box >= owner && one.box < subtreeEnd[owner];
      let holder = NO_ROW;
      let hasAsMany = false;
      for (const [other, one] of rows.entries()) {
        if (isInShared(frames, one.box) || !isIn(one)) continue;
        if (one.counted === "nothing" || one.counted === "roots") continue;
        const isOfAsMany = one.counted === "entries" && hasSameSteps(one.counts, row.counts);
        if (!isOfAsMany && !isOneThing) continue;
        if (holder !== NO_ROW && (isOfAsMany !== hasAsMany ? hasAsMany : score[other] <= score[holder])) continue;
        holder = other;
        hasAsMany = isOfAsMany;
      }
      if (holder === NO_ROW) continue;
      if (row.counted === "objects" && !hasAsMany) {
        score[holder] = Math.max(score[holder], score[index] + BEFORE_IT);
        continue;
      }
      isLeft[index] = 1;
      add(rows[holder].own, row.own);
      score[holder] = Math.max(score[holder], last * smallestStepOf(rows[holder].own));
      if (rows[holder].item === NO_BOX && row.counted === "objects") rows[holder].item = row.box;
    }
  }
}

function isOfRowItself({ box }: Row, holder: number): boolean {
  return box === holder;
}

function add(to: Float64Array, series: Float64Array): void {
  for (let snapshot = 0; snapshot < to.length; snapshot++) to[snapshot] += series[snapshot];
}

function minus(series: Float64Array, other: Float64Array): Float64Array {
  return series.map((figure, snapshot) => figure - other[snapshot]);
}

function isAnything(series: Float64Array): boolean {
  return series.some((figure) => figure !== 0);
}

function isSameAfterFirst(series: Float64Array): boolean {
  return series.every((figure, snapshot) => snapshot === 0 || figure === series[1]);
}

/** Whether each round adds more to the series than objects that have it. */
function isMoreThan(series: Float64Array, objects: Float64Array): boolean {
  for (let snapshot = 1; snapshot < series.length; snapshot++) {
    if (series[snapshot] - series[snapshot - 1] <= objects[snapshot] - objects[snapshot - 1]) return false;
  }
  return true;
}

/** Whether each round adds as much as to a part of it. */
function growsAs(series: Float64Array, part: Float64Array): boolean {
  for (let snapshot = 1; snapshot < series.length; snapshot++) {
    if (series[snapshot] - series[snapshot - 1] < part[snapshot] - part[snapshot - 1]) return false;
  }
  return true;
}

function growthOf(series: Float64Array): number {
  return series[series.length - 1] - series[0];
}

function hasSameSteps(one: Float64Array, other: Float64Array): boolean {
  return one.every(
    (figure, snapshot) => snapshot === 0 || figure - one[snapshot - 1] === other[snapshot] - other[snapshot - 1],
  );
}

function isOfNumbers(series: Float64Array, numbers: Float64Array, slack: number): boolean {
  const last = series.length - 1;
  return [0, 1].some((first) => isOfNumber(series[first], series[last], numbers[first], numbers[last], slack));
}
