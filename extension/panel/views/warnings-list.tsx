import type { Warning } from "../../../core/graph/graph.ts";
import { writeCount } from "../frames/figures.ts";

/** The rest is the same again, thousands of times. */
const MAX_SHOWN = 100;

export function WarningsList({ warnings }: { readonly warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  const rest = warnings.length - MAX_SHOWN;
  return (
    <details class="section warnings">
      <summary>
        {writeCount(warnings.length)} {warnings.length === 1 ? "warning" : "warnings"}
      </summary>
      <ul>
        {warnings.slice(0, MAX_SHOWN).map((warning, index) => (
          <li key={index}>
            <code>{warning.code}</code> <bdi class="warning-path">{warning.path}</bdi>
            <div class="quiet">{warning.detail}</div>
          </li>
        ))}
      </ul>
      {rest > 0 && <p class="quiet">and {writeCount(rest)} more</p>}
    </details>
  );
}
