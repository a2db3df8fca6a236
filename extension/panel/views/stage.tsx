import type { Snapshot } from "../store/state.ts";
import { listedSnapshotOf, shownViewOf } from "../store/state.ts";
import type { ViewName } from "../store/view-name.ts";
import { ViewAndObjects } from "./objects/view-and-objects.tsx";
import type { PanePlan } from "./panes/pane-plan.ts";
import { ErrorBoundary } from "./parts/error-boundary.tsx";
import { usePanelState } from "./parts/panel-context.ts";
import { PathBar } from "./path/path-bar.tsx";
import { HeldBy } from "./side/held-by.tsx";
import { ObjectTree } from "./side/object-tree.tsx";
import { Rail } from "./side/rail.tsx";
import { Side } from "./side/side.tsx";
import { View } from "./view.tsx";
import { tabIdOf, VIEW_ID, ViewTabs } from "./view-tabs.tsx";

/** Those in which boxes or types are selected whose objects stand below. */
const SELECTING_VIEWS: readonly ViewName[] = ["icicle", "tree-table", "changes", "types"];

interface StageProps {
  readonly snapshot: Snapshot;
  /** The same, if it has boxes. */
  readonly boxed: Snapshot | null;
  readonly plan: PanePlan;
}

/** The middle of the panel: the tabs, and what was chosen by them. */
export function Stage({ snapshot, boxed, plan }: StageProps) {
  const part = usePanelState((state) => state.part);
  const shown = plan.isTabbed ? part : "view";
  const isListed = usePanelState(
    (state) => listedSnapshotOf(snapshot) !== null && SELECTING_VIEWS.includes(shownViewOf(state, snapshot)),
  );
  const isTwin = plan.tree === "twin" || (plan.tree === "tab" && shown !== "details");
  return (
    <section class="stage" aria-label="Flamegraph">
      <ViewTabs snapshot={snapshot} isTabbed={plan.isTabbed} />
      {shown === "view" ? (
        <>
          {(boxed !== null || snapshot.transforms.length > 0) && <PathBar snapshot={snapshot} />}
          {boxed !== null && isListed ? (
            <ViewAndObjects snapshot={boxed}>
              <View snapshot={snapshot} />
            </ViewAndObjects>
          ) : (
            <View snapshot={snapshot} />
          )}
        </>
      ) : (
        <div id={VIEW_ID} class="column" role="tabpanel" aria-labelledby={tabIdOf(shown)}>
          {shown === "snapshots" && <Rail detailed={null} />}
          {shown === "details" && boxed !== null && (
            <Side snapshot={boxed} hasTree>
              <HeldBy snapshot={boxed} />
            </Side>
          )}
        </div>
      )}
      {boxed !== null && isTwin && (
        <ErrorBoundary>
          <ObjectTree snapshot={boxed} isInView={false} />
        </ErrorBoundary>
      )}
    </section>
  );
}
