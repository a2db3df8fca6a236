import { useState } from "preact/hooks";
import { comparedOf } from "../../store/compared.ts";
import { comparisonCaveatsOf } from "../../store/comparison-caveats.ts";
import { numberedTitleOf } from "../../store/snapshot-list.ts";
import type { Snapshot } from "../../store/state.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import "./compare-picker.css";

/** Compares the two snapshots that are ticked, or the last two; nothing if there is only one. */
export function ComparePicker({ snapshots }: { readonly snapshots: readonly Snapshot[] }) {
  const panel = useWholePanel();
  const ticked = usePanelState((state) => state.ticked);
  const [isSwapped, setSwapped] = useState(false);
  const compared = comparedOf(snapshots, ticked);
  if (compared === null) return null;
  const [before, after] = isSwapped ? [compared.after, compared.before] : [compared.before, compared.after];
  const caveats = comparisonCaveatsOf([before, after]);
  /* "Snapshot" stands above, and there is little room. */
  const isNumbered = [before, after].every(({ number, title }) => title === numberedTitleOf(number));
  return (
    <form
      class="compare"
      aria-label="Compare"
      onSubmit={(event) => {
        event.preventDefault();
        void panel.snapshots.compare([before.number, after.number]);
      }}
    >
      <button type="submit" class="button small" aria-describedby="compared compare-caveats">
        Compare
      </button>
      <span id="compared" class="compared">
        <bdi>{isNumbered ? before.number : before.title}</bdi> → <bdi>{isNumbered ? after.number : after.title}</bdi>
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="Swap before and after"
        title="Swap before and after"
        aria-pressed={isSwapped}
        onClick={() => setSwapped(!isSwapped)}
      >
        <Icon name="swap" />
      </button>
      <p id="compare-caveats" class="compare-caveats">
        {caveats.map((caveat) => (
          <bdi key={caveat}>{caveat} </bdi>
        ))}
      </p>
    </form>
  );
}
