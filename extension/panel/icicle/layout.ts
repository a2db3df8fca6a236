import type { Arrangement } from "../frames/arrangement.ts";
import { drawnBoxOf, drawnPathOf } from "../frames/drawn-box.ts";
import type { Zoom } from "../frames/zoom.ts";
import type { Level } from "./level.ts";
import { descend, isRun, startAtFocus, takeLevels } from "./level.ts";
import { uncertaintyOf } from "./uncertainty.ts";

/*
 * The icicle as rows of boxes, root on top. Rows above the focus hold one ancestor each at full width; below it a child
 * stands under its parent, from the left, as the arrangement has it; the space to the right is the parent's own. Of the
 * focus that part is shown which the zoom says. Siblings narrower than a device pixel that follow one another are one
 * box ("1,234 more"), and nothing below that is looked at, so the work is bounded by the pixels.
 *
 *     row 0  [ All roots                          ]  ancestor
 *     row 1  [ store                              ]  focus
 *     row 2  [ items: Array    ][ user: Object ][3]
 */

/** Bits of `BoxTable.flags`. */
export const BOX_ANCESTOR = 1;
export const BOX_FOCUS = 2;
/** The box stands for several siblings. */
export const BOX_MORE = 4;

/** The visible rows as columns. Boxes of a row stand together, from left to right; edges are whole device pixels. */
export interface BoxTable {
  readonly arrangement: Arrangement;
  readonly firstRow: number;
  /** Boxes of visible row `r` are `rowStart[r] … rowStart[r + 1] - 1`, `r` counted from `firstRow`. */
  readonly rowStart: readonly number[];
  readonly count: number;
  /** Head of the drawn box; of BOX_MORE the first of its siblings; of a chain too narrow to be opened its top. */
  readonly frame: Int32Array;
  /** Below the focus the box is what stands at `from … to - 1` of the arrangement's list. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly flags: Uint8Array;
  /** Edges within the view. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Where the part begins, at the right, that may not be there; the right edge if all is certain, or if widths are of objects. */
  readonly uncertain: Int32Array;
}

export interface IcicleView {
  readonly arrangement: Arrangement;
  readonly focus: number;
  readonly zoom: Zoom;
  /** Device pixels. */
  readonly width: number;
  /** Rows from the top of the icicle: `firstRow … endRow - 1` are visible. */
  readonly firstRow: number;
  readonly endRow: number;
}

/** Device pixels per total. */
function scaleOf({ arrangement, focus, zoom, width }: Omit<IcicleView, "firstRow" | "endRow">): number {
  const total = arrangement.totals[focus];
  return total > 0 ? width / (total * (zoom.to - zoom.from)) : 0;
}

function startOf(level: Level, focus: number, zoom: Zoom, width: number): void {
  const whole = width / (zoom.to - zoom.from);
  startAtFocus(level, focus, -zoom.from * whole, (1 - zoom.from) * whole);
}

/** Rows of the whole icicle under this focus, ancestors included, as far as boxes are wide enough to be drawn. */
export function rowCountOf(view: Omit<IcicleView, "firstRow" | "endRow">): number {
  const { arrangement, focus, zoom, width } = view;
  const scale = scaleOf(view);
  let [level, below] = takeLevels(width);
  let rows = drawnPathOf(arrangement, focus).length - 1;
  for (startOf(level, focus, zoom, width); level.count > 0; rows++) {
    if (scale > 0) descend(arrangement, scale, width, level, below);
    [level, below] = [below, level];
  }
  return rows;
}

/** Row that the box stands in, under any focus that shows it. */
export function rowOf(arrangement: Arrangement, box: number): number {
  return drawnPathOf(arrangement, box).length - 1;
}

/** The boxes of the visible rows. */
export function layoutIcicle(view: IcicleView): BoxTable {
  const { arrangement, focus, zoom, firstRow, endRow } = view;
  const width = Math.round(view.width);
  const scale = scaleOf({ ...view, width });
  const path = drawnPathOf(arrangement, focus);
  const focusRow = path.length - 1;
  const boxes = new BoxRows(arrangement, firstRow, width);

  for (let row = firstRow; row < Math.min(focusRow, endRow); row++) boxes.addAncestor(path[row]);
  let [level, below] = takeLevels(width);
  startOf(level, focus, zoom, width);
  for (let row = focusRow; row < endRow && level.count > 0; row++) {
    if (row >= firstRow) boxes.addRow(level, row === focusRow ? BOX_FOCUS : 0);
    below.count = 0;
    if (row + 1 < endRow && scale > 0) descend(arrangement, scale, width, level, below);
    [level, below] = [below, level];
  }
  return boxes;
}

/** A table in the making. */
class BoxRows implements BoxTable {
  readonly arrangement: Arrangement;
  readonly firstRow: number;
  readonly rowStart: number[] = [0];
  readonly #width: number;
  count = 0;
  frame = new Int32Array(FIRST_CAPACITY);
  from = new Uint32Array(FIRST_CAPACITY);
  to = new Uint32Array(FIRST_CAPACITY);
  flags = new Uint8Array(FIRST_CAPACITY);
  left = new Int32Array(FIRST_CAPACITY);
  right = new Int32Array(FIRST_CAPACITY);
  uncertain = new Int32Array(FIRST_CAPACITY);

  constructor(arrangement: Arrangement, firstRow: number, width: number) {
    this.arrangement = arrangement;
    this.firstRow = firstRow;
    this.#width = width;
  }

  addAncestor(box: number): void {
    if (this.count === this.frame.length) this.#grow(this.count + 1);
    const at = this.count++;
    this.frame[at] = box;
    this.flags[at] = BOX_ANCESTOR;
    this.left[at] = 0;
    this.right[at] = this.#width;
    this.uncertain[at] = this.#width;
    this.rowStart.push(this.count);
  }

  addRow(level: Level, flag: number): void {
    let at = this.count;
    if (at + level.count > this.frame.length) this.#grow(at + level.count);
    const { frame, from, to, flags, left, right, uncertain } = this;
    const { frames, measure } = this.arrangement;
    for (let i = 0; i < level.count; i++) {
      const start = level.left[i];
      const end = level.right[i];
      const isMore = isRun(level, i);
      /* What is in a box too narrow to be opened is not looked at, nor whether it is one with it. */
      frame[at] = level.isOpen[i] === 0 ? level.frame[i] : drawnBoxOf(this.arrangement, level.frame[i]);
      from[at] = level.from[i];
      to[at] = level.to[i];
      flags[at] = isMore ? flag | BOX_MORE : flag;
      left[at] = start > 0 ? Math.round(start) : 0;
      right[at] = end < this.#width ? Math.round(end) : this.#width;
      const part = isMore || measure === "count" ? 0 : uncertaintyOf(frames, frame[at]);
      uncertain[at] =
        part === 0 ? right[at] : Math.min(right[at], Math.max(left[at], Math.round(end - (end - start) * part)));
      at++;
    }
    this.count = at;
    this.rowStart.push(at);
  }

  #grow(needed: number): void {
    const capacity = Math.max(2 * this.frame.length, needed);
    this.frame = grown(this.frame, new Int32Array(capacity));
    this.from = grown(this.from, new Uint32Array(capacity));
    this.to = grown(this.to, new Uint32Array(capacity));
    this.flags = grown(this.flags, new Uint8Array(capacity));
    this.left = grown(this.left, new Int32Array(capacity));
    this.right = grown(this.right, new Int32Array(capacity));
    this.uncertain = grown(this.uncertain, new Int32Array(capacity));
  }
}

const FIRST_CAPACITY = 2048;

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
