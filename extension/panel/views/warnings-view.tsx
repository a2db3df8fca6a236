import { writeCount } from "../frames/figures.ts";
import type { Snapshot } from "../store/state.ts";

/** The rest is the same again, thousands of times. */
const MAX_SHOWN = 100;

export function WarningsView({ snapshot }: { readonly snapshot: Snapshot }) {
  const { warnings } = snapshot.derived;
  const rest = warnings.length - MAX_SHOWN;
  if (warnings.length === 0) {
    return <p class="warnings quiet">No warnings: everything that the roots reach could be looked at.</p>;
  }
  return (
    <div class="warnings">
      <ul aria-label="Warnings">
        {warnings.slice(0, MAX_SHOWN).map((warning, index) => (
          <li key={index}>
            <code>{warning.code}</code> <bdi class="warning-path">{warning.path}</bdi>
            <div class="quiet">{warning.detail}</div>
          </li>
        ))}
      </ul>
      {rest > 0 && <p class="quiet">and {writeCount(rest)} more</p>}
    </div>
  );
}
