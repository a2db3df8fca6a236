import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { overTimeRangeOf } from "../panes/pane-plan.ts";
import { Splitter } from "../panes/splitter.tsx";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { useElementSize } from "../parts/use-element-size.ts";
import "./over-time.css";

/** The pane below the toolbar, above the snapshot that is shown. */
export function OverTime() {
  const source = usePanelState((state) => state.overTime.source);
  const size = usePanelState(({ layout }) => layout.sizes.get("over-time"));
  const pane = useRef<HTMLDivElement>(null);
  const whole = useRef(document.documentElement);
  const { height } = useElementSize(whole);
  if (source === null) return null;
  const range = overTimeRangeOf(size, height);
  return (
    <>
      <div ref={pane} class="over-time-pane" style={{ height: `${range.size}px` }}>
        <ErrorBoundary>
          <LoadedPane />
        </ErrorBoundary>
      </div>
      <Splitter pane="over-time" name="Height of the chart" orientation="horizontal" growth={1} range={range} />
    </>
  );
}

/** The pane stands in a chunk of its own, with uPlot: most who open the panel never need it. */
function LoadedPane() {
  const panel = useWholePanel();
  const [loaded, setLoaded] = useState<{ readonly Pane: ComponentType } | null>(null);
  useEffect(() => {
    import("./over-time-pane.tsx").then(
      ({ OverTimePane }) => setLoaded({ Pane: OverTimePane }),
      (error: unknown) => panel.report(error),
    );
  }, [panel]);
  return loaded === null ? null : <loaded.Pane />;
}
