import { limitsOf } from "../../store/coverage.ts";
import type { Snapshot } from "../../store/state.ts";

/** What is not in the sums of the snapshot, whatever else there is to say of it. */
export function LimitsNote({ snapshot }: { readonly snapshot: Snapshot }) {
  return limitsOf(snapshot).map((sentence) => (
    <p key={sentence} class="quiet limits-note">
      {sentence}
    </p>
  ));
}
