import type { Warning } from "../../../core/graph/graph.ts";
import { quotedWords } from "../../../core/graph/page-words.ts";
import type { RootDescription } from "../../protocol/messages.ts";
import { ELEMENTS_ROOT } from "../../protocol/names.ts";
import type { SnapshotRequest } from "./services.ts";
import type { RootsState } from "./state.ts";

const MAX_NAMES = 5;
const MAX_NAME_LENGTH = 60;

/** The roots the page offers by itself; one whose name an expression has, too, is listed apart, as the user wrote it. */
export function pageRootsOf(roots: RootsState): readonly RootDescription[] {
  const expressions = new Set(roots.expressions.map(({ name }) => name));
  return (roots.listed ?? []).filter((root) => !expressions.has(root.name));
}

function hasRegisteredRoots(roots: RootsState): boolean {
  return (roots.listed ?? []).some((root) => root.origin === "registered");
}

/** A root that is gone, and the mend. Names are the page's. */
export function collectedSentenceOf(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map((name) => quotedWords(name, MAX_NAME_LENGTH));
  const more = names.length - shown.length;
  const [first] = shown;
  const list = more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
  return names.length === 1
    ? `The object of the root ${list} was collected, because only its registration referred to it; register a function that returns it instead: registerRoot(${first}, () => app).`
    : `The objects of the roots ${list} were collected, because only their registrations were left; register functions that return them instead: registerRoot(${first}, () => app).`;
}

export function isRegisteredName(roots: RootsState, name: string): boolean {
  return (roots.listed ?? []).some((root) => root.origin === "registered" && root.name === name);
}

/** Why a snapshot of the page holds nothing, and what to do. `warnings` are the snapshot's. */
export function emptyReasonOf(roots: RootsState, warnings: readonly Warning[]): string {
  const collected = warnings.filter(({ code }) => code === "root-collected").map(({ path }) => path);
  if (collected.length > 0) return collectedSentenceOf(collected);
  if (warnings.some(({ code }) => code.startsWith("root-"))) {
    return "None of the roots could be measured. Warnings says why for each of them.";
  }
  const offered = [...(roots.listed ?? []), ...roots.expressions];
  if (offered.some(({ name }) => roots.excluded.has(name) && name !== ELEMENTS_ROOT)) {
    return "This snapshot has no roots, because those under “Roots” are unchecked. Check one there, then take another snapshot.";
  }
  return takesGlobals(roots)
    ? "This snapshot has no roots: the page registered none, and put nothing on its global object. Modules keep their state to themselves. Under “Roots”, add an expression that leads to it; then take another snapshot."
    : "This snapshot has no roots: the page registered none, and none of its globals is switched on. Under “Roots”, add an expression or switch on “Page globals”; then take another snapshot.";
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
    expressions: roots.expressions.filter(({ name }) => !roots.excluded.has(name)),
  };
}
