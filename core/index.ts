/** Allocative for the web: bytes of your own objects, by who owns them. The public API. */

export { allocative, DecoratorError, root, skip, visitWith } from "./decorators.ts";
export { type ClassDescription, describe } from "./describe-class.ts";
export { FlameGraphBuilder, type FlameGraphOutput } from "./flame-graph-builder.ts";
export { FlameGraph } from "./flamegraph/flame-graph.ts";
export type { FoldedOptions } from "./flamegraph/folded-text.ts";
export type { FrameTable } from "./flamegraph/frame-table.ts";
export type { SharingPolicy } from "./flamegraph/sharing-policy.ts";
export type { Graph, Warning } from "./graph/graph.ts";
export { type Class, registerImpl } from "./register-impl.ts";
export { RegistryError, registerRoot } from "./roots.ts";
export { sizeOfUnique, sizeOfUniqueAllocatedData } from "./size-of-unique.ts";
export { SnapshotOptionError, type SnapshotOptions } from "./snapshot-options.ts";
export {
  decodeSnapshot,
  type FlamegraphOptions,
  Snapshot,
  SnapshotBusyError,
  SnapshotFormatError,
  SnapshotInProgress,
  startSnapshot,
  takeSnapshot,
} from "./take-snapshot.ts";
export { type Allocative, visit } from "./visitor/allocative.ts";
export { type Key, key } from "./visitor/key.ts";
export type { ObjectFacts } from "./visitor/object-facts.ts";
export type { EntrySizes, Visitor } from "./visitor/visitor.ts";
export { VisitBudgetError, VisitorError } from "./visitor/visitor-error.ts";
