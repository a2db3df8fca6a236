import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import { IN_AFTER, IN_BEFORE } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { tailOf } from "./box.ts";
import { writeChange, writeCount, writeDelta } from "./figures.ts";
import type { Measure, Totals } from "./measure.ts";

/** What became of a box from one snapshot to the other. */
export type Change = "same" | "grown" | "shrunk" | "new" | "gone";

/** Figures of one box on both sides: bytes, or objects if these are measured. */
export interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

/** Totals by box. */
export function changeColumnsOf(
  changes: FrameChanges,
  measure: Measure,
): { readonly before: Totals; readonly after: Totals } {
  switch (measure) {
    case "size":
      return { before: changes.beforeTotal, after: changes.afterTotal };
    case "max-size":
      return { before: changes.beforeMaxTotal, after: changes.afterMaxTotal };
    case "count":
      return { before: changes.beforeCount, after: changes.afterCount };
  }
}

/** Totals of the box. */
export function totalsOfChange(changes: FrameChanges, box: number, measure: Measure): BeforeAfter {
  const { before, after } = changeColumnsOf(changes, measure);
  return { before: before[box], after: after[box] };
}

/** Totals of several boxes together. */
export function sumOfChanges(changes: FrameChanges, boxes: Uint32Array, measure: Measure): BeforeAfter {
  let before = 0;
  let after = 0;
  for (let i = 0; i < boxes.length; i++) {
    const one = totalsOfChange(changes, boxes[i], measure);
    before += one.before;
    after += one.after;
  }
  return { before, after };
}

/** Bytes of the box itself. */
export function selfOfChange(frames: FrameTable, { beforeSelf, afterSelf }: FrameChanges, box: number): BeforeAfter {
  const tail = tailOf(frames, box);
  if (tail === box) return { before: beforeSelf[box], after: afterSelf[box] };
  return { before: beforeSelf[box] + beforeSelf[tail], after: afterSelf[box] + afterSelf[tail] };
}

/** Objects that stand at the box itself. */
export function selfCountOfChange(
  frames: FrameTable,
  { beforeSelfCount, afterSelfCount }: FrameChanges,
  box: number,
): BeforeAfter {
  const tail = tailOf(frames, box);
  if (tail === box) return { before: beforeSelfCount[box], after: afterSelfCount[box] };
  return {
    before: beforeSelfCount[box] + beforeSelfCount[tail],
    after: afterSelfCount[box] + afterSelfCount[tail],
  };
}

export function changeOf(changes: FrameChanges, box: number, measure: Measure): Change {
  const sides = changes.sides[box];
  if (sides === IN_AFTER) return "new";
  if (sides === IN_BEFORE) return "gone";
  const { before, after } = totalsOfChange(changes, box, measure);
  return after > before ? "grown" : after < before ? "shrunk" : "same";
}

/** What became of several boxes together. */
export function changeOfSums({ before, after }: BeforeAfter): Change {
  if (before === after) return "same";
  if (before === 0) return "new";
  if (after === 0) return "gone";
  return after > before ? "grown" : "shrunk";
}

/** The beginning of a box's label, which shows the change without colour. */
export const CHANGE_MARKS: Readonly<Record<Change, string>> = {
  same: "",
  grown: "+ ",
  shrunk: "− ",
  new: "new ",
  gone: "gone ",
};

/** `+1.2 MiB`, or `+12` objects. */
export function writeDifference({ before, after }: BeforeAfter, measure: Measure): string {
  const difference = after - before;
  if (measure !== "count") return writeDelta(difference);
  if (difference === 0) return "±0";
  return `${difference > 0 ? "+" : "−"}${writeCount(Math.abs(difference))}`;
}

/** `+12 %`; `new` and `gone` if there is no percentage. */
export function writeChangeOf(changes: FrameChanges, box: number, measure: Measure): string {
  const change = changeOf(changes, box, measure);
  if (change === "new" || change === "gone") return change;
  const { before, after } = totalsOfChange(changes, box, measure);
  return writeChange(before, after);
}
