import "./base.css";
import "./parts/controls.css";
import { currentSnapshotOf } from "../store/state.ts";
import { BoxMenu } from "./box-menu/box-menu.tsx";
import { FirstView } from "./first-view.tsx";
import { MeasuredLine } from "./measured-line.tsx";
import { usePanelKeys } from "./panel-keys.ts";
import { Banner } from "./parts/banner.tsx";
import { ErrorBoundary } from "./parts/error-boundary.tsx";
import { usePanelState } from "./parts/panel-context.ts";
import { useTheme } from "./parts/use-theme.ts";
import { PathBar } from "./path/path-bar.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { Details } from "./side/details.tsx";
import { ObjectTree } from "./side/object-tree.tsx";
import { RootsGroup } from "./side/roots-group.tsx";
import { SnapshotsList } from "./side/snapshots-list.tsx";
import { StatusBar } from "./status-bar.tsx";
import { Toolbar } from "./toolbar/toolbar.tsx";
import { useFileDrop } from "./use-file-drop.ts";
import { usePaintReport } from "./use-paint-report.ts";
import { View } from "./view.tsx";
import { ViewTabs } from "./view-tabs.tsx";
import "./app.css";

export function App() {
  const snapshot = usePanelState(currentSnapshotOf);

  useTheme();
  usePanelKeys();

  usePaintReport(snapshot);
  const { isDropTarget, ...fileDrop } = useFileDrop();

  const frames = snapshot?.derived.frames;
  const isEmpty = frames !== undefined && frames.count <= 1;
  return (
    <main class={isDropTarget ? "app drop-target" : "app"} {...fileDrop}>
      {snapshot !== null && !isEmpty && <h1 class="for-screen-readers">{snapshot.title}</h1>}
      <ErrorBoundary>
        <Toolbar />
      </ErrorBoundary>
      <Banner />
      <div class={snapshot === null ? "body first" : "body"}>
        <ErrorBoundary key={`stage ${snapshot?.number ?? 0}`}>
          <section class="stage" aria-label="Flamegraph">
            {snapshot === null ? (
              <FirstView />
            ) : (
              <>
                <ViewTabs snapshot={snapshot} />
                {(!isEmpty || snapshot.transforms.length > 0) && <PathBar snapshot={snapshot} />}
                <View snapshot={snapshot} />
              </>
            )}
          </section>
        </ErrorBoundary>
        <div class="side">
          {snapshot !== null && !isEmpty && (
            <ErrorBoundary key={`tree ${snapshot.number}`}>
              <ObjectTree snapshot={snapshot} />
            </ErrorBoundary>
          )}
          <div class="side-notes">
            {snapshot !== null && !isEmpty && (
              <ErrorBoundary key={`details ${snapshot.number}`}>
                <Details snapshot={snapshot} />
              </ErrorBoundary>
            )}
            <ErrorBoundary>
              <SnapshotsList />
            </ErrorBoundary>
            <ErrorBoundary>
              <RootsGroup />
            </ErrorBoundary>
          </div>
        </div>
      </div>
      {snapshot !== null && <MeasuredLine snapshot={snapshot} />}
      <StatusBar snapshot={snapshot} />
      {snapshot !== null && <BoxMenu snapshot={snapshot} />}
      <ShortcutsDialog />
      <SettingsDialog />
    </main>
  );
}
