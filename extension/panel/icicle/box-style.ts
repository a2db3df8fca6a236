import type { DiffScope, FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { Arrangement } from "../frames/arrangement.ts";
import { boxLabelOf, headLabelOf, shareOf, TOP_BOX } from "../frames/box.ts";
import {
  CHANGE_MARKS,
  changeOf,
  changeOfSums,
  totalsOfChange,
  writeChangeOf,
  writeDifference,
} from "../frames/change.ts";
import { drawnBoxOf } from "../frames/drawn-box.ts";
import { writeCount, writeShare } from "../frames/figures.ts";
import type { Measure } from "../frames/measure.ts";
import { writeMeasure } from "../frames/measure.ts";
import {
  CHANGE_LEGEND,
  CLASS_GONE,
  changeClassOf,
  changeClassOfSums,
  DARK_CHANGE_PALETTE,
  LIGHT_CHANGE_PALETTE,
} from "./change-colour.ts";
import type { LegendEntry, Palette } from "./colour.ts";
import { boxClassOf, CLASS_MORE, DARK_PALETTE, LEGEND, LIGHT_PALETTE } from "./colour.ts";
import type { LabelText } from "./label.ts";
import { textOfLabel } from "./label.ts";
import { RunChanges } from "./run-changes.ts";
import {
  DARK_GROWTH_PALETTE,
  DARK_SHRUNK_PALETTE,
  GROWTH_LEGEND,
  LIGHT_GROWTH_PALETTE,
  LIGHT_SHRUNK_PALETTE,
  SHRUNK_LEGEND,
  shareClassOf,
} from "./share-colour.ts";

/** The meaning of a table's boxes, in colours and in words. */
export interface Look {
  readonly light: Palette;
  readonly dark: Palette;
  /** By class. */
  readonly legend: readonly LegendEntry[];
  /** Whether the part of a box that may not be there is hatched. */
  readonly hasHatches: boolean;
  /** The class of boxes that are drawn empty, with a frame in their colour; -1 for none. */
  readonly hollowClass: number;
  classOf(box: number): number;
  labelOf(box: number): string;
  /** What is written on the drawn box of `box`, beside its figure. */
  writtenOf(box: number): LabelText;
  /** What stands at the end of the label. */
  figureOf(box: number): string;
  /** The same below a head that says what it is of. */
  cellOf(box: number): string;
  /** Class, label and figure of several siblings, which stand at `from … to - 1` of the arrangement's list. */
  moreClassOf(from: number, to: number): number;
  moreLabelOf(from: number, to: number): string;
  moreFigureOf(from: number, to: number): string;
  /** What the figure is in relation to others. */
  relationOf(box: number): string;
  /** Heads of the columns of both. */
  readonly heads: { readonly figure: string; readonly relation: string };
}

/** Colours show kinds; in a diff, the change of a box. */
export function lookOf(arrangement: Arrangement, changes: FrameChanges | null, scope: DiffScope = "all"): Look {
  if (changes === null) return lookOfKinds(arrangement);
  const look = lookOfChanges(arrangement, changes);
  return scope === "all" ? look : { ...look, ...sharesOf(arrangement, scope) };
}

/** Where widths are changes of one direction, colours are their shares of the whole change. */
function sharesOf(
  arrangement: Arrangement,
  scope: "growth" | "shrunk",
): Pick<Look, "light" | "dark" | "legend" | "hollowClass" | "classOf" | "moreClassOf"> {
  const isGrowth = scope === "growth";
  const { totals } = arrangement;
  const whole = totals[TOP_BOX];
  return {
    light: isGrowth ? LIGHT_GROWTH_PALETTE : LIGHT_SHRUNK_PALETTE,
    dark: isGrowth ? DARK_GROWTH_PALETTE : DARK_SHRUNK_PALETTE,
    legend: isGrowth ? GROWTH_LEGEND : SHRUNK_LEGEND,
    hollowClass: -1,
    classOf: (box) => shareClassOf(shareOf(totals[box], whole)),
    /* The arrangement makes other ends when it needs room for more. */
    moreClassOf: (from, to) => shareClassOf(shareOf(arrangement.ends[to - 1] - arrangement.ends[from - 1], whole)),
  };
}

function writeMore(from: number, to: number): string {
  return `${writeCount(to - from)} more`;
}

function lookOfKinds(arrangement: Arrangement): Look {
  const { frames, totals, measure } = arrangement;
  return {
    light: LIGHT_PALETTE,
    dark: DARK_PALETTE,
    legend: LEGEND,
    hasHatches: true,
    hollowClass: -1,
    classOf: (box) => boxClassOf(frames, box),
    labelOf: (box) => boxLabelOf(frames, box),
    writtenOf: (box) => textOfLabel(boxLabelOf(frames, box), headLabelOf(frames, box)),
    figureOf: (box) => writeMeasure(totals[box], measure),
    cellOf: (box) => (measure === "count" ? writeCount(totals[box]) : writeMeasure(totals[box], measure)),
    moreClassOf: () => CLASS_MORE,
    moreLabelOf: writeMore,
    moreFigureOf: (from, to) => writeMeasure(arrangement.ends[to - 1] - arrangement.ends[from - 1], measure),
    relationOf: (box) => writeShare(shareOf(totals[box], totals[TOP_BOX])),
    heads: { figure: TOTAL_HEADS[measure], relation: "Share" },
  };
}

const TOTAL_HEADS: Readonly<Record<Measure, string>> = { size: "Total", "max-size": "Maximum", count: "Objects" };

/** As many names as a box has room for. */
const MAX_OUTER_NAMES = 24;

/** Names of the boxes of the chain around its subject; the middle of a longer one is left out. */
function outerNamesOf({ frames, chains }: Arrangement, box: number): readonly string[] {
  if (chains === null) return [];
  const outer = chains.boxesTo(chains.subjectOf(box)).slice(0, -1);
  const nameOf = (at: number): string => headLabelOf(frames, at);
  if (outer.length <= MAX_OUTER_NAMES) return outer.map(nameOf);
  return [nameOf(outer[0]), "…", ...outer.slice(2 - MAX_OUTER_NAMES).map(nameOf)];
}

function lookOfChanges(arrangement: Arrangement, changes: FrameChanges): Look {
  const { frames, measure } = arrangement;
  const runs = new RunChanges(arrangement, changes);
  const differenceOf = (box: number): string => writeDifference(totalsOfChange(changes, box, measure), measure);
  return {
    light: LIGHT_CHANGE_PALETTE,
    dark: DARK_CHANGE_PALETTE,
    legend: CHANGE_LEGEND,
    /* They would hide the colours. */
    hasHatches: false,
    hollowClass: CLASS_GONE,
    classOf: (box) => changeClassOf(changes, box, measure),
    labelOf: (box) => CHANGE_MARKS[changeOf(changes, box, measure)] + boxLabelOf(frames, box),
    writtenOf: (box) => {
      const subject = drawnBoxOf(arrangement, box);
      const mark = CHANGE_MARKS[changeOf(changes, subject, measure)];
      const outer = outerNamesOf(arrangement, box);
      return { mark, outer, label: boxLabelOf(frames, subject), name: headLabelOf(frames, subject) };
    },
    figureOf: differenceOf,
    cellOf: differenceOf,
    moreClassOf: (from, to) => changeClassOfSums(runs.sumOf(from, to)),
    moreLabelOf: (from, to) => CHANGE_MARKS[changeOfSums(runs.sumOf(from, to))] + writeMore(from, to),
    moreFigureOf: (from, to) => writeDifference(runs.sumOf(from, to), measure),
    relationOf: (box) => writeChangeOf(changes, box, measure),
    heads: { figure: measure === "count" ? "Objects" : "Delta", relation: "Percent" },
  };
}
