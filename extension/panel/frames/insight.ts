import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { DetachedRow } from "../../../core/flamegraph/questions/detached.ts";
import type { WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import type { TimelineCounts, Warning } from "../../../core/graph/graph.ts";
import type { Watched } from "../../../core/graph/watched.ts";

/** What a snapshot is made of: objects of a walk, those of V8's heap snapshot, or stacks alone. */
export type InsightKind = "walked" | "heap" | "stacks";

/** What the cards are made of. */
export interface InsightSources {
  readonly kind: InsightKind;
  readonly frames: FrameTable;
  readonly focus: number;
  readonly waste: readonly WasteRow[];
  readonly detached: readonly DetachedRow[];
  readonly warnings: readonly Warning[];
  /** Undefined if it was not counted. */
  readonly timeline: TimelineCounts | undefined;
  /** Undefined if the page was not watched. */
  readonly watched: Watched | undefined;
}

/** A box that an insight leads to. */
export interface InsightPlace {
  readonly box: number;
  /** The box whose path says who holds it. */
  readonly holder: number;
  /** Goes on after the path: "300 trees". */
  readonly note: string;
}

/** A place in the page's sources that made some of what a card is about. */
export interface MadePlace {
  /** "22 timers". */
  readonly what: string;
  /** `poll.ts:7`; "" where it is not known. */
  readonly place: string;
  readonly script: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** One thing that may be worth a look, as a card says it. */
export interface Insight {
  readonly title: string;
  readonly sentence: string;
  /** Bytes for certain, and at most; both 0 where bytes are not what it is about. */
  readonly size: number;
  readonly maxSize: number;
  /** Whether the bytes are estimated by a count. */
  readonly isEstimate: boolean;
  /** One of the objects, such as the string with most copies; "" for none. */
  readonly sample: string;
  /** The node that the sample is about, for those who can read it; -1 for none. */
  readonly sampleNode: number;
  /** Most bytes first; a few of them. */
  readonly places: readonly InsightPlace[];
  /** Places that are left out. */
  readonly morePlaces: number;
  /** Most first; a few of them. */
  readonly made?: readonly MadePlace[];
  /** The table with all of them; `null` for none. */
  readonly table: "waste" | "off-heap" | "warnings" | null;
}

/** Below it, bytes are not worth a card; the tables have them. */
export const LEAST_INSIGHT = 1024;

/** Places of a card. */
const MAX_PLACES = 3;

export function placesOf(places: readonly InsightPlace[]): Pick<Insight, "places" | "morePlaces"> {
  return { places: places.slice(0, MAX_PLACES), morePlaces: Math.max(0, places.length - MAX_PLACES) };
}
