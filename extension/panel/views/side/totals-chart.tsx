import { writeSize } from "../../frames/figures.ts";
import type { Snapshot } from "../../store/state.ts";
import "./totals-chart.css";

/** Part of its place that a bar fills. */
const BAR_SHARE = 0.75;

interface TotalsChartProps {
  /** Those that can be compared with one another, oldest first. */
  readonly series: readonly Snapshot[];
  /** Number of the displayed one. */
  readonly current: number | null;
}

/** How the total size went, from 0 up: a bar for each snapshot. */
export function TotalsChart({ series, current }: TotalsChartProps) {
  const [first, last] = [series[0], series.at(-1)];
  const largest = Math.max(...series.map(({ derived }) => derived.totalSize));
  if (first === undefined || last === undefined || first === last || largest === 0) return null;
  const name = `Total size of ${series.length} snapshots, from ${writeSize(first.derived.totalSize)} to ${writeSize(last.derived.totalSize)}`;
  return (
    <svg
      class="totals-chart"
      viewBox={`0 0 ${series.length} 1`}
      style={{ maxWidth: `${series.length * 16}px` }}
      preserveAspectRatio="none"
      role="img"
      aria-label={name}
    >
      {series.map(({ number, derived }, index) => {
        const height = derived.totalSize / largest;
        return (
          <rect
            key={number}
            class={number === current ? "totals-bar shown" : "totals-bar"}
            x={index + (1 - BAR_SHARE) / 2}
            y={1 - height}
            width={BAR_SHARE}
            height={height}
          />
        );
      })}
    </svg>
  );
}
