/** Allocative for the web: bytes of your own objects, by who owns them. The public API. */
export { SnapshotOptionError, type SnapshotOptions } from "./create-walk.ts";
export type { FoldedOptions } from "./flamegraph/folded-text.ts";
export type { FrameTable } from "./flamegraph/frame-table.ts";
export type { SharingPolicy } from "./flamegraph/sharing-policy.ts";
export type { Graph, Warning } from "./graph/graph.ts";
export { RegistryError, registerRoot } from "./roots.ts";
export {
  decodeSnapshot,
  type FlamegraphOptions,
  Snapshot,
  SnapshotFormatError,
  SnapshotInProgress,
  startSnapshot,
  takeSnapshot,
} from "./take-snapshot.ts";
