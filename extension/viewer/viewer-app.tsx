import "../panel/views/base.css";
import "../panel/views/parts/controls.css";
import "../panel/views/browser.css";
import { useEffect, useRef } from "preact/hooks";
import { currentSnapshotOf, type Snapshot, shownViewOf } from "../panel/store/state.ts";
import { writeDisplayed } from "../panel/store/status.ts";
import type { ViewerAbout } from "../panel/store/viewer-file.ts";
import { BoxMenu } from "../panel/views/box-menu/box-menu.tsx";
import { HelpDialog } from "../panel/views/help-dialog.tsx";
import { usePanelKeys } from "../panel/views/panel-keys.ts";
import { columnRangeOf, panePlanOf } from "../panel/views/panes/pane-plan.ts";
import { Splitter } from "../panel/views/panes/splitter.tsx";
import { Banner } from "../panel/views/parts/banner.tsx";
import { ErrorBoundary } from "../panel/views/parts/error-boundary.tsx";
import { usePanel, usePanelState } from "../panel/views/parts/panel-context.ts";
import { useElementSize } from "../panel/views/parts/use-element-size.ts";
import { useTheme } from "../panel/views/parts/use-theme.ts";
import { Side } from "../panel/views/side/side.tsx";
import { DialogButton } from "../panel/views/toolbar/dialog-button.tsx";
import { FindBox } from "../panel/views/toolbar/find-box.tsx";
import { ViewMenu } from "../panel/views/toolbar/view-menu.tsx";
import { ViewerHead } from "./viewer-head.tsx";
import { ViewerStage } from "./viewer-stage.tsx";
import "../panel/views/app.css";
import "../panel/views/status-bar.css";
import "../panel/views/toolbar/toolbar.css";
import "./viewer.css";

/** The panel without what needs a page or objects. */
export function ViewerApp({ about }: { readonly about: ViewerAbout }) {
  useSystemTheme();
  useTheme();
  usePanelKeys();
  const snapshot = usePanelState(currentSnapshotOf);
  return snapshot === null ? null : <Viewer about={about} snapshot={snapshot} />;
}

interface ViewerProps {
  readonly about: ViewerAbout;
  readonly snapshot: Snapshot;
}

function Viewer({ about, snapshot }: ViewerProps) {
  const view = usePanelState((state) => shownViewOf(state, snapshot));
  const sizes = usePanelState((state) => state.layout.sizes);
  const notice = usePanelState((state) => state.notice);
  const body = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(body);
  const plan = panePlanOf(width, view);
  const boxed = snapshot.derived.frames.count > 1 ? snapshot : null;
  const hasSide = boxed !== null && !plan.isTabbed;
  const displayed = writeDisplayed(snapshot);
  const side = columnRangeOf("side", width, 0, sizes);
  return (
    <div class="app">
      <ViewerHead about={about} snapshot={snapshot} />
      <main class="viewer-main">
        <div class="toolbar" role="toolbar" aria-label="Actions">
          <FindBox />
          <span class="toolbar-space" />
          <ViewMenu />
          <DialogButton kind="help" name="Help" icon="help" />
        </div>
        <Banner />
        <div ref={body} class={plan.isTabbed ? "body tabbed" : "body"}>
          <ErrorBoundary>
            <ViewerStage snapshot={snapshot} boxed={boxed} plan={plan} />
          </ErrorBoundary>
          {hasSide && (
            <>
              <Splitter pane="side" name="Width of Details" orientation="vertical" growth={-1} range={side} />
              <div class="column" style={{ width: `${side.size}px` }}>
                <Side snapshot={boxed} hasTree={plan.tree === "side"} />
              </div>
            </>
          )}
        </div>
        <div class="status-bar">
          <span role="status" class="status">
            {displayed === "" ? <span class="quiet">Names and sizes, no values</span> : displayed}
          </span>
          <span class="quiet notice" aria-live="polite">
            {notice}
          </span>
        </div>
        <BoxMenu snapshot={snapshot} />
        <HelpDialog />
      </main>
    </div>
  );
}

/** The theme of the browser. */
function useSystemTheme(): void {
  const { dispatch } = usePanel().store;
  useEffect(() => {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const follow = (): void => dispatch({ type: "theme-changed", theme: query.matches ? "dark" : "light" });
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, [dispatch]);
}
