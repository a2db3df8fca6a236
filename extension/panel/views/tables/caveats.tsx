import type { Diff } from "../../store/state.ts";
import "./rounds.css";

/** What stood in the way of the comparison. */
export function Caveats({ snapshot: { caveats } }: { readonly snapshot: Diff }) {
  if (caveats.length === 0) return null;
  return (
    <p class="comparison-caveats">
      {caveats.map((caveat) => (
        <bdi key={caveat}>{caveat} </bdi>
      ))}
    </p>
  );
}
