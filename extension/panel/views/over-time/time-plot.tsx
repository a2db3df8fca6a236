import { useEffect, useRef, useState } from "preact/hooks";
import { type MomentSeries, writeElapsed, writeMs } from "../../frames/moments.ts";
import type { TimeChart } from "../../frames/time-chart.ts";
import { DARK, LIGHT } from "../../icicle/theme.ts";
import { usePanelState } from "../parts/panel-context.ts";
import { useElementSize } from "../parts/use-element-size.ts";
import { Plot, type Plotted } from "./plot.ts";

interface TimePlotProps {
  readonly name: string;
  readonly series: MomentSeries;
  readonly chart: TimeChart;
  /** The moment that is chosen; -1 for none. */
  readonly current: number;
  /** What is drawn now, for whoever makes a picture of it. */
  readonly plot: { current: Plot | null };
  writeFigure(figure: number): string;
  onChoose(moment: number): void;
}

/** The chart, and below it its lines with their figures at the pointer, else at the chosen moment, else at the last one. */
export function TimePlot({ name, series, chart, current, plot, writeFigure, onChoose }: TimePlotProps) {
  const theme = usePanelState((state) => state.theme);
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(place);
  const own = useRef<Plot | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const { startedAt, events } = series;
  const colours = theme === "dark" ? DARK : LIGHT;
  const plotted: Plotted = { chart, events, startedAt, colours, width, height, writeFigure };
  const latest = useRef({ plotted, onChoose });
  latest.current = { plotted, onChoose };
  const hasRoom = width > 0 && height > 0;
  const lines = chart.lines.map((line) => line.name).join("\n");

  useEffect(() => {
    const element = place.current;
    if (element === null || !hasRoom) return;
    const mine = new Plot(element, latest.current.plotted, {
      onHover: setHovered,
      onChoose(row) {
        const moment = latest.current.plotted.chart.moments[row] ?? -1;
        if (moment >= 0) latest.current.onChoose(moment);
      },
    });
    own.current = mine;
    plot.current = mine;
    return () => {
      mine.dispose();
      own.current = null;
      /* That of another tab may have come meanwhile. */
      if (plot.current === mine) plot.current = null;
    };
  }, [plot, hasRoom, theme, lines]);

  useEffect(() => own.current?.update(latest.current.plotted), [chart, events, width, height]);

  const row = hovered ?? (current >= 0 ? chart.moments.indexOf(current) : chart.moments.findLastIndex((at) => at >= 0));
  return (
    <div class="time-plot">
      <div ref={place} class="time-plot-place" role="img" aria-label={name} />
      <ul class="time-legend" aria-label="Lines">
        {row >= 0 && row < chart.seconds.length && (
          <li class="time-legend-at">{writeElapsed(chart.seconds[row] * 1000)}</li>
        )}
        {chart.lines.map(({ name: line, colour, values }) => (
          <li key={line}>
            <svg class="time-swatch" viewBox="0 0 18 4" width="18" height="4" aria-hidden="true">
              <line
                x1="0"
                y1="2"
                x2="18"
                y2="2"
                stroke={colours.lines[colour]}
                stroke-width="2"
                stroke-dasharray={colour < 4 ? undefined : "6 3"}
              />
            </svg>
            <bdi>{line}</bdi> <span class="quiet">{figureAt(values[row], writeFigure)}</span>
          </li>
        ))}
        {chart.pauses.some((pause) => pause !== null) && (
          <li>
            <span class="pause-swatch" aria-hidden="true" />
            Pause <span class="quiet">{figureAt(chart.pauses[row], writeMs)}</span>
          </li>
        )}
      </ul>
    </div>
  );
}

function figureAt(figure: number | null | undefined, write: (figure: number) => string): string {
  return figure === null || figure === undefined ? "–" : write(figure);
}
