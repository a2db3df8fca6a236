import type { ComponentChildren } from "preact";
import { isBottomUp } from "../panel/frames/box.ts";
import type { Snapshot } from "../panel/store/state.ts";
import { shownViewOf } from "../panel/store/state.ts";
import { IcicleView } from "../panel/views/icicle/icicle-view.tsx";
import { LegendLine } from "../panel/views/icicle/legend-line.tsx";
import type { PanePlan } from "../panel/views/panes/pane-plan.ts";
import { ErrorBoundary } from "../panel/views/parts/error-boundary.tsx";
import { usePanelState } from "../panel/views/parts/panel-context.ts";
import { PathBar } from "../panel/views/path/path-bar.tsx";
import { ObjectTree } from "../panel/views/side/object-tree.tsx";
import { Side } from "../panel/views/side/side.tsx";
import { ChangesView } from "../panel/views/tables/changes-view.tsx";
import { TopDownOnly } from "../panel/views/tables/top-down-only.tsx";
import { TreeTable } from "../panel/views/tables/tree-table.tsx";
import { TypeChangesView } from "../panel/views/tables/type-changes-view.tsx";
import { TypesView } from "../panel/views/tables/types-view.tsx";
import { tabIdOf, VIEW_ID, ViewTabs } from "../panel/views/view-tabs.tsx";
import "../panel/views/view.css";

/** What stands beside the view where there is room for it. */
const PARTS = ["details"] as const;

interface ViewerStageProps {
  readonly snapshot: Snapshot;
  /** The same, if it has boxes. */
  readonly boxed: Snapshot | null;
  readonly plan: PanePlan;
}

/** The tabs, and what was chosen by them. */
export function ViewerStage({ snapshot, boxed, plan }: ViewerStageProps) {
  const part = usePanelState((state) => state.part);
  const view = usePanelState((state) => shownViewOf(state, snapshot));
  const isDetails = plan.isTabbed && part === "details";
  const isTwin = plan.tree === "twin" || (plan.tree === "tab" && !isDetails);
  const tab = isDetails ? "details" : view;
  return (
    <section class="stage" aria-label="Flamegraph">
      <ViewTabs snapshot={snapshot} isTabbed={plan.isTabbed} parts={PARTS} />
      {!isDetails && (boxed !== null || snapshot.transforms.length > 0) && <PathBar snapshot={snapshot} />}
      <div id={VIEW_ID} class={isDetails ? "column" : "view"} role="tabpanel" aria-labelledby={tabIdOf(tab)}>
        {!isDetails && (
          <ErrorBoundary key={view}>
            <ViewerView snapshot={snapshot} />
          </ErrorBoundary>
        )}
        {isDetails && boxed !== null && <Side snapshot={boxed} hasTree />}
      </div>
      {boxed !== null && isTwin && (
        <ErrorBoundary>
          <ObjectTree snapshot={boxed} isInView={false} />
        </ErrorBoundary>
      )}
    </section>
  );
}

function ViewerView({ snapshot }: { readonly snapshot: Snapshot }): ComponentChildren {
  const view = usePanelState((state) => shownViewOf(state, snapshot));
  const { frames, changes } = snapshot.derived;
  const isDiff = snapshot.kind === "diff" && changes !== null;
  if (frames.count <= 1) return isDiff ? <ChangesView snapshot={snapshot} /> : <NoBoxes />;
  switch (view) {
    case "changes":
      return <ChangesView snapshot={snapshot} />;
    case "tree-table":
      return <TreeTable snapshot={snapshot} />;
    case "types":
      if (isBottomUp(frames)) return <TopDownOnly />;
      return isDiff ? <TypeChangesView snapshot={snapshot} changes={changes} /> : <TypesView snapshot={snapshot} />;
    default:
      return (
        <>
          <IcicleView snapshot={snapshot} />
          <LegendLine snapshot={snapshot} />
        </>
      );
  }
}

function NoBoxes() {
  return (
    <div class="listing-empty">
      <h2>No boxes</h2>
      <p>Nothing is left to show.</p>
    </div>
  );
}
