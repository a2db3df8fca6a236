import type { Closures } from "../impls/closures/closure-context.ts";
import { describeBound } from "../impls/closures/describe-bound.ts";
import { refersToContext } from "../impls/closures/describe-context.ts";
import type { FunctionKnowledge } from "../impls/impl.ts";
import { createSafeList } from "../realm/safe-collections.ts";
import type { Walk } from "../walk/walk.ts";
import { type AgentKnowledge, addRegisteredRoots, createWalk, NO_KNOWLEDGE } from "./create-walk.ts";
import { derivedClosuresIn } from "./derived-closures.ts";
import { addDerivedRoots, derivedRootsIn } from "./derived-roots.ts";
import { HiddenParts } from "./hidden-parts.ts";
import { addNativeRoots } from "./native-roots.ts";
import type { Questions } from "./questions.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";
import type { WeakTables } from "./weak-tables.ts";

/** A walk without roots yet, which asks `closures`, if there are any, about functions and objects that it meets. Without `questions` it does not ask for private members that are not known. @throws SnapshotOptionError */
export function createClosureWalk(
  options: SnapshotOptions,
  knowledge: Omit<AgentKnowledge, "functions" | "attachmentOf" | "renamedNames">,
  closures: Closures | undefined,
  questions?: Questions,
  weak?: WeakTables,
): Walk {
  const { namedLibraries, describeMet, reportListeners, usedHeapSize, anchors } = knowledge;
  const hidden = closures && new HiddenParts(closures, questions, weak);
  const walk = createWalk(options, {
    namedLibraries,
    describeMet,
    functions: closures && functionsOf(closures),
    reportListeners,
    attachmentOf: hidden && ((object) => hidden.cellsOf(object)),
    renamedNames: closures && ((text) => closures.renamedOf?.(text)),
    usedHeapSize,
    anchors,
  });
  hidden?.addTo(walk);
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

/** A walk of the package, which knows what a bundler's plug-in derived in this realm. @throws SnapshotOptionError */
export function createWalkHere(options: SnapshotOptions): Walk {
  const realms = createSafeList<object>();
  realms[0] = globalThis;
  return createClosureWalk(options, NO_KNOWLEDGE, derivedClosuresIn(realms));
}

/** Adds the roots that a realm has without being asked for: those that were registered, those that were derived, and callbacks that a plug-in knows. */
export function addRootsHere(walk: Walk): void {
  addRegisteredRoots(walk);
  addDerivedRoots(walk, derivedRootsIn(globalThis), "counted");
  addNativeRoots(walk, globalThis, { listeners: true, frame: "" });
}
