import { useEffect, useRef } from "preact/hooks";
import { writeCount, writeShare } from "../../frames/figures.ts";
import { writeElapsed, writeMs } from "../../frames/moments.ts";
import {
  COSTS,
  costOf,
  INTERVALS_MS,
  KEEPINGS,
  type Keeping,
  MAX_LAST,
  nextMomentAt,
  type Recording,
  TENTH,
} from "../../store/recording.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { FileButtons } from "./file-buttons.tsx";
import type { Plot } from "./plot.ts";

const KEEPING_LABELS: Readonly<Record<Keeping, string>> = {
  none: "no snapshot",
  tenth: `each ${TENTH}th`,
  last: `the last ${MAX_LAST}`,
};

interface RecordingBarProps {
  readonly recording: Recording;
  readonly plot: { readonly current: Plot | null };
}

/** What can be done with the recording. */
export function RecordingBar({ recording, plot }: RecordingBarProps) {
  const panel = useWholePanel();
  const { dispatch } = panel.store;
  const { intervalMs, keeping, cost } = usePanelState((state) => state.recordingChoices);
  const isRunning = recording.endedAt === null;
  const main = useRef<HTMLButtonElement>(null);

  /* The button that was pressed has made room for this one. */
  useEffect(() => {
    if (document.activeElement === document.body) main.current?.focus();
  }, []);

  return (
    <>
      <button
        ref={main}
        type="button"
        class="button small"
        onClick={() => (isRunning ? panel.recorder.stop() : void panel.recorder.start())}
      >
        <Icon name={isRunning ? "stop" : "snapshot"} />
        {isRunning ? "Stop" : "Record"}
      </button>
      <div class="recording-choices">
        <label class="recording-choice">
          <span class="recording-label">Every</span>
          <select
            class="picker"
            aria-label="Interval"
            value={intervalMs}
            onChange={({ currentTarget }) =>
              dispatch({ type: "recording-choices-made", choices: { intervalMs: Number(currentTarget.value) } })
            }
          >
            {INTERVALS_MS.map((ms) => (
              <option key={ms} value={ms}>
                {ms / 1000} s
              </option>
            ))}
          </select>
        </label>
        <label class="recording-choice">
          <span class="recording-label">Keep</span>
          <select
            class="picker"
            aria-label="Keep snapshots"
            value={keeping}
            onChange={({ currentTarget }) => {
              const chosen = KEEPINGS.find((one) => one === currentTarget.value);
              if (chosen !== undefined) dispatch({ type: "recording-choices-made", choices: { keeping: chosen } });
            }}
          >
            {KEEPINGS.map((one) => (
              <option key={one} value={one}>
                {KEEPING_LABELS[one]}
              </option>
            ))}
          </select>
        </label>
        <label class="recording-choice">
          <span class="recording-label">Cost</span>
          <select
            class="picker"
            aria-label="Cost"
            title="The most that it may take of the page’s time"
            value={cost}
            onChange={({ currentTarget }) =>
              dispatch({ type: "recording-choices-made", choices: { cost: Number(currentTarget.value) } })
            }
          >
            {COSTS.map((one) => (
              <option key={one} value={one}>
                up to {writeShare(one).replace(".0", "")}
              </option>
            ))}
          </select>
        </label>
      </div>
      <span class="recording-bar-space" />
      <FileButtons series={recording} plot={plot} title={titleOf(recording)} />
    </>
  );
}

function titleOf(recording: Recording): string {
  return `Allocative · ${factsOf(recording).join(" · ")}`;
}

/** How far it is, and what it costs. */
export function RecordingFacts({ recording }: { readonly recording: Recording }) {
  const choices = usePanelState((state) => state.recordingChoices);
  const { failure, moments, endedAt } = recording;
  const last = moments.at(-1);
  const nextAt = endedAt !== null || last === undefined ? null : nextMomentAt(recording, last.at, choices);
  const isStretched = nextAt !== null && last !== undefined && nextAt > last.at + 1.5 * choices.intervalMs;
  return (
    <p class="recording-facts quiet">
      <span>{factsOf(recording).join(" · ")}</span>
      {isStretched && nextAt !== null && (
        <span>
          Next at {writeElapsed(nextAt - recording.startedAt)}, to stay below{" "}
          {writeShare(choices.cost).replace(".0", "")}
        </span>
      )}
      {failure !== null && <span class="recording-failure">{failure}</span>}
      <span>Without closures, frames and workers</span>
    </p>
  );
}

function factsOf(recording: Recording): readonly string[] {
  const { moments, startedAt, endedAt, pageMs, longestPauseMs } = recording;
  if (moments.length === 0) return [endedAt === null ? "Recording" : "Nothing was recorded"];
  const until = endedAt ?? moments[moments.length - 1].at;
  return [
    `${writeCount(moments.length)} ${moments.length === 1 ? "moment" : "moments"} in ${writeElapsed(until - startedAt)}`,
    `${writeMs(pageMs)} of the page’s time${until > startedAt && moments.length > 1 ? ` (${writeShare(costOf(recording))})` : ""}`,
    `longest pause ${writeMs(longestPauseMs)}`,
  ];
}
