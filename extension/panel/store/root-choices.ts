import type { RootDescription, RootEntry, RootOrigin } from "../../protocol/messages.ts";
import { ROOT_ORIGINS } from "../../protocol/messages.ts";
import { CLOSURES_ROOT, LISTENERS_ROOT, MODULES_ROOT } from "../../protocol/names.ts";
import type { RootsState } from "./state.ts";
import type { Ticks } from "./ticks.ts";

/** The box for all globals of the page. */
export const PAGE_GLOBALS = "globals";

/** The box for all that modules keep. */
export const MODULES_KEY = entryKeyOf({ origin: "derived", name: MODULES_ROOT });

/** The box for all closures. */
export const CLOSURES_KEY = entryKeyOf({ origin: "closures", name: CLOSURES_ROOT });

/** The box for functions over the limits. It is below that for all closures, and off by default. */
export const ALL_FUNCTIONS = "all-functions";

/** The box for all listeners. */
export const LISTENERS_KEY = entryKeyOf({ origin: "listeners", name: LISTENERS_ROOT });

export function entryKeyOf({ origin, name }: RootEntry): string {
  return `${origin} ${name}`;
}

/** The roots that were found, rather than named by the app or its bundler. */
export function isFound({ origin }: RootEntry): boolean {
  return origin !== "registered" && origin !== "derived";
}

/** Whether the page registered a root whose object is still there. */
export function hasLiveRoot({ listed }: RootsState): boolean {
  return (listed ?? []).some(({ origin, isCollected }) => origin === "registered" && !isCollected);
}

/** Whether what was found is on by default. */
export function takesFoundByDefault(roots: RootsState): boolean {
  return roots.takesFound === "always" || !hasLiveRoot(roots);
}

/** Whether what modules keep is among the roots; each module and package can be unticked. */
export function takesModules({ ticks }: RootsState): boolean {
  return ticks.get(MODULES_KEY) ?? true;
}

export function hasTakenModule(roots: RootsState): boolean {
  return (roots.listed ?? []).some((entry) => entry.origin === "derived" && isTaken(roots, entry));
}

/** Whether the page's globals are among the roots now; each of them can be unticked. */
export function takesGlobals(roots: RootsState): boolean {
  return roots.ticks.get(PAGE_GLOBALS) ?? takesFoundByDefault(roots);
}

/** Whether the functions that listen to events are among the roots. What there is of them is not known before the snapshot. */
export function takesListeners(roots: RootsState): boolean {
  return roots.ticks.get(LISTENERS_KEY) ?? takesFoundByDefault(roots);
}

/** Whether roots of the origin are taken where the user did not choose. */
function isOriginTaken(roots: RootsState, origin: RootOrigin): boolean {
  if (origin === "registered") return true;
  if (origin === "derived") return takesModules(roots);
  if (origin === "listeners") return takesListeners(roots);
  /* It takes the debugger that asks for closures to measure them. */
  if (origin === "worker") return takesClosures(roots);
  return origin === "global" ? takesGlobals(roots) : takesFoundByDefault(roots);
}

/** Whether the box of a root is ticked. */
export function isTaken(roots: RootsState, entry: RootEntry): boolean {
  if (entry.origin === "global" && !takesGlobals(roots)) return false;
  if (entry.origin === "derived" && !takesModules(roots)) return false;
  if (entry.origin === "closures" && roots.closures !== "offered") return false;
  if (entry.origin === "worker" && !takesClosures(roots)) return false;
  return roots.ticks.get(entryKeyOf(entry)) ?? isOriginTaken(roots, entry.origin);
}

/** Whether the page's functions are asked for their closures. */
export function takesClosures(roots: RootsState): boolean {
  return isTaken(roots, { origin: "closures", name: CLOSURES_ROOT });
}

/** Whether all functions are asked, however many there are. */
export function asksAllFunctions({ ticks }: RootsState): boolean {
  return ticks.get(ALL_FUNCTIONS) === true;
}

/** What the user ended by closing the browser's bar can be had again. */
export function closuresAskedAgain({ closures }: RootsState): RootsState["closures"] {
  return closures === "bar-closed" ? "offered" : closures;
}

export function originsTakenOf(roots: RootsState): readonly RootOrigin[] {
  return ROOT_ORIGINS.filter((origin) => isOriginTaken(roots, origin));
}

/** The roots that are not taken as their origin is. */
export function exceptionsOf(roots: RootsState): readonly RootEntry[] {
  return (roots.listed ?? [])
    .filter((entry) => isTaken(roots, entry) !== isOriginTaken(roots, entry.origin))
    .map(({ origin, name }) => ({ origin, name }));
}

/** What was found and is not taken. */
export function foundLeftOutOf(roots: RootsState): readonly RootDescription[] {
  return (roots.listed ?? []).filter((entry) => isFound(entry) && !isTaken(roots, entry));
}

/** With all that was found. */
export function withFoundTicked({ listed, ticks }: RootsState): Ticks {
  const all = new Map(ticks).set(PAGE_GLOBALS, true).set(LISTENERS_KEY, true);
  for (const entry of listed ?? []) {
    if (entry.origin === "global") all.delete(entryKeyOf(entry));
    else if (isFound(entry)) all.set(entryKeyOf(entry), true);
  }
  return all;
}
