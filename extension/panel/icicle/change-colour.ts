import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { BeforeAfter, Change } from "../frames/change.ts";
import { changeOf, changeOfSums, totalsOfChange } from "../frames/change.ts";
import type { Measure } from "../frames/measure.ts";
import type { LegendEntry } from "./colour.ts";
import { createPalette } from "./colour.ts";
import { DARK, LIGHT } from "./theme.ts";

/** What a colour says in a diff: classes in the place of the usual ones. The order is that of the legend. */
export const CLASS_SAME = 0;
export const CLASS_GROWN_LITTLE = 1;
export const CLASS_GROWN = 2;
export const CLASS_NEW = 3;
export const CLASS_SHRUNK_LITTLE = 4;
export const CLASS_SHRUNK = 5;
export const CLASS_GONE = 6;
export const CLASS_SEVERAL = 7;

export const CHANGE_LEGEND: readonly LegendEntry[] = [
  { name: "Same", letter: "", meaning: "As large as before" },
  { name: "+ A little", letter: "", meaning: "Grown by less than a quarter" },
  { name: "+ Grown", letter: "", meaning: "Grown by a quarter or more" },
  { name: "New", letter: "", meaning: "Was not there before" },
  { name: "− A little", letter: "", meaning: "Shrunk by less than a fifth" },
  { name: "− Shrunk", letter: "", meaning: "Shrunk by a fifth or more" },
  { name: "Gone", letter: "", meaning: "Removed; drawn hollow at its old width" },
  { name: "More", letter: "", meaning: "Several small things in one box, together as large as before" },
];

/** The part of the larger side by which a box has to have changed for the stronger colour: a quarter more, or a fifth less. */
const MUCH = 0.2;

export function changeClassOf(changes: FrameChanges, box: number, measure: Measure): number {
  return classOfChange(changeOf(changes, box, measure), totalsOfChange(changes, box, measure));
}

/** Several boxes together; if their size is unchanged, the label says only that they are several. */
export function changeClassOfSums(sums: BeforeAfter): number {
  const change = changeOfSums(sums);
  return change === "same" ? CLASS_SEVERAL : classOfChange(change, sums);
}

function classOfChange(change: Change, { before, after }: BeforeAfter): number {
  const isMuch = Math.abs(after - before) >= MUCH * Math.max(before, after);
  switch (change) {
    case "same":
      return CLASS_SAME;
    case "grown":
      return isMuch ? CLASS_GROWN : CLASS_GROWN_LITTLE;
    case "shrunk":
      return isMuch ? CLASS_SHRUNK : CLASS_SHRUNK_LITTLE;
    case "new":
      return CLASS_NEW;
    case "gone":
      return CLASS_GONE;
  }
}

export const LIGHT_CHANGE_PALETTE = createPalette(LIGHT, LIGHT.icicle.changeFills);
export const DARK_CHANGE_PALETTE = createPalette(DARK, DARK.icicle.changeFills);
