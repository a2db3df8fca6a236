import { useEffect, useMemo } from "preact/hooks";
import type { DetachedRow } from "../../../../core/flamegraph/questions/detached.ts";
import type { WasteRow } from "../../../../core/flamegraph/questions/waste.ts";
import { boxLabelOf, TOP_BOX } from "../../frames/box.ts";
import type { InsightKind } from "../../frames/insight.ts";
import { insightsOf, lookedForIn } from "../../frames/insights.ts";
import { wasteOfFrames } from "../../frames/waste-groups.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf, hasObjects } from "../../store/state.ts";
import { LimitsNote } from "../parts/limits-note.tsx";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { SnapshotCounts } from "../parts/snapshot-counts.tsx";
import { InFocus } from "../tables/in-focus.tsx";
import { InsightCard } from "./insight-card.tsx";
import { WatchCard } from "./watch-card.tsx";
import "../tables/listing.css";
import "./insights-summary.css";

/** The cards of a snapshot that is no comparison. */
export function InsightsSummary({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = useWholePanel();
  const waste = usePanelState((state) => state.waste);
  const detached = usePanelState((state) => state.detached);
  const { derived } = snapshot;
  const isAsked = hasObjects(snapshot);
  useEffect(() => {
    if (!isAsked) return;
    void panel.objects.askWaste();
    void panel.objects.askDetached();
  }, [panel, derived, isAsked]);
  const ofFrames = useMemo(() => (isAsked ? [] : wasteOfFrames(derived.frames)), [isAsked, derived]);
  if (!isAsked) return <Cards snapshot={snapshot} waste={ofFrames} detached={NO_TREES} />;
  if (waste?.derived !== derived || detached?.derived !== derived)
    return <p class="listing-head late quiet">Looking for insights…</p>;
  return <Cards snapshot={snapshot} waste={waste.rows ?? NO_WASTE} detached={detached.rows ?? NO_TREES} />;
}

const NO_WASTE: readonly WasteRow[] = [];
const NO_TREES: readonly DetachedRow[] = [];

interface CardsProps {
  readonly snapshot: Snapshot;
  readonly waste: readonly WasteRow[];
  readonly detached: readonly DetachedRow[];
}

function Cards({ snapshot, waste, detached }: CardsProps) {
  const { frames, warnings, timeline, watched } = snapshot.derived;
  const focus = focusOf(snapshot);
  const kind = kindOf(snapshot);
  const insights = useMemo(
    () => insightsOf({ kind, frames, focus, waste, detached, warnings, timeline, watched }),
    [kind, frames, focus, waste, detached, warnings, timeline, watched],
  );
  return (
    <div class="insights">
      {focus === TOP_BOX && <SnapshotCounts snapshot={snapshot} />}
      {insights.length === 0 ? (
        <div class="listing-empty">
          <h2>
            Nothing was found
            <InFocus frames={frames} focus={focus} />
          </h2>
          <p>Looked for {lookedForIn(kind)}. Small amounts are in the tables alone.</p>
          <LimitsNote snapshot={snapshot} />
        </div>
      ) : (
        <>
          {focus !== TOP_BOX && (
            <p class="listing-head">
              <span>
                Insights of the box in focus: <bdi>{boxLabelOf(frames, focus)}</bdi>
              </span>
            </p>
          )}
          {insights.map((insight) => (
            <InsightCard key={insight.title} snapshot={snapshot} insight={insight} />
          ))}
          <LimitsNote snapshot={snapshot} />
        </>
      )}
      <WatchCard snapshot={snapshot} />
    </div>
  );
}

function kindOf({ kind }: Snapshot): InsightKind {
  return kind === "walked" || kind === "heap" ? kind : "stacks";
}
