import type { RootDescription } from "../../protocol/messages.ts";
import { ELEMENTS_ROOT } from "../../protocol/names.ts";
import type { SnapshotRequest } from "./services.ts";
import type { RootsState } from "./state.ts";

/** The roots the page offers by itself; one that is an expression, too, is listed apart, as the user wrote it. */
export function pageRootsOf(roots: RootsState): readonly RootDescription[] {
  const expressions = new Set(roots.expressions);
  return (roots.listed ?? []).filter((root) => !expressions.has(root.name));
}

export function hasRegisteredRoots(roots: RootsState): boolean {
  return (roots.listed ?? []).some((root) => root.origin === "registered");
}

/** Whether the page's globals are among the roots now. */
export function takesGlobals(roots: RootsState): boolean {
  return roots.globals === "on" || (roots.globals === "auto" && !hasRegisteredRoots(roots));
}

/** Whether scripts keep something on the page's elements that is not among the roots. */
export function leavesElementsOut(roots: RootsState): boolean {
  return roots.excluded.has(ELEMENTS_ROOT) && pageRootsOf(roots).some(({ name }) => name === ELEMENTS_ROOT);
}

/** Why the box "Page globals" is as it is. */
export function globalsReasonOf(roots: RootsState): string {
  if (roots.globals === "on") return "You switched them on.";
  if (roots.globals === "off") return "You switched them off.";
  if (roots.listed === null) return "On where the page registered no root.";
  return hasRegisteredRoots(roots)
    ? "Off, because this page registered roots."
    : "On, because this page registered no root.";
}

export function snapshotRequestOf(roots: RootsState): SnapshotRequest {
  return {
    globals: roots.globals,
    excludedRoots: [...roots.excluded],
    expressions: roots.expressions.filter((expression) => !roots.excluded.has(expression)),
  };
}
