import type { PaneId } from "../../store/layout.ts";
import type { ViewName } from "../../store/view-name.ts";

/** CSS pixels. Below it, one pane at a time is in view, each behind a tab. */
const MIN_COLUMNS_WIDTH = 600;
/** Below it, there is no third column, which would leave the view too little: the details are in the rail, and the object tree is out of sight. */
const MIN_SIDE_WIDTH = 1100;
/** What the view keeps, however the columns beside it are dragged. */
const MIN_VIEW_WIDTH = 280;
/** Of a pane above or below another one: its head, and two rows. */
const MIN_PANE_HEIGHT = 72;
/** The same of the list of objects, which has filters and the heads of columns besides. */
const MIN_LOWER_HEIGHT = 118;

/** Of the chart: its buttons, tabs, and a plot with axes. */
const MIN_OVER_TIME_HEIGHT = 190;

/** Which panes are in view, and where. */
export interface PanePlan {
  readonly isTabbed: boolean;
  readonly details: "side" | "rail" | "tab";
  /** `"twin"`: a screen reader and the keyboard alone reach it. */
  readonly tree: "side" | "tab" | "twin" | "none";
}

export function isTabbedAt(width: number): boolean {
  return width < MIN_COLUMNS_WIDTH;
}

/** The tree table has the same rows as the object tree. */
export function panePlanOf(width: number, view: ViewName): PanePlan {
  if (isTabbedAt(width)) return { isTabbed: true, details: "tab", tree: "tab" };
  const hasSide = width >= MIN_SIDE_WIDTH;
  const tree = view === "tree-table" ? "none" : hasSide ? "side" : "twin";
  return { isTabbed: false, details: hasSide ? "side" : "rail", tree };
}

/** What a splitter may make of a pane, in CSS pixels. */
export interface PaneRange {
  readonly size: number;
  readonly least: number;
  readonly most: number;
}

/** The width of a column. `besides` is the width of the other one. */
export function columnRangeOf(
  pane: "rail" | "side",
  width: number,
  besides: number,
  sizes: ReadonlyMap<PaneId, number>,
): PaneRange {
  return rangeOf(
    sizes.get(pane) ?? usualWidthOf(pane, width),
    pane === "rail" ? 150 : 200,
    width - besides - MIN_VIEW_WIDTH,
  );
}

function usualWidthOf(pane: "rail" | "side", width: number): number {
  if (pane === "side") return held(width * 0.18, 264, 320);
  return width < MIN_SIDE_WIDTH ? held(width * 0.24, 190, 240) : held(width * 0.13, 190, 230);
}

/** The height of the upper one of two panes that share `height`. */
export function heightRangeOf(size: number, height: number): PaneRange {
  return rangeOf(size, MIN_PANE_HEIGHT, height - MIN_PANE_HEIGHT);
}

/** The height of the pane above all others, of a panel so high. */
export function overTimeRangeOf(size: number | undefined, height: number): PaneRange {
  return rangeOf(size ?? held(height * 0.42, MIN_OVER_TIME_HEIGHT, 300), MIN_OVER_TIME_HEIGHT, height * 0.7);
}

/** Of the lower one. */
export function lowerHeightRangeOf(size: number, height: number): PaneRange {
  return rangeOf(size, MIN_LOWER_HEIGHT, height - MIN_PANE_HEIGHT);
}

function rangeOf(size: number, least: number, most: number): PaneRange {
  return { size: Math.round(held(size, least, most)), least, most: Math.max(least, Math.round(most)) };
}

function held(size: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, size));
}
