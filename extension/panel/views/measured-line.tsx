import { writeSize } from "../frames/figures.ts";
import { HEAP_TOTALS, type Measured, measuredOf, writeMeasured } from "../store/measured.ts";
import type { Snapshot } from "../store/state.ts";
import { WORKER_HEAP } from "../worker/worker-heap.ts";
import { HelpNote } from "./parts/help-note.tsx";
import { MeasureFound } from "./parts/measure-found.tsx";
import "./measured-line.css";

const ROUNDED =
  "The browser rounds its figure of the heap in use and does not refresh it at once. Garbage counts until it is collected, and so do other pages of the same process. A snapshot with closures has the engine’s exact figure instead, read when garbage had just been collected.";

/** How much of the page's JS heap the snapshot has. */
export function MeasuredLine({ snapshot }: { readonly snapshot: Snapshot }) {
  const measured = snapshot.kind === "walked" ? measuredOf(snapshot.derived) : null;
  if (measured === null || snapshot.kind !== "walked") return null;
  const { heapSize, usedHeapSize, offHeapSize } = measured;
  const text = writeMeasured(measured, snapshot.derived.warnings.filter(({ code }) => code === WORKER_HEAP).length);
  return (
    <div class="measured-line">
      <span class="measured-name" id="measured-name">
        Measured
      </span>
      <meter
        class="measured-meter"
        aria-labelledby="measured-name"
        aria-valuetext={text}
        max={usedHeapSize}
        value={heapSize}
      />
      <span class="measured-part">{text}</span>
      <HelpNote about="Measured">
        <p>
          {restOf(measured)}. {offHeapSize > 0 && `Off-heap: ${writeSize(offHeapSize)}.`}
        </p>
        <p>{ROUNDED}</p>
        {countedBy(snapshot).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </HelpNote>
      <span class="quiet measured-rest">{restOf(measured)}</span>
      {offHeapSize > 0 && <span class="quiet measured-rest">Off-heap: {writeSize(offHeapSize)}</span>}
      {/* An empty snapshot offers it in the middle. */}
      {snapshot.source === "page" && snapshot.derived.frames.count > 1 && <MeasureFound size="small" />}
    </div>
  );
}

/** What the rest is of, sentence by sentence. */
function countedBy({ derived }: Snapshot): readonly string[] {
  return derived.warnings
    .filter(({ code }) => code === HEAP_TOTALS || code === WORKER_HEAP)
    .map(({ detail }) => detail);
}

function restOf({ restSize, isOutdated }: Measured): string {
  return isOutdated
    ? "The browser’s own figure is older than this snapshot"
    : `Not reached, or the engine’s own (code, shapes): ${writeSize(restSize)}`;
}
