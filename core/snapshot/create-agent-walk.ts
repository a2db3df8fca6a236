import type { Closures } from "../impls/closures/closure-context.ts";
import { describeMetPart } from "../impls/frameworks/met-parts.ts";
import type { ReportListeners } from "../impls/impl.ts";
import { createNamedLibraries } from "../impls/libraries/named-libraries.ts";
import { type Listeners, refersToListeners } from "../impls/listeners.ts";
import type { Anchors } from "../walk/anchors.ts";
import type { Walk } from "../walk/walk.ts";
import { createClosureWalk } from "./create-closure-walk.ts";
import type { Questions } from "./questions.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";
import { WeakTables } from "./weak-tables.ts";

/** What listens at a target of events that is in no document; undefined for nothing. */
export type ListenersOf = (target: object, kind: "element" | "other") => Listeners | undefined;

/**
 * A walk of the agent, which meets the libraries and frameworks of any page, and what `closures` knows, by a debugger or by what a bundler's plug-in derived. Without `questions` it does not ask for private
 * members that are not known. `usedHeapSize` is 0 for what the browser reports to pages. `listenersOf` is asked for each target that the walk meets and that is in no document.
 * `anchors` receives the objects by which those of the walk are found again.
 *
 * @throws SnapshotOptionError
 */
export function createAgentWalk(
  options: SnapshotOptions,
  closures?: Closures,
  questions?: Questions,
  usedHeapSize = 0,
  listenersOf: ListenersOf = () => undefined,
  anchors?: Anchors,
): Walk {
  const namedLibraries = createNamedLibraries();
  const reportListeners: ReportListeners = (target, kind, sink) => {
    const listeners = listenersOf(target, kind);
    if (listeners !== undefined) refersToListeners(listeners, sink);
  };
  const knowledge = { namedLibraries, describeMet: describeMetPart, reportListeners, usedHeapSize, anchors };
  const weak = closures?.weakMaps && new WeakTables(closures.weakMaps);
  return createClosureWalk(options, knowledge, closures, questions, weak);
}
