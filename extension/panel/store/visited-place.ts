import type { ViewName } from "./view-name.ts";

/** What the user looked at. */
export interface Place {
  readonly view: ViewName;
  /** Boxes, as in `Snapshot`. */
  readonly trail: readonly number[];
  readonly selected: number;
}

export interface Visits {
  /** The place before is the last one. */
  readonly back: readonly Place[];
  /** The place to go forward to is the last one. */
  readonly forward: readonly Place[];
}

export const NO_VISITS: Visits = { back: [], forward: [] };
