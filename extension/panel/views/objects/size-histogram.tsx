import { useRef } from "preact/hooks";
import { writeCount, writeSize } from "../../frames/figures.ts";
import { usePanel } from "../parts/panel-context.ts";
import "./size-histogram.css";

interface SizeHistogramProps {
  /** As `ObjectStatistics.counts`. */
  readonly counts: readonly number[];
  /** The column whose rows alone are listed; `null` for all. */
  readonly chosen: number | null;
}

/** CSS pixels. */
const LEAST_HEIGHT = 3;
const HEIGHT = 18;

/** Rows by their retained size, in columns of powers of two. A column is a button that lists its rows alone. The buttons are one stop of the Tab key. */
export function SizeHistogram({ counts, chosen }: SizeHistogramProps) {
  const { dispatch } = usePanel().store;
  const bars = useRef<HTMLDivElement>(null);
  const first = counts.findIndex((count) => count > 0);
  if (first === -1) return null;
  const most = Math.max(...counts);
  const step = (by: 1 | -1, from: EventTarget | null): void => {
    const buttons = [...(bars.current?.querySelectorAll("button") ?? [])];
    buttons[buttons.indexOf(from as HTMLButtonElement) + by]?.focus();
  };
  const stop = chosen !== null && (counts[chosen] ?? 0) > 0 ? chosen : first;
  return (
    <div class="size-scale">
      <span class="quiet" aria-hidden="true">
        {writeSize(first === 0 ? 0 : 2 ** first)}
      </span>
      <div
        ref={bars}
        class="size-histogram"
        role="toolbar"
        aria-label="Rows by retained size"
        onKeyDown={(event) => {
          if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
          step(event.key === "ArrowRight" ? 1 : -1, event.target);
          event.preventDefault();
        }}
      >
        {counts.slice(first).map((count, at) => {
          const bucket = first + at;
          if (count === 0) return <span key={bucket} class="size-gap" />;
          const name = `${rangeOf(bucket)}: ${writeCount(count)} ${count === 1 ? "row" : "rows"}`;
          return (
            <button
              key={bucket}
              type="button"
              class="size-bar"
              aria-label={name}
              aria-pressed={bucket === chosen}
              title={name}
              tabIndex={bucket === stop ? 0 : -1}
              onClick={() => dispatch({ type: "object-bucket-chosen", bucket: bucket === chosen ? null : bucket })}
            >
              {/* By the logarithm: one row among a million is to be seen. */}
              <span
                style={{
                  height: `${LEAST_HEIGHT + ((HEIGHT - LEAST_HEIGHT) * Math.log1p(count)) / Math.log1p(most)}px`,
                }}
              />
            </button>
          );
        })}
      </div>
      <span class="quiet" aria-hidden="true">
        {writeSize(2 ** counts.length)}
      </span>
    </div>
  );
}

/** `16 B – 32 B`, the second one not included. */
function rangeOf(bucket: number): string {
  if (bucket === 0) return `below ${writeSize(2)}`;
  return `${writeSize(2 ** bucket)} – ${writeSize(2 ** (bucket + 1))}`;
}
