import { useMemo, useRef, useState } from "preact/hooks";
import { writeCount, writeSize } from "../../frames/figures.ts";
import { type Moment, type MomentSeries, writeElapsed } from "../../frames/moments.ts";
import { countsChartOf, sizesChartOf } from "../../frames/time-chart.ts";
import { OVER_TIME_TABS, type OverTimeTab } from "../../store/over-time.ts";
import { chartedSnapshotOf, pagesOf, seriesOf } from "../../store/snapshot-list.ts";
import { momentsOfSnapshots } from "../../store/snapshot-series.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { Tab, tabAfter } from "../parts/tab.tsx";
import { FileButtons } from "./file-buttons.tsx";
import { MomentsGrid } from "./moments-grid.tsx";
import type { Plot } from "./plot.ts";
import { RecordingBar, RecordingFacts } from "./recording-bar.tsx";
import { RootsGrid } from "./roots-grid.tsx";
import { TimePlot } from "./time-plot.tsx";

const TAB_LABELS: Readonly<Record<OverTimeTab, string>> = {
  sizes: "Sizes",
  counts: "Counts",
  moments: "Moments",
  roots: "Roots",
};

const BODY_ID = "over-time-body";

/** No snapshot has it. */
const NO_NUMBER = 0;

/** How totals went: over the moments of the recording, or over the snapshots of a page. */
export function OverTimePane() {
  const source = usePanelState((state) => state.overTime.source);
  return source === "recording" ? <RecordingPane /> : <TotalsPane />;
}

/** The snapshots of the page of the displayed one. */
function TotalsPane() {
  const panel = useWholePanel();
  const snapshots = usePanelState((state) => state.snapshots);
  const charted = usePanelState(chartedSnapshotOf);
  const plot = useRef<Plot>(null);
  const series = useMemo(
    () => (charted === null ? null : momentsOfSnapshots(seriesOf(snapshots, charted))),
    [snapshots, charted],
  );
  if (series === null) return null;
  const title = `${series.moments.length} snapshots${charted === null ? "" : ` · ${pagesOf(charted).join()}`}`;
  return (
    <section class="over-time" aria-label="Totals">
      <header class="over-time-head">
        <span class="over-time-title">{title}</span>
        <span class="recording-bar-space" />
        <FileButtons series={series} plot={plot} title={`Allocative · ${title}`} />
        <button
          type="button"
          class="icon-button"
          aria-label="Close the totals"
          title="Close"
          onClick={() => panel.store.dispatch({ type: "over-time-shown", source: null })}
        >
          <Icon name="close" />
        </button>
      </header>
      <OverTimeBody series={series} each="snapshot" plot={plot} />
    </section>
  );
}

/** While a recording runs, and afterwards. */
function RecordingPane() {
  const { dispatch } = usePanel().store;
  const recording = usePanelState((state) => state.recording);
  const plot = useRef<Plot>(null);
  if (recording === null) return null;
  return (
    <section class="over-time" aria-label="Recording">
      <header class="over-time-head">
        <RecordingBar recording={recording} plot={plot} />
        <button
          type="button"
          class="icon-button"
          aria-label="Close the recording"
          title="Close"
          onClick={() => dispatch({ type: "over-time-shown", source: null })}
        >
          <Icon name="close" />
        </button>
      </header>
      <RecordingFacts recording={recording} />
      <OverTimeBody series={recording} each="moment" plot={plot} />
    </section>
  );
}

interface OverTimeBodyProps {
  readonly series: MomentSeries;
  readonly each: string;
  readonly plot: { current: Plot | null };
}

function OverTimeBody({ series, each, plot }: OverTimeBodyProps) {
  const { dispatch } = usePanel().store;
  const tab = usePanelState((state) => state.overTime.tab);
  const snapshots = usePanelState((state) => state.snapshots);
  const [current, setCurrent] = useState(-1);
  const listed = useMemo(() => new Map(snapshots.map((snapshot) => [snapshot.number, snapshot])), [snapshots]);
  const snapshotOf = useMemo(
    () =>
      ({ snapshot }: Moment) =>
        listed.get(snapshot ?? NO_NUMBER),
    [listed],
  );
  const choose = (name: OverTimeTab): void => {
    dispatch({ type: "over-time-tab-chosen", tab: name });
    document.getElementById(tabIdOf(name))?.focus();
  };
  const show = (index: number): void => {
    setCurrent(index);
    const number = series.moments[index]?.snapshot ?? null;
    if (number !== null && listed.has(number)) dispatch({ type: "snapshot-shown", number });
  };
  return (
    <>
      <div
        class="over-time-tabs"
        role="tablist"
        aria-label="Over time"
        onKeyDown={(event) => {
          const next = tabAfter(event, OVER_TIME_TABS, tab);
          if (next !== null) choose(next);
        }}
      >
        {OVER_TIME_TABS.map((name) => (
          <Tab key={name} id={tabIdOf(name)} isChosen={name === tab} panel={BODY_ID} onChoose={() => choose(name)}>
            {TAB_LABELS[name]}
          </Tab>
        ))}
      </div>
      <div id={BODY_ID} class="over-time-body" role="tabpanel" aria-labelledby={tabIdOf(tab)}>
        <ErrorBoundary key={tab}>
          {series.moments.length === 0 ? (
            <p class="over-time-empty quiet">The first moment comes as soon as the page is idle.</p>
          ) : tab === "moments" ? (
            <MomentsGrid {...{ series, current, snapshotOf }} onCurrent={setCurrent} onShow={show} />
          ) : tab === "roots" ? (
            <RootsGrid series={series} each={each} />
          ) : (
            <ChosenPlot {...{ series, current, plot, tab }} onChoose={show} />
          )}
        </ErrorBoundary>
      </div>
    </>
  );
}

interface ChosenPlotProps {
  readonly series: MomentSeries;
  readonly tab: "sizes" | "counts";
  readonly current: number;
  readonly plot: { current: Plot | null };
  onChoose(moment: number): void;
}

function ChosenPlot({ series, tab, current, plot, onChoose }: ChosenPlotProps) {
  const chart = useMemo(() => (tab === "sizes" ? sizesChartOf(series) : countsChartOf(series)), [series, tab]);
  const { moments, startedAt } = series;
  const last = moments[moments.length - 1];
  const until = `${writeCount(moments.length)} moments, until ${writeElapsed(last.at - startedAt)}`;
  const name =
    tab === "sizes"
      ? `Total sizes of ${until}: from ${writeSize(moments[0].totalSize)} to ${writeSize(last.totalSize)}`
      : `Counts of ${until}`;
  return (
    <TimePlot
      {...{ series, chart, name, current, plot, onChoose }}
      writeFigure={tab === "sizes" ? writeSize : writeCount}
    />
  );
}

function tabIdOf(tab: OverTimeTab): string {
  return `over-time-${tab}`;
}
