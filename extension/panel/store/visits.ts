import { isInside, NO_BOX, TOP_BOX } from "../frames/box.ts";
import type { FrameCarrier } from "../frames/carry.ts";
import { carryBox, carryTrail } from "../frames/carry.ts";
import { expandedToShow } from "../frames/tree-rows.ts";
import { withSnapshot } from "./snapshot-list.ts";
import type { PanelState, Snapshot } from "./state.ts";
import { currentSnapshotOf, focusOf } from "./state.ts";
import type { Place, Visits } from "./visited-place.ts";

/* Back and forward, as in a browser: over the views and over what is in focus, for each snapshot by itself. */

/** More steps back than anyone takes. */
const MAX_PLACES = 100;

function placeOf({ view }: PanelState, { trail, selected }: Snapshot): Place {
  return { view, trail, selected };
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.view === other.view && one.trail.at(-1) === other.trail.at(-1);
}

/** `after`, which remembers where the user was before. Other frames, and another snapshot, are no step of the user's. */
export function withVisit(before: PanelState, after: PanelState): PanelState {
  const left = currentSnapshotOf(before);
  const entered = currentSnapshotOf(after);
  if (left === null || entered === null) return after;
  if (left.number !== entered.number || left.derived !== entered.derived) return after;
  if (before.view === after.view && focusOf(left) === focusOf(entered)) return after;
  const back = [...left.visits.back, placeOf(before, left)].slice(-MAX_PLACES);
  return withSnapshot(after, entered.number, () => ({ ...entered, visits: { back, forward: [] } }));
}

/** The state as the user left it a step ago; the same if there is no such step. */
export function wentBack(state: PanelState): PanelState {
  return moved(state, ({ back, forward }, here) => {
    const to = back.at(-1);
    return to === undefined ? null : { to, visits: { back: back.slice(0, -1), forward: [...forward, here] } };
  });
}

export function wentForward(state: PanelState): PanelState {
  return moved(state, ({ back, forward }, here) => {
    const to = forward.at(-1);
    return to === undefined ? null : { to, visits: { back: [...back, here], forward: forward.slice(0, -1) } };
  });
}

type Step = { readonly to: Place; readonly visits: Visits } | null;

function moved(state: PanelState, step: (visits: Visits, here: Place) => Step): PanelState {
  const snapshot = currentSnapshotOf(state);
  if (snapshot === null) return state;
  const taken = step(snapshot.visits, placeOf(state, snapshot));
  if (taken === null) return state;
  const { view, trail } = taken.to;
  const { frames } = snapshot.derived;
  const selected = selectedAt(taken.to, snapshot);
  const expanded = selected === NO_BOX ? snapshot.expanded : expandedToShow(frames, snapshot.expanded, selected);
  const there = { ...snapshot, trail, selected, expanded, visits: taken.visits };
  return { ...withSnapshot(state, snapshot.number, () => there), view, hovered: NO_BOX };
}

/** What is to be selected there: a press on a box outside was the first half of the step away, and is of no use there. */
function selectedAt({ trail, selected }: Place, { derived }: Snapshot): number {
  const focus = trail.at(-1) ?? TOP_BOX;
  return selected === NO_BOX || isInside(derived.frames, selected, focus) ? selected : focus;
}

/** The places in other frames; of two that have become one, one. */
export function carryVisits(carrier: FrameCarrier, { back, forward }: Visits): Visits {
  const carried = (places: readonly Place[]): readonly Place[] =>
    places
      .map(({ view, trail, selected }) => ({
        view,
        trail: carryTrail(carrier, trail),
        selected: carryBox(carrier, selected),
      }))
      .filter((place, index, all) => index === 0 || !isSamePlace(place, all[index - 1]));
  return { back: carried(back), forward: carried(forward) };
}
