import { boxLabelOf, TOP_BOX } from "../frames/box.ts";
import { totalsOfChange, writeDifference } from "../frames/change.ts";
import { writeChange, writeCount, writeDelta, writeObjects, writeSize } from "../frames/figures.ts";
import { isMatch, matchIndexFrom } from "../frames/search.ts";
import { listedPlaceOf } from "./searching.ts";
import type { PanelState, Snapshot } from "./state.ts";
import { currentSnapshotOf, focusOf } from "./state.ts";

/** `Snapshot 1: 12.3 MiB in 123,456 objects, 210 ms`, of a file of stacks `Snapshot 1: 12.3 MiB, 210 ms`, or of a diff `Snapshot 1 → Snapshot 2: +1.2 MiB (+12 %)`; `""` until it is painted. Programs read this line: do not reword it. */
export function writeStatus(snapshot: Snapshot | null): string {
  if (snapshot === null || snapshot.elapsedMs === null) return "";
  if (snapshot.kind === "diff") {
    const { before, after } = snapshot;
    const delta = writeDelta(after.totalSize - before.totalSize);
    return `${snapshot.title}: ${delta} (${writeChange(before.totalSize, after.totalSize)})`;
  }
  const { totalSize, objectCount } = snapshot.derived;
  const ms = Math.round(snapshot.elapsedMs);
  const counted = snapshot.kind === "stacks" && objectCount === 0 ? "" : ` in ${writeCount(objectCount)} objects`;
  return `Snapshot ${snapshot.number}: ${writeSize(totalSize)}${counted}, ${ms} ms`;
}

/** What is displayed, where it is a part of the snapshot: `In focus, after 2 changes of Path: 1.2 MiB in 345 objects`; `""` where it is all. */
export function writeDisplayed(snapshot: Snapshot): string {
  const { transforms, derived } = snapshot;
  const { frames, changes } = derived;
  const focus = focusOf(snapshot);
  const reasons: string[] = [];
  if (focus !== TOP_BOX) reasons.push("in focus");
  if (transforms.length > 0)
    reasons.push(`after ${transforms.length === 1 ? "1 change" : `${writeCount(transforms.length)} changes`} of Path`);
  if (reasons.length === 0) return "";
  const reason = reasons.join(", ");
  const head = `${reason[0]?.toUpperCase()}${reason.slice(1)}`;
  if (changes !== null) return `${head}: ${writeDifference(totalsOfChange(changes, focus, "size"), "size")}`;
  const count = frames.totalCount[focus];
  return `${head}: ${writeSize(frames.totalSize[focus])}${count > 0 ? ` in ${writeObjects(count)}` : ""}`;
}

/** `3 of 17 matches · 1.2 MiB`, or what is in the way of them; `""` while nothing is looked for. */
export function writeMatches(state: PanelState): string {
  const { wanted, failure, isPending, matches, inFocus, listed } = state.search;
  const snapshot = currentSnapshotOf(state);
  if (failure !== null) return failure;
  if (wanted === null || snapshot === null) return "";
  if (isPending) return "Searching…";
  const { selected, derived } = snapshot;
  if (matches.boxes.length === 0) return "No matches";
  if (listed !== null) {
    if (listed.rows.length === 0) return "No matches in this view";
    const place = listedPlaceOf(state, listed);
    return listed.of === "types"
      ? writePlace(place, listed.rows.length, "type", "types")
      : writePlace(place, listed.rows.length, "row", "rows");
  }
  const count = inFocus.end - inFocus.first;
  if (count === 0) {
    return `No matches in ${boxLabelOf(derived.frames, focusOf(snapshot))}, ${writeCount(matches.boxes.length)} outside`;
  }
  const index = isMatch(matches, selected) ? matchIndexFrom(matches, selected) - inFocus.first : -1;
  return `${writePlace(index < count ? index : -1, count, "match", "matches")} · ${writeSize(inFocus.totalSize)}`;
}

/** `3 of 17 matches`; an index below 0 is not said. */
function writePlace(index: number, count: number, one: string, several: string): string {
  const counted = `${writeCount(count)} ${count === 1 ? one : several}`;
  return index < 0 ? counted : `${writeCount(index + 1)} of ${counted}`;
}
