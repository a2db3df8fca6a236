/** Allocative for the web: bytes of your own objects, by who owns them. The public API. */

export { FlameGraph } from "./builder/flame-graph.ts";
export { FlameGraphBuilder, type FlameGraphOutput } from "./builder/flame-graph-builder.ts";
export type { FoldedOptions } from "./flamegraph/formats/folded-text.ts";
export type { FrameTable } from "./flamegraph/frame-table.ts";
export type { SharingPolicy } from "./flamegraph/owners/sharing-policy.ts";
export type { Graph, Warning } from "./graph/graph.ts";
export { allocative, DecoratorError, root, skip, visitWith } from "./registry/decorators.ts";
export { type ClassDescription, describe } from "./registry/describe-class.ts";
export { RegistryError } from "./registry/record.ts";
export { type Class, registerImpl } from "./registry/register-impl.ts";
export { registerRoot } from "./registry/roots.ts";
export { sizeOfUnique, sizeOfUniqueAllocatedData } from "./snapshot/size-of-unique.ts";
export { SnapshotOptionError, type SnapshotOptions } from "./snapshot/snapshot-options.ts";
export {
  decodeSnapshot,
  type FlamegraphOptions,
  Snapshot,
  SnapshotBusyError,
  SnapshotFormatError,
  SnapshotInProgress,
  startSnapshot,
  takeSnapshot,
} from "./snapshot/take-snapshot.ts";
export { type Allocative, visit } from "./visitor/allocative.ts";
export { type Key, key } from "./visitor/key.ts";
export type { ObjectFacts } from "./visitor/object-facts.ts";
export type { EntrySizes, Visitor } from "./visitor/visitor.ts";
export { VisitBudgetError, VisitorError } from "./visitor/visitor-error.ts";
