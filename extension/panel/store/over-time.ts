/** The pane about how totals went: over the moments of the recording, or over the snapshots of a page. */
export type OverTimeSource = "recording" | "snapshots";

export const OVER_TIME_TABS = ["sizes", "counts", "moments", "roots"] as const;

export type OverTimeTab = (typeof OVER_TIME_TABS)[number];

export interface OverTimeState {
  /** `null` while the pane is closed. */
  readonly source: OverTimeSource | null;
  readonly tab: OverTimeTab;
}

export const NO_OVER_TIME: OverTimeState = { source: null, tab: "sizes" };
