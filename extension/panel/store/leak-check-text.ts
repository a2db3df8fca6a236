import { roundPagesCaveatsOf, WATCH_CAVEAT } from "./comparison-caveats.ts";
import { areRoundsWatched, roundsDoneOf, snapshotsTakenOf } from "./leak-check-rounds.ts";
import { SMALL_BYTES } from "./page-measuring.ts";
import { takesClosures } from "./root-choices.ts";
import { littleReachedSentenceOf } from "./roots.ts";
import type { PanelState } from "./state.ts";

/** What the user reads while a check runs: where it is, and what to do. */
export interface LeakStepText {
  readonly head: string;
  readonly text: string;
}

/** Of the running check. */
export function leakStepTextOf(state: Pick<PanelState, "snapshots" | "leakCheck">): LeakStepText {
  const { rounds, running } = state.leakCheck;
  const done = roundsDoneOf(state);
  const head = `Round ${done + 1} of ${rounds}`;
  switch (running?.step) {
    case "snapshot":
      return done < 0
        ? { head: "First snapshot", text: "It is taken before the rounds …" }
        : { head, text: "Its snapshot is taken …" };
    case "expression":
      return { head, text: "The page runs the expression …" };
    case "reload":
      return { head, text: "The page reloads …" };
    case "watch":
      return { head: "First snapshot", text: "The page reloads, and is watched from its start …" };
    case "comparison":
      return { head: "Answer", text: "The snapshots are compared …" };
  }
  if (done < 0)
    return { head: "First snapshot", text: "It is missing. Press Done to take it, before the first round." };
  if (done >= rounds)
    return { head: `${done} of ${rounds} rounds`, text: "All rounds are done. Press Stop for the answer." };
  if (done > 0) return { head, text: "Do the same again, and undo it. Then press Done." };
  return {
    head,
    text: "Do it in the page, and undo it: open and close a dialog, go somewhere and back. Then press Done.",
  };
}

/** Whether the watch is offered: it begins with a reload, so not after a round. */
export function offersWatch(state: Pick<PanelState, "snapshots" | "leakCheck" | "roots">): boolean {
  return state.leakCheck.running !== null && roundsDoneOf(state) < 1 && !state.roots.isWatched;
}

/** What the answer cannot show, as sentences. */
export function leakNotesOf(state: PanelState): readonly string[] {
  const { roots } = state;
  const taken = snapshotsTakenOf(state);
  const last = taken.at(-1);
  const little = last !== undefined && last.derived.totalSize < SMALL_BYTES ? littleReachedSentenceOf(roots) : null;
  const isWatched = areRoundsWatched(state);
  const isWatchedAlways =
    roots.isWatched === isWatched && taken.every(({ derived }) => (derived.watched !== undefined) === isWatched);
  return [
    ...(takesClosures(roots) ? [] : ["Closures are off: what functions and modules hold is not seen."]),
    ...(little === null ? [] : [little]),
    ...(isWatchedAlways ? [] : [WATCH_CAVEAT]),
    ...roundPagesCaveatsOf(taken),
  ];
}
