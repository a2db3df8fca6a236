import { isRootKind, KIND_GLOBAL } from "../../../core/graph/graph.ts";
import { siteOf } from "./page-name.ts";
import { sideOf } from "./snapshot-list.ts";
import type { Taken } from "./state.ts";

/** Names in one sentence. */
const MAX_NAMES = 3;

/** Why much of a comparison of the two would be new or gone though nothing happened to it, as sentences. */
export function comparisonCaveatsOf(before: Taken, after: Taken): readonly string[] {
  if (before.kind !== after.kind) return [KIND_CAVEAT];
  const caveats: string[] = [];
  const [pageBefore, pageAfter] = [sideOf(before).page, sideOf(after).page];
  if (pageBefore !== null && pageAfter !== null && siteOf(pageBefore) !== siteOf(pageAfter)) {
    caveats.push(`They are of different pages: ${siteOf(pageBefore)} and ${siteOf(pageAfter)}.`);
  }
  if (before.kind === "walked") {
    const [rootsBefore, rootsAfter] = [rootNamesOf(before), rootNamesOf(after)];
    caveats.push(...rootCaveats(before, rootsBefore, rootsAfter), ...rootCaveats(after, rootsAfter, rootsBefore));
  }
  return caveats;
}

const KIND_CAVEAT =
  "They are of different kinds, which name and count objects in different ways: most paths will be new or gone.";

function rootCaveats({ title }: Taken, own: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  const only = [...own].filter((name) => !other.has(name));
  if (only.length === 0) return [];
  const rest = only.length - MAX_NAMES;
  const names = only.slice(0, MAX_NAMES).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  return [`Only ${title} has the ${only.length === 1 ? "root" : "roots"} ${names}.`];
}

/** Globals of the page come and go with what it does: they are part of the answer. */
function rootNamesOf({ derived: { frames } }: Taken): ReadonlySet<string> {
  const names = new Set<string>();
  for (let root = 1; root < frames.count; root = frames.subtreeEnd[root]) {
    const isChosen = frames.kind[root] !== KIND_GLOBAL && frames.depth[root] === 1 && isRootKind(frames.kind[root]);
    if (isChosen) names.add(frames.names[frames.name[root]]);
  }
  return names;
}
