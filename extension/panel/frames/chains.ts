import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_MERGED } from "../../../core/flamegraph/frame-table.ts";
import { KIND_GROUP, KIND_SHARED, KIND_STORAGE } from "../../../core/graph/graph.ts";
import { hasChildren, NO_BOX, parentBoxOf, TOP_BOX, tailOf } from "./box.ts";
import { changeOf, selfCountOfChange, totalsOfChange } from "./change.ts";
import { firstEndingAfter } from "./first-ending-after.ts";
import type { Measure, Totals } from "./measure.ts";

/** Of an arrangement, what chains are found by. */
interface ArrangedBoxes {
  readonly frames: FrameTable;
  readonly measure: Measure;
  readonly totals: Totals;
  readonly list: Uint32Array;
  readonly ends: Float64Array;
  recordOf(parent: number): number;
}

/** Stands for "no place" in an arrangement's list. */
export const NO_PLACE = 0;

/** Part of the first box's change that each box of its chain has at least; of its holder's, for the engine's storage. */
const CHAIN_SHARE = 0.95;

/**
 * In a comparison, boxes inside one another that carry one change are drawn as one: from each to the one in it that has nearly all of the change, as long as there are not more of it
 * than of what holds it. So a container ends a chain, and what it has more of begins another. Chains depend on the table alone, not on what is in sight.
 *
 *     scene: Scene               +738.1 KiB   top
 *       meshes: Map              +737.9 KiB   subject, what the drawn box is about: the deepest that is no part of the engine's
 *         table                  +737.9 KiB   end
 *           value                +730.0 KiB   top of the next one
 *             Mesh               +730.0 KiB   20 more: subject and end
 *       name: string                 +16 B    another one: it stands in the row below its parent's chain, as Mesh does
 */
export class Chains {
  readonly #arranged: ArrangedBoxes;
  readonly #changes: FrameChanges;
  /** By box; NO_BOX as long as its chain is not known. */
  readonly #tops: Int32Array;
  /** By top of a chain that is known. */
  readonly #ends: Int32Array;

  constructor(arranged: ArrangedBoxes, changes: FrameChanges) {
    this.#arranged = arranged;
    this.#changes = changes;
    this.#tops = new Int32Array(arranged.frames.count).fill(NO_BOX);
    this.#ends = new Int32Array(arranged.frames.count);
  }

  /** The outermost box of the chain of `box`. */
  topOf(box: number): number {
    if (this.#tops[box] === NO_BOX) this.#findChainOf(box);
    return this.#tops[box];
  }

  /** The deepest box of the chain of `box`. */
  endOf(box: number): number {
    return this.#ends[this.topOf(box)];
  }

  /** What the drawn box is about. */
  subjectOf(box: number): number {
    const top = this.topOf(box);
    const end = this.#ends[top];
    if (end === top) return top;
    const { frames } = this.#arranged;
    let at = end;
    while (at !== top && isPart(frames, at)) at = parentBoxOf(frames, at);
    return isPart(frames, at) ? end : at;
  }

  /** Boxes of the chain of `box` down to it, outermost first. */
  boxesTo(box: number): number[] {
    const top = this.topOf(box);
    const boxes = [box];
    for (let at = box; at !== top; boxes.push(at)) at = parentBoxOf(this.#arranged.frames, at);
    return boxes.reverse();
  }

  /** Place of the next box of the chain in the arrangement's list, or NO_PLACE if `box` is its end. */
  placeAfter(box: number): number {
    return this.endOf(box) === box ? NO_PLACE : this.#mainPlaceIn(box);
  }

  /** Every chain on the way is remembered, so that any number of questions cost a few steps for each box. */
  #findChainOf(box: number): void {
    const { frames } = this.#arranged;
    const tops = this.#tops;
    let start = box;
    while (start !== TOP_BOX && tops[start] === NO_BOX) {
      const parent = parentBoxOf(frames, start);
      if (parent === TOP_BOX || this.#mainChildOf(parent) !== start) break;
      start = parent;
    }
    if (tops[start] !== NO_BOX) start = this.#mainChildOf(this.#ends[tops[start]]);
    for (; ; start = this.#mainChildOf(this.#ends[start])) {
      this.#follow(start);
      if (tops[box] !== NO_BOX) return;
    }
  }

  #follow(top: number): void {
    const tops = this.#tops;
    tops[top] = top;
    let end = top;
    if (top !== TOP_BOX) {
      let more = this.#moreObjectsAt(top);
      for (let next = this.#mainChildOf(top); next !== NO_BOX; next = this.#mainChildOf(next)) {
        const moreHere = this.#moreObjectsAt(next);
        if (moreHere !== null && more !== null && moreHere !== more) break;
        /* Storage is one with its holder, whatever is beside that. */
        if (!this.#isOneChange(isPart(this.#arranged.frames, next) ? end : top, next)) break;
        more ??= moreHere;
        tops[next] = top;
        end = next;
      }
    }
    this.#ends[top] = end;
  }

  /** The child with the middle of the children's width: if one has more than half of it, this is the one. */
  #mainPlaceIn(box: number): number {
    const { frames } = this.#arranged;
    if (!hasChildren(frames, box)) return NO_PLACE;
    const record = this.#arranged.recordOf(tailOf(frames, box));
    const { list, ends } = this.#arranged;
    const end = record + 1 + list[record];
    const width = ends[end - 1];
    return width > 0 ? firstEndingAfter(ends, record + 1, end, width / 2) : NO_PLACE;
  }

  #mainChildOf(box: number): number {
    const place = this.#mainPlaceIn(box);
    return place === NO_PLACE ? NO_BOX : this.#arranged.list[place];
  }

  /** How many more objects stand at the box itself; `null` if objects do not. */
  #moreObjectsAt(box: number): number | null {
    const { before, after } = selfCountOfChange(this.#arranged.frames, this.#changes, box);
    return before === 0 && after === 0 ? null : after - before;
  }

  /** Widths alone say less: what shrank beside the growth has none. */
  #isOneChange(around: number, box: number): boolean {
    const { frames, totals, measure } = this.#arranged;
    const changes = this.#changes;
    if (totals[box] < CHAIN_SHARE * totals[around]) return false;
    const isAlike = changeOf(changes, box, measure) === changeOf(changes, around, measure);
    if (!isAlike && !isPart(frames, box)) return false;
    const all = totalsOfChange(changes, around, measure);
    const part = totalsOfChange(changes, box, measure);
    const change = all.after - all.before;
    return Math.abs(part.after - part.before - change) <= (1 - CHAIN_SHARE) * Math.abs(change);
  }
}

/** Whether the box is the engine's storage, or one that stands for others: a chain is not called by its name. */
function isPart({ kind, flags }: FrameTable, box: number): boolean {
  return (
    kind[box] === KIND_STORAGE ||
    kind[box] === KIND_SHARED ||
    kind[box] === KIND_GROUP ||
    (flags[box] & FRAME_MERGED) !== 0
  );
}
