import { CLOSURES_NOT_ASKED } from "../../scopes/ask-closures.ts";
import { type Snapshot, sidesOf, type Taken } from "./state.ts";

/** What the sums of a snapshot can never contain, by what it is made of. It holds whether there are warnings or none. */
const LIMITS: Readonly<Record<Taken["kind"], string>> = {
  walked:
    "JavaScript cannot look into closures and modules, #private fields, WeakMaps and WeakSets, Promises and generators, and workers. Objects that only they hold are not in the sums; nor is the engine’s own memory, such as compiled code.",
  heap: "A heap snapshot has the objects on the engine’s heap, with closures and #private fields. Memory that the engine does not manage is not in it, such as pixels and GPU buffers; nor are workers, which have heaps of their own.",
  stacks: "A file of stacks has only the bytes that its program counted. It does not say what that program left out.",
};
const LIMITS_WITH_CLOSURES =
  "The debugger was asked for the variables of functions and modules, #private fields and WeakMaps. Objects that only the this of an arrow function, Promises, generators, or frames and workers that are not among the roots hold are not in the sums; nor is the engine’s own memory, such as compiled code.";

/** Whether functions of the page were left out because they are so many. A snapshot without closures at all has that warning, too, but not at a path. */
export function hasUnaskedFunctions(snapshot: Snapshot): boolean {
  return (
    snapshot.kind === "walked" &&
    snapshot.source === "page" &&
    snapshot.derived.warnings.some(({ code, path }) => code === CLOSURES_NOT_ASKED && path !== "")
  );
}

/** Whether scripts are among its roots. */
export function hasScripts(snapshot: Snapshot): boolean {
  const sides = snapshot.kind === "diff" ? sidesOf(snapshot) : [snapshot.derived];
  return sides.some(({ hasClosures }) => hasClosures);
}

/**
 * Memory that is not in the sums: a sentence for each kind of snapshot displayed, as a comparison may have two kinds.
 */
export function limitsOf(snapshot: Snapshot): readonly string[] {
  const sides =
    snapshot.kind === "diff" ? sidesOf(snapshot) : [{ kind: snapshot.kind, hasClosures: snapshot.derived.hasClosures }];
  return [...new Set(sides.map(({ kind, hasClosures }) => limitOf(kind, hasClosures)))];
}

/** The same of one kind. */
export function limitOf(kind: Taken["kind"], hasClosures: boolean): string {
  return hasClosures ? LIMITS_WITH_CLOSURES : LIMITS[kind];
}
