import { useMemo } from "preact/hooks";
import { NO_BOX } from "../../frames/box.ts";
import { writeCount, writeSize } from "../../frames/figures.ts";
import {
  type Moment,
  type MomentEvent,
  type MomentSeries,
  totalAt,
  writeElapsed,
  writeMs,
} from "../../frames/moments.ts";
import { drawnRootsOf } from "../../frames/time-chart.ts";
import type { Snapshot } from "../../store/state.ts";
import type { Column } from "../grid/column.ts";
import { Grid } from "../grid/grid.tsx";

interface MomentRow {
  readonly index: number;
  readonly moment: Moment;
}

interface MomentsGridProps {
  readonly series: MomentSeries;
  readonly current: number;
  /** The snapshot of a moment, if it is in the list. */
  snapshotOf(moment: Moment): Snapshot | undefined;
  onCurrent(moment: number): void;
  onShow(moment: number): void;
}

/** All figures of the charts, and what happened, moment by moment. */
export function MomentsGrid({ series, current, snapshotOf, onCurrent, onShow }: MomentsGridProps) {
  const { moments } = series;
  const columns = useMemo(() => columnsOf(series, snapshotOf), [series, snapshotOf]);
  return (
    <Grid
      id="moments"
      role="grid"
      name="Moments"
      columns={columns}
      rows={{ count: moments.length, at: (index) => ({ index, moment: moments[index] }) }}
      current={current}
      keyOf={({ index }) => index}
      boxOf={() => NO_BOX}
      onCurrent={onCurrent}
      onEnter={({ index }) => onShow(index)}
    />
  );
}

function columnsOf(series: MomentSeries, snapshotOf: MomentsGridProps["snapshotOf"]): readonly Column<MomentRow>[] {
  const figure = (
    head: Pick<Column<MomentRow>, "id" | "head" | "meaning" | "width">,
    figureOf: (moment: Moment) => number,
    write: (figure: number) => string,
  ): Column<MomentRow> => ({
    ...head,
    align: "end",
    text: ({ moment }) => (Number.isNaN(figureOf(moment)) ? "–" : write(figureOf(moment))),
  });
  const drawn = drawnRootsOf(series);
  return [
    {
      id: "time",
      head: "Time",
      meaning: "Since the beginning",
      width: 104,
      align: "start",
      text: ({ moment }) => writeElapsed(moment.at - series.startedAt),
    },
    figure(
      { id: "total", head: "All roots", meaning: "Total size", width: 80 },
      ({ totalSize }) => totalSize,
      writeSize,
    ),
    ...drawn.map((root) =>
      figure(
        {
          id: `root ${series.roots[root].name}`,
          head: series.roots[root].name,
          meaning: "Total size of the root",
          width: 80,
        },
        (moment) => totalAt(moment, root),
        writeSize,
      ),
    ),
    figure(
      { id: "detached", head: "Detached", meaning: "DOM nodes that no displayed document contains", width: 68 },
      ({ detached }) => detached,
      writeCount,
    ),
    figure(
      { id: "elements", head: "Elements", meaning: "Elements of the document", width: 68 },
      ({ elements }) => elements,
      writeCount,
    ),
    figure(
      {
        id: "listeners",
        head: "Listeners",
        meaning: "Registrations of listeners, if they are among the roots",
        width: 68,
      },
      ({ listeners }) => listeners,
      writeCount,
    ),
    figure(
      { id: "entries", head: "Timeline", meaning: "Entries of the performance timeline", width: 68 },
      ({ entries }) => entries,
      writeCount,
    ),
    figure(
      { id: "pause", head: "Pause", meaning: "Longest time that the page was held up", width: 64 },
      ({ pauseMs }) => pauseMs,
      writeMs,
    ),
    {
      id: "snapshot",
      head: "Snapshot",
      meaning: "The snapshot of the moment, if it was kept; Enter shows it",
      width: 100,
      align: "start",
      text: ({ moment }) => snapshotOf(moment)?.title ?? "–",
    },
    {
      id: "note",
      head: "Note",
      meaning: "The note of the snapshot; Rename in the list writes it",
      width: 120,
      grow: 1,
      align: "start",
      text: ({ moment }) => snapshotOf(moment)?.note ?? "",
    },
    {
      id: "events",
      head: "Before it",
      meaning: "Marks, navigations and gaps since the moment before",
      width: 140,
      grow: 1,
      align: "start",
      text: ({ index }) => eventsBefore(series, index).map(writeEvent).join(", "),
    },
  ];
}

function eventsBefore({ moments, events }: MomentSeries, index: number): readonly MomentEvent[] {
  const since = index === 0 ? Number.NEGATIVE_INFINITY : moments[index - 1].at;
  return events.filter(({ at }) => at > since && at <= moments[index].at);
}

export function writeEvent({ kind, text }: MomentEvent): string {
  if (kind === "mark") return text;
  return `${kind === "gap" ? "Gap" : "Navigation"}${text === "" ? "" : `: ${text}`}`;
}
