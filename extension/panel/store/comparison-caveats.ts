import { isRootKind, KIND_GLOBAL } from "../../../core/graph/graph.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";
import { siteOf } from "./page-name.ts";
import type { Taken } from "./state.ts";

/** What is asked of a snapshot that is compared. */
export interface ComparedSnapshot {
  readonly title: string;
  readonly kind: Taken["kind"];
  /** As `Walked.page`; others have none. */
  readonly page?: string | null;
  readonly derived: Pick<DerivedSnapshot, "frames" | "watched">;
}

/** Names in one sentence. */
const MAX_NAMES = 3;

/** Why much of a comparison of these snapshots would be new or gone though nothing happened to it, as sentences. */
export function comparisonCaveatsOf(compared: readonly ComparedSnapshot[]): readonly string[] {
  if (new Set(compared.map(({ kind }) => kind)).size > 1) return [KIND_CAVEAT];
  const caveats: string[] = [];
  const sites = [...new Set(pagesOf(compared).map(siteOf))];
  if (sites.length > 1) caveats.push(`They are of different pages: ${sites.slice(0, MAX_NAMES).join(" and ")}.`);
  else if (compared.length > 2) caveats.push(...roundPagesCaveatsOf(compared));
  caveats.push(...watchCaveatsOf(compared));
  const walked = compared.filter(({ kind }) => kind === "walked");
  const roots = walked.map(rootNamesOf);
  const names = new Set(roots.flatMap((own) => [...own]));
  for (const [index, { title }] of walked.entries()) {
    caveats.push(
      ...rootCaveats(
        title,
        [...names].filter((name) => !roots[index]?.has(name)),
      ),
    );
  }
  return caveats;
}

/** Of rounds, each of which is to end where the first one began: pages of one site count, too. */
export function roundPagesCaveatsOf(compared: readonly ComparedSnapshot[]): readonly string[] {
  const pages = [...new Set(pagesOf(compared))];
  if (pages.length < 2) return [];
  return [`The rounds ended on different pages (${namesOf(pages)}): what only one of them has is new or gone.`];
}

function pagesOf(compared: readonly ComparedSnapshot[]): readonly string[] {
  return compared.flatMap(({ kind, page }) => (kind === "walked" && page ? [page] : []));
}

/** Places where things were made are counted in snapshots of a watched page alone, and a reload ends that. */
function watchCaveatsOf(compared: readonly ComparedSnapshot[]): readonly string[] {
  if (new Set(compared.map(({ derived }) => derived.watched !== undefined)).size < 2) return [];
  return [WATCH_CAVEAT];
}

export const WATCH_CAVEAT =
  "The page was not watched all the time, as a reload ends Watch: timers, listeners and the like are not counted by place.";

const KIND_CAVEAT =
  "They are of different kinds, which name and count objects in different ways: most paths will be new or gone.";

function rootCaveats(title: string, missing: readonly string[]): readonly string[] {
  if (missing.length === 0) return [];
  return [`${title} does not have the ${missing.length === 1 ? "root" : "roots"} ${namesOf(missing)}.`];
}

/** The first of them, and how many more there are. */
function namesOf(names: readonly string[]): string {
  const rest = names.length - MAX_NAMES;
  return names.slice(0, MAX_NAMES).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** Globals of the page come and go with what it does: they are part of the answer. */
function rootNamesOf({ derived: { frames } }: ComparedSnapshot): ReadonlySet<string> {
  const names = new Set<string>();
  for (let root = 1; root < frames.count; root = frames.subtreeEnd[root]) {
    const isChosen = frames.kind[root] !== KIND_GLOBAL && frames.depth[root] === 1 && isRootKind(frames.kind[root]);
    if (isChosen) names.add(frames.names[frames.name[root]]);
  }
  return names;
}
