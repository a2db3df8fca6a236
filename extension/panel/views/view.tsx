import type { ComponentChildren } from "preact";
import { isBottomUp } from "../frames/box.ts";
import type { Snapshot } from "../store/state.ts";
import { roundsOf, shownViewOf } from "../store/state.ts";
import { isInsightView } from "../store/view-name.ts";
import { EmptySnapshot } from "./empty-snapshot.tsx";
import { IcicleView } from "./icicle/icicle-view.tsx";
import { LegendLine } from "./icicle/legend-line.tsx";
import { InsightTabs } from "./insights/insight-tabs.tsx";
import { InsightsSummary } from "./insights/insights-summary.tsx";
import { ErrorBoundary } from "./parts/error-boundary.tsx";
import { usePanelState } from "./parts/panel-context.ts";
import { ChangesView } from "./tables/changes-view.tsx";
import { CountChanges } from "./tables/count-changes.tsx";
import { OffHeapView } from "./tables/off-heap-view.tsx";
import { TopDownOnly } from "./tables/top-down-only.tsx";
import { TreeTable } from "./tables/tree-table.tsx";
import { TypeChangesView } from "./tables/type-changes-view.tsx";
import { TypesView } from "./tables/types-view.tsx";
import { WarningsView } from "./tables/warnings-view.tsx";
import { WasteView } from "./tables/waste-view.tsx";
import { tabIdOf, tabOfView, VIEW_ID } from "./view-tabs.tsx";
import "./view.css";

/** Those that ask what boxes have of their own. */
const TOP_DOWN_VIEWS: ReadonlySet<string> = new Set(["types", "insights", "waste", "off-heap"]);

/** The chosen view of the displayed snapshot. */
export function View({ snapshot }: { readonly snapshot: Snapshot }) {
  const view = usePanelState((state) => shownViewOf(state, snapshot));
  const { frames, changes } = snapshot.derived;
  const hasFrames = frames.count > 1;
  /* Their answer has more to say where nothing grew. */
  const isOfRounds = view === "changes" && snapshot.kind === "diff" && roundsOf(snapshot) > 0;
  const shown = (): ComponentChildren => {
    if (TOP_DOWN_VIEWS.has(view) && isBottomUp(frames)) return <TopDownOnly />;
    switch (view) {
      case "icicle":
        return (
          <>
            <IcicleView snapshot={snapshot} />
            <LegendLine snapshot={snapshot} />
          </>
        );
      case "changes":
        return (
          <>
            {snapshot.kind === "diff" && <CountChanges snapshot={snapshot} />}
            <ChangesView snapshot={snapshot} />
          </>
        );
      case "tree-table":
        return <TreeTable snapshot={snapshot} />;
      case "types":
        return snapshot.kind === "diff" && changes !== null ? (
          <TypeChangesView snapshot={snapshot} changes={changes} />
        ) : (
          <TypesView snapshot={snapshot} />
        );
      case "insights":
        return <InsightsSummary snapshot={snapshot} />;
      case "waste":
        return <WasteView snapshot={snapshot} />;
      case "off-heap":
        return <OffHeapView snapshot={snapshot} />;
      case "warnings":
        return <WarningsView snapshot={snapshot} />;
    }
  };
  const content = (
    <ErrorBoundary key={view}>
      {hasFrames || view === "warnings" || isOfRounds ? shown() : <EmptySnapshot snapshot={snapshot} />}
    </ErrorBoundary>
  );
  const tab = tabOfView(snapshot, view);
  return (
    <div id={VIEW_ID} class="view" role="tabpanel" aria-labelledby={tabIdOf(tab)}>
      {tab === "insights" && isInsightView(view) ? (
        <InsightTabs snapshot={snapshot} view={view}>
          {content}
        </InsightTabs>
      ) : (
        content
      )}
    </div>
  );
}
