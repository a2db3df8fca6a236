import type { DiffScope } from "../../../core/flamegraph/diff.ts";
import { NO_COUNTS, type PageCounts } from "../../../core/flamegraph/questions/page-counts.ts";
import { type BoxPath, toBoxPath } from "../../../core/flamegraph/transforms/box-path.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import type { Order } from "../frames/arrangement.ts";
import { TOP_BOX, tailOf } from "../frames/box.ts";
import { writeTransform } from "../frames/box-transform.ts";
import type { SizeUnit } from "../frames/figures.ts";
import type { Measure } from "../frames/measure.ts";
import { limitsOf } from "./coverage.ts";
import { pagesOf } from "./snapshot-list.ts";
import { type DiffSide, focusOf, type PanelState, type Snapshot, sidesOf } from "./state.ts";
import type { ViewName } from "./view-name.ts";

/** What an exported page says of its frames. The page has the code that reads it, so there is one version. */
export interface ViewerAbout {
  readonly title: string;
  /** As `pagesOf`. */
  readonly pages: readonly string[];
  /** Milliseconds since 1970; `null` where it is not known. */
  readonly takenAt: number | null;
  readonly exportedAt: number;
  /** Of the extension. */
  readonly version: string;
  /** The snapshots of a comparison, in order; none of what is no comparison. */
  readonly sides: readonly ViewerSide[];
  readonly caveats: readonly string[];
  /** What the sums do not contain, as sentences. */
  readonly limits: readonly string[];
  /** Changes of Path that have made the frames. */
  readonly changes: readonly string[];
  /** Label of the box that is all there is in the file; `null` where it has the whole. */
  readonly part: string | null;
  readonly hasClosures: boolean;
  /** The box in focus; `null` for all. */
  readonly focus: BoxPath | null;
  readonly view: ViewName;
  readonly scope: DiffScope;
  readonly measure: Measure;
  readonly order: Order;
  readonly sizeUnit: SizeUnit;
}

export interface ViewerSide
  extends Pick<DiffSide, "number" | "title" | "hasClosures" | "page" | "totalSize" | "counts"> {
  readonly takenAt: number | null;
}

/** `part` is the box that the file is about. */
export function viewerAboutOf(
  state: PanelState,
  snapshot: Snapshot,
  part: { readonly label: string } | null,
  version: string,
): ViewerAbout {
  const { frames, hasClosures } = snapshot.derived;
  /* Counts are of the page, not of a box. */
  const countsOf = (whole: PageCounts): PageCounts => (part === null ? whole : NO_COUNTS);
  const focus = focusOf(snapshot);
  const sides = snapshot.kind === "diff" ? sidesOf(snapshot) : [];
  const { view, scope, measure, order, sizeUnit } = state;
  return {
    title: snapshot.title,
    pages: pagesOf(snapshot),
    takenAt: takenAtOf(snapshot),
    exportedAt: Date.now(),
    version,
    sides: sides.map(({ number, title, hasClosures, page, totalSize, counts }) => {
      const taken = state.snapshots.find((one) => one.number === number);
      const takenAt = taken === undefined ? null : takenAtOf(taken);
      return { number, title, hasClosures, page, totalSize, counts: countsOf(counts), takenAt };
    }),
    caveats: snapshot.kind === "diff" ? snapshot.caveats : [],
    limits: limitsOf(snapshot),
    changes: snapshot.transforms.map(writeChange),
    part: part === null ? null : part.label,
    hasClosures,
    focus: focus === TOP_BOX ? null : toBoxPath(frames, focus, tailOf(frames, focus)),
    view,
    scope,
    measure,
    order,
    sizeUnit,
  };
}

/** Without the names of boxes that are not in the frames any more: they may have been hidden because of their names. */
function writeChange(transform: Transform): string {
  switch (transform.type) {
    case "hide":
      return "a box hidden";
    case "merge":
      return "a box merged into its parent";
    default:
      return writeTransform(transform);
  }
}

/** Of a file it is not known. */
function takenAtOf(snapshot: Snapshot): number | null {
  const isOfPage = snapshot.kind === "walked" && snapshot.source === "page";
  return isOfPage ? Math.round(performance.timeOrigin + snapshot.askedAt) : null;
}

/** Id of the element of the page that has the frames, and what stands there before. */
export const VIEWER_DATA_ID = "allocative-frames";
export const VIEWER_DATA_PLACE = "(frames)";

/** A page with its frames, from the page without them. */
export function withViewerData(page: string, data: Uint8Array): string {
  const place = `id="${VIEWER_DATA_ID}">`;
  const [head, tail, ...rest] = page.split(`${place}${VIEWER_DATA_PLACE}`);
  if (head === undefined || tail === undefined || rest.length > 0)
    throw new Error("the page has no place for its frames");
  return `${head}${place}${toBase64(data)}${tail}`;
}

/** Bytes at a time: arguments of one call are bounded. A multiple of three, so that the parts are whole. */
const CHUNK = 3 * 8192;

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK))));
  }
  return parts.join("");
}
