import { type LeakCheckAction, type LeakCheckState, MAX_ROUNDS, type RunningCheck } from "./leak-check-state.ts";
import type { PanelState, Taken } from "./state.ts";

/** Numbers of its snapshots that are still in the list, in order. */
export function takenNow(state: Pick<PanelState, "snapshots" | "leakCheck">): readonly number[] {
  return snapshotsTakenOf(state).map(({ number }) => number);
}

/** Its snapshots that are still in the list, in order. */
export function snapshotsTakenOf({
  snapshots,
  leakCheck,
}: Pick<PanelState, "snapshots" | "leakCheck">): readonly Taken[] {
  const taken = leakCheck.running?.taken ?? [];
  return taken.flatMap((number) => {
    const found = snapshots.find((snapshot) => snapshot.number === number);
    return found === undefined || found.kind === "diff" ? [] : [found];
  });
}

/** Whether its rounds are watched: as the page was at its first snapshot. */
export function areRoundsWatched(state: Pick<PanelState, "snapshots" | "leakCheck" | "roots">): boolean {
  const first = snapshotsTakenOf(state).at(0);
  return first === undefined ? state.roots.isWatched : first.derived.watched !== undefined;
}

/** Rounds that are done: -1 before there is a snapshot to compare them with. */
export function roundsDoneOf(state: Pick<PanelState, "snapshots" | "leakCheck">): number {
  return takenNow(state).length - 1;
}

export function withLeakCheck(state: PanelState, action: LeakCheckAction): PanelState {
  const { leakCheck } = state;
  const withRunning = (change: Partial<RunningCheck>): PanelState =>
    leakCheck.running === null
      ? state
      : { ...state, leakCheck: { ...leakCheck, running: { ...leakCheck.running, ...change } } };
  switch (action.type) {
    case "leak-check-began":
      return {
        ...state,
        leakCheck: {
          ...leakCheck,
          roundOf: withoutRounds(leakCheck),
          running: { taken: [], step: "waiting", refusal: null },
          answer: null,
        },
      };
    case "leak-check-stepped":
      return withRunning({ step: action.step, refusal: null });
    case "leak-round-taken": {
      const { number } = action;
      const taken = [...takenNow(state), number];
      const roundOf = new Map(leakCheck.roundOf).set(number, taken.length - 1);
      const after = withRunning({ taken, step: "waiting" });
      return { ...after, leakCheck: { ...after.leakCheck, roundOf } };
    }
    case "leak-check-refused":
      return withRunning({ step: "waiting", refusal: action.message });
    case "leak-expression-edited": {
      const after = withRunning({ refusal: null });
      return { ...after, leakCheck: { ...after.leakCheck, expression: action.expression } };
    }
    case "leak-rounds-chosen": {
      const least = leakCheck.running === null ? 1 : Math.max(1, roundsDoneOf(state));
      const rounds = Math.min(MAX_ROUNDS, Math.max(least, Math.round(action.rounds) || least));
      return rounds === leakCheck.rounds ? state : { ...state, leakCheck: { ...leakCheck, rounds } };
    }
    case "leak-check-ended": {
      const { answer } = action;
      /* What could be tried again belonged to the check. */
      const failure = state.failure?.retry === "round" ? null : state.failure;
      const roundOf = answer === null ? withoutRounds(leakCheck) : leakCheck.roundOf;
      const ended = { ...state, failure, leakCheck: { ...leakCheck, roundOf, running: null, answer } };
      return answer === null ? ended : { ...ended, view: "changes", part: "view" };
    }
    case "leak-answer-focused":
      return { ...state, leakCheck: { ...leakCheck, answer: null, answerToHold: leakCheck.answer } };
    case "leak-answer-held":
      return { ...state, leakCheck: { ...leakCheck, answerToHold: null } };
  }
}

/** Snapshots of a check that begins anew, or ends without an answer, are of no round. */
function withoutRounds({ roundOf, running }: LeakCheckState): ReadonlyMap<number, number> {
  return new Map([...roundOf].filter(([number]) => !running?.taken.includes(number)));
}
