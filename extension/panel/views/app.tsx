import "./base.css";
import "./parts/controls.css";
import { useRef } from "preact/hooks";
import { setSizeUnit } from "../frames/figures.ts";
import { currentSnapshotOf, shownViewOf } from "../store/state.ts";
import { BoxMenu } from "./box-menu/box-menu.tsx";
import { FindLeakBar } from "./find-leak/find-leak-bar.tsx";
import { FirstView } from "./first-view.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { MeasuredLine } from "./measured-line.tsx";
import { ObjectMenu } from "./objects/object-menu.tsx";
import { OverTime } from "./over-time/over-time.tsx";
import { usePanelKeys } from "./panel-keys.ts";
import { columnRangeOf, panePlanOf } from "./panes/pane-plan.ts";
import { Splitter } from "./panes/splitter.tsx";
import { Banner } from "./parts/banner.tsx";
import { ErrorBoundary } from "./parts/error-boundary.tsx";
import { usePanelState } from "./parts/panel-context.ts";
import { useElementSize } from "./parts/use-element-size.ts";
import { useTheme } from "./parts/use-theme.ts";
import { SettingsDialog } from "./settings-dialog.tsx";
import { HeldBy } from "./side/held-by.tsx";
import { Rail } from "./side/rail.tsx";
import { Side } from "./side/side.tsx";
import { Stage } from "./stage.tsx";
import { StatusBar } from "./status-bar.tsx";
import { Toolbar } from "./toolbar/toolbar.tsx";
import { useFileDrop } from "./use-file-drop.ts";
import { usePaintReport } from "./use-paint-report.ts";
import "./app.css";
import "./browser.css";

export function App() {
  const sizeUnit = usePanelState((state) => state.sizeUnit);
  setSizeUnit(sizeUnit);
  useTheme();
  usePanelKeys();
  return (
    <>
      {/* Figures stand everywhere, in drawings too: with another unit all is drawn anew. */}
      <Workspace key={sizeUnit} />
      <HelpDialog />
      <SettingsDialog />
    </>
  );
}

/** All of the panel but its dialogs. */
function Workspace() {
  const snapshot = usePanelState(currentSnapshotOf);
  const view = usePanelState((state) => (snapshot === null ? "icicle" : shownViewOf(state, snapshot)));
  const sizes = usePanelState((state) => state.layout.sizes);
  const body = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(body);

  usePaintReport(snapshot);
  const { isDropTarget, ...fileDrop } = useFileDrop();

  const boxed = snapshot !== null && snapshot.derived.frames.count > 1 ? snapshot : null;
  const plan = panePlanOf(width, view);
  const hasSide = boxed !== null && plan.details === "side";
  const rail = columnRangeOf("rail", width, 0, sizes);
  const side = columnRangeOf("side", width, rail.size, sizes);
  return (
    <main class={isDropTarget ? "app drop-target" : "app"} {...fileDrop}>
      {boxed !== null && <h1 class="for-screen-readers">{boxed.title}</h1>}
      <ErrorBoundary>
        <Toolbar />
      </ErrorBoundary>
      <ErrorBoundary>
        <FindLeakBar />
      </ErrorBoundary>
      <Banner />
      <OverTime />
      <div ref={body} class={plan.isTabbed ? "body tabbed" : "body"}>
        {!plan.isTabbed && (
          <>
            <div class="column" style={{ width: `${rail.size}px` }}>
              <Rail detailed={plan.details === "rail" ? boxed : null} />
            </div>
            <Splitter
              pane="rail"
              name="Width of Snapshots and Roots"
              orientation="vertical"
              growth={1}
              range={{ ...rail, most: rail.most - (hasSide ? side.size : 0) }}
            />
          </>
        )}
        {snapshot === null ? (
          <ErrorBoundary>
            <section class="stage first" aria-label="Flamegraph">
              <FirstView />
              {plan.isTabbed && <Rail detailed={null} />}
            </section>
          </ErrorBoundary>
        ) : (
          <ErrorBoundary key={`stage ${snapshot.number}`}>
            <Stage snapshot={snapshot} boxed={boxed} plan={plan} />
          </ErrorBoundary>
        )}
        {hasSide && (
          <>
            <Splitter
              pane="side"
              name="Width of Object tree and Details"
              orientation="vertical"
              growth={-1}
              range={side}
            />
            <div class="column" style={{ width: `${side.size}px` }}>
              <Side snapshot={boxed} hasTree={plan.tree === "side"}>
                <HeldBy snapshot={boxed} />
              </Side>
            </div>
          </>
        )}
      </div>
      {snapshot !== null && <MeasuredLine snapshot={snapshot} />}
      <StatusBar snapshot={snapshot} />
      {snapshot !== null && <BoxMenu snapshot={snapshot} />}
      {snapshot !== null && <ObjectMenu />}
    </main>
  );
}
