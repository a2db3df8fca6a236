import type { Snapshot, Taken } from "./state.ts";

/** Two can be compared at a time. */
const MOST_TICKED = 2;

/** Numbers of the ticked snapshots after another tick, or without that one. A third takes the place of the first. */
export function withTick(ticked: readonly number[], number: number): readonly number[] {
  const others = ticked.filter((one) => one !== number);
  return others.length < ticked.length ? others : [...others, number].slice(-MOST_TICKED);
}

interface Compared {
  readonly before: Taken;
  readonly after: Taken;
}

/** The two that **Compare** takes, as they stand in the list: those that are ticked, filled up by the last ones. `null` if there are not two. */
export function comparedOf(snapshots: readonly Snapshot[], ticked: readonly number[]): Compared | null {
  const taken = snapshots.filter((snapshot) => snapshot.kind !== "diff");
  const chosen = taken.filter(({ number }) => ticked.includes(number));
  const rest = taken.filter((snapshot) => !chosen.includes(snapshot));
  const missing = MOST_TICKED - chosen.length;
  const both = new Set([...chosen, ...rest.slice(rest.length - missing)]);
  const [before, after] = taken.filter((snapshot) => both.has(snapshot));
  return before === undefined || after === undefined ? null : { before, after };
}
