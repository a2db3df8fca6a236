import type { Warning } from "../../../core/graph/graph.ts";
import { quotedWords } from "../../../core/graph/page-words.ts";
import type { RootDescription, RootOrigin } from "../../protocol/messages.ts";
import {
  ALL_FUNCTIONS,
  asksAllFunctions,
  exceptionsOf,
  foundLeftOutOf,
  hasLiveRoot,
  hasTakenModule,
  isTaken,
  originsTakenOf,
  takesClosures,
} from "./root-choices.ts";
import type { SnapshotRequest } from "./services.ts";
import type { RootsState } from "./state.ts";

const MAX_NAMES = 5;
const MAX_NAME_LENGTH = 60;

/** The roots that the page registered; one whose name an expression has, too, is listed apart, as the user wrote it. */
export function registeredRootsOf(roots: RootsState): readonly RootDescription[] {
  const expressions = new Set(roots.expressions.map(({ name }) => name));
  return (roots.listed ?? []).filter(({ origin, name }) => origin === "registered" && !expressions.has(name));
}

/** The roots of an origin that were found. */
export function foundRootsOf(roots: RootsState, wanted: RootOrigin): readonly RootDescription[] {
  return (roots.listed ?? []).filter(({ origin }) => origin === wanted);
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

/** Why a snapshot of the page holds nothing, and where its objects are likely to be. `warnings` are the snapshot's. */
export function emptyReasonOf(roots: RootsState, warnings: readonly Warning[]): string {
  const collected = warnings.filter(({ code }) => code === "root-collected").map(({ path }) => path);
  if (collected.length > 0) return collectedSentenceOf(collected);
  if (warnings.some(({ code }) => code.startsWith("root-"))) {
    return "None of the roots could be measured. Warnings says why for each of them.";
  }
  if (foundLeftOutOf(roots).length > 0) return `This snapshot has no roots. ${leftOutSentenceOf(roots)}`;
  const isUnchecked =
    (roots.listed ?? []).some((entry) => !isTaken(roots, entry)) ||
    roots.expressions.some(({ name }) => roots.excluded.has(name));
  if (isUnchecked) {
    return "This snapshot has no roots, because those under “Roots” are unchecked. Check one there, then take another snapshot.";
  }
  return "This snapshot has no roots: the page registered none, put nothing on its global object, and uses no framework that keeps its components on elements. Its objects are likely to be in variables of modules and functions. Register one of them, let the plug-in for bundlers of the package allocative reach all of them, or add an expression under “Roots” that leads to one; then take another snapshot.";
}

/** What was found in the page and is not among the roots, as a sentence. Names of frameworks are ours, all others are the page's. */
function leftOutSentenceOf(roots: RootsState): string {
  const leftOut = foundLeftOutOf(roots);
  const names = leftOut.filter(({ origin }) => origin === "framework").map(({ name }) => name);
  if (names.length > 0) {
    return `This page uses ${listOf(names)}: its objects are likely to be in the state of components, which ${names.length === 1 ? "is" : "are"} unchecked under “Roots”.`;
  }
  const has = (origin: RootOrigin): boolean => leftOut.some((entry) => entry.origin === origin);
  const places = [
    ...(has("elements") ? ["on its elements"] : []),
    ...(has("global") ? ["on its global object"] : []),
    ...(has("closures") ? ["in the variables of their functions"] : []),
    ...(has("frame") ? ["in its frames"] : []),
    ...(has("worker") ? ["in its workers"] : []),
  ];
  return `The scripts of this page keep objects ${listOf(places)}, which is unchecked under “Roots”.`;
}

/** `A`, `A and B`, `A, B and C`. */
function listOf(names: readonly string[]): string {
  const last = names[names.length - 1] ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** What to say of a snapshot that reaches little; `null` where the page registered roots, and everything else is among them. */
export function littleReachedSentenceOf(roots: RootsState): string | null {
  if (foundLeftOutOf(roots).length > 0) {
    return `These roots reach little. ${leftOutSentenceOf(roots)}`;
  }
  if (hasLiveRoot(roots) || hasTakenModule(roots) || roots.expressions.length > 0 || takesClosures(roots)) return null;
  return "These roots reach little. The objects of this app are likely to be in variables of modules and functions: register one with registerRoot, or add an expression under “Roots”.";
}

/** A tenth of a millisecond to half of one for each; the engine makes the prototype of an ordinary function when its properties are listed. */
export const COST_OF_ALL_FUNCTIONS =
  "Asking all takes up to half a second for each 1,000 functions, and each function that can be used with “new” keeps up to 200 bytes more from then on.";

/** Why what was found is on or off. */
export function foundReasonOf(roots: RootsState): string {
  const isChosen = [...roots.ticks.keys()].some(
    (key) => !/^(?:registered|derived) /.test(key) && key !== ALL_FUNCTIONS,
  );
  if (isChosen) return "As you chose for this site.";
  if (roots.takesFound === "always") return "On, as the settings say.";
  if (roots.listed === null) return "On if the page registers no root.";
  return hasLiveRoot(roots) ? "Off, because this page registered roots." : "On, because this page registered no root.";
}

/** What a recording leaves out: it would collect garbage, or walk in other processes, which the time of the page does not show. */
const NOT_RECORDED: readonly RootOrigin[] = ["closures", "frame", "worker"];

/** The same roots for a moment of a recording. */
export function momentRequestOf(roots: RootsState, recordedMs: number): SnapshotRequest {
  const request = snapshotRequestOf(roots);
  return {
    ...request,
    origins: request.origins.filter((origin) => !NOT_RECORDED.includes(origin)),
    exceptions: request.exceptions.filter(({ origin }) => !NOT_RECORDED.includes(origin)),
    recordedMs,
  };
}

export function snapshotRequestOf(roots: RootsState): SnapshotRequest {
  return {
    origins: originsTakenOf(roots),
    exceptions: exceptionsOf(roots),
    expressions: roots.expressions.filter(({ name }) => !roots.excluded.has(name)),
    askedFunctions: asksAllFunctions(roots) ? "all" : "usual",
    only: null,
    recordedMs: -1,
  };
}
