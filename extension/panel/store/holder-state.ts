import type { HolderName, Holders } from "../../../core/flamegraph/questions/holder-paths.ts";
import type { PathSteps } from "../frames/held-path.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";

/** A holder that paths do not lead through, in every snapshot that has it. */
export interface IgnoredHolder {
  readonly name: HolderName;
  /** As the user read it. */
  readonly text: string;
}

/** The worker's answer about the frames of `derived`. */
export interface FoundHolders {
  readonly derived: DerivedSnapshot;
  readonly question: string;
  /** `null` if the question failed. */
  readonly holders: Holders | null;
}

export interface HoldersState {
  readonly ignored: readonly IgnoredHolder[];
  readonly steps: PathSteps;
  readonly found: FoundHolders | null;
}

export const NO_HOLDERS_STATE: HoldersState = { ignored: [], steps: "folded", found: null };

/** An ignored holder is there once. */
export function withHolderIgnored(state: HoldersState, holder: IgnoredHolder): HoldersState {
  const name = JSON.stringify(holder.name);
  if (state.ignored.some((other) => JSON.stringify(other.name) === name)) return state;
  return { ...state, ignored: [...state.ignored, holder] };
}
