import type { Zoom } from "../frames/zoom.ts";

/** What the icicle shows: a part of a focus. */
export interface Sight {
  readonly focus: number;
  readonly zoom: Zoom;
}
