import type { Closures } from "../impls/closures/closure-context.ts";
import { describeBound } from "../impls/closures/describe-bound.ts";
import { refersToContext } from "../impls/closures/describe-context.ts";
import { describeMetPart } from "../impls/frameworks/met-parts.ts";
import type { FunctionKnowledge, ReportListeners } from "../impls/impl.ts";
import { createNamedLibraries } from "../impls/libraries/named-libraries.ts";
import { type Listeners, refersToListeners } from "../impls/listeners.ts";
import type { Anchors } from "../walk/anchors.ts";
import type { Walk } from "../walk/walk.ts";
import { createWalk } from "./create-walk.ts";
import { HiddenParts } from "./hidden-parts.ts";
import type { Questions } from "./questions.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/** What listens at a target of events that is in no document; undefined for nothing. */
export type ListenersOf = (target: object, kind: "element" | "other") => Listeners | undefined;

/**
 * A walk of the agent, which meets the libraries and frameworks of any page, and what `closures` knows where a debugger was asked. Without `questions` it does not ask for private
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
  if (closures === undefined) {
    return createWalk(options, {
      namedLibraries,
      describeMet: describeMetPart,
      functions: undefined,
      reportListeners,
      attachmentOf: undefined,
      renamedNames: undefined,
      usedHeapSize,
      anchors,
    });
  }
  const hidden = new HiddenParts(closures, questions);
  const walk = createWalk(options, {
    namedLibraries,
    describeMet: describeMetPart,
    functions: functionsOf(closures),
    reportListeners,
    attachmentOf: (object) => hidden.cellsOf(object),
    renamedNames: (text) => closures.renamedOf?.(text),
    usedHeapSize,
    anchors,
  });
  hidden.addTo(walk);
  return walk;
}

function functionsOf(closures: Closures): FunctionKnowledge {
  return {
    describeBound(fn, sink, typeName) {
      const bound = closures.boundOf?.(fn);
      if (bound === undefined) return false;
      describeBound(bound, sink, typeName);
      return true;
    },
    scriptOf: (fn) => closures.scriptOf?.(fn),
    reportEnclosed(fn, sink) {
      refersToContext(closures.contextOf(fn), sink);
    },
  };
}
