import { diffFrames } from "../../core/flamegraph/diff.ts";
import { NO_COUNTS } from "../../core/flamegraph/questions/page-counts.ts";
import { applyTransforms } from "../../core/flamegraph/transforms/transform.ts";
import type { Derivation, DerivedSnapshot } from "../panel/worker/frame-api.ts";
import type { ViewerData } from "./read-data.ts";

/** The frames as they are wanted, of tables that have one sharing policy and one name for everything. Transforms are done to each table by itself. */
export function deriveTables(
  { about, tables, entries }: ViewerData,
  { transforms, scope }: Derivation,
): DerivedSnapshot {
  const started = performance.now();
  const shown = tables.map((table) => applyTransforms(table, transforms));
  const frames = shown.map((one) => one.frames);
  const last = tables[tables.length - 1];
  return {
    ...(tables.length === 1
      ? { frames: frames[0], changes: null }
      : diffFrames(frames, scope, transforms.length === 0 ? entries : [])),
    found: transforms.map((_, index) => shown.some(({ found }) => found[index])),
    objectCount: last.totalCount[0],
    totalSize: last.totalSize[0],
    totalMaxSize: last.totalMaxSize[0],
    offHeapSize: 0,
    usedHeapSize: 0,
    timeline: undefined,
    counts: NO_COUNTS,
    watched: undefined,
    warnings: [],
    objects: "none",
    hasClosures: about.hasClosures,
    hasMinifiedNames: false,
    profiles: [],
    profile: 0,
    keptBytes: 0,
    deriveMs: performance.now() - started,
  };
}
