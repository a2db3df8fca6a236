import { useMemo, useState } from "preact/hooks";
import type { FrameChanges } from "../../../../core/flamegraph/diff.ts";
import { FRAME_OFF_HEAP, type FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { NO_BOX, shareOf } from "../../frames/box.ts";
import { steadyCountsOf } from "../../frames/count-changes.ts";
import { writeCount, writeDelta, writeShare, writeSize } from "../../frames/figures.ts";
import { type OnceRows, onceRowsOf, unevenRowsOf } from "../../frames/once-rows.ts";
import { type SteadyRows, steadyRowsOf } from "../../frames/steady-rows.ts";
import { steadySentenceOf } from "../../frames/steady-sentence.ts";
import type { Diff, DiffSide } from "../../store/state.ts";
import { focusOf, sidesOf } from "../../store/state.ts";
import { useLeakAnswer } from "../find-leak/use-leak-answer.ts";
import { Icon } from "../parts/icon.tsx";
import { Caveats } from "./caveats.tsx";
import { OnlyInFocus } from "./in-focus.tsx";
import { OnceGrid } from "./once-grid.tsx";
import { SteadyGrid } from "./steady-grid.tsx";
import "../side/pane-head.css";
import "./listing.css";
import "./rounds.css";

/** The JS heap has grown by much more than what the snapshots reach if it is so many times as much, in each round, … */
const MUCH_MORE = 2;
/** … and more than this many bytes, as it is never quite the same. */
const HEAP_NOISE = 256 * 1024;

interface RoundsViewProps {
  readonly snapshot: Diff;
  readonly changes: FrameChanges;
}

/** What grew in every round of a comparison; what grew once stands below, closed. */
export function RoundsView({ snapshot, changes }: RoundsViewProps) {
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const steady = useMemo(() => steadyRowsOf(frames, changes, focus), [frames, changes, focus]);
  const once = useMemo(() => onceRowsOf(frames, changes, focus, steady.isExplained), [frames, changes, focus, steady]);
  const takesFocus = useLeakAnswer(snapshot, steady.box[0] ?? NO_BOX);
  return (
    <div class="listing rounds">
      <Caveats snapshot={snapshot} />
      {steady.count === 0 ? (
        <NothingSteady snapshot={snapshot} focus={focus} once={once} />
      ) : (
        <>
          <div class="rounds-answer">
            <Sentence snapshot={snapshot} rows={steady} />
            <HeapShare snapshot={snapshot} changes={changes} rows={steady} />
          </div>
          <SteadyGrid snapshot={snapshot} rows={steady} takesFocus={takesFocus} />
        </>
      )}
      {once.count > 0 && <GrewOnce snapshot={snapshot} rows={once} />}
    </div>
  );
}

/** About the selected row, or the first one. */
function Sentence({ snapshot, rows }: { readonly snapshot: Diff; readonly rows: SteadyRows }) {
  const parts = steadySentenceOf(snapshot.derived.frames, rows, Math.max(0, rows.box.indexOf(snapshot.selected)));
  return (
    <p class="rounds-sentence" aria-live="polite">
      {parts.map((part, index) => ("name" in part ? <code key={index}>{part.name}</code> : part.text))}
    </p>
  );
}

interface HeapShareProps extends RoundsViewProps {
  readonly rows: SteadyRows;
}

/** How much of what the JS heap grew by these rows have. The first round is left out: the panel itself settles in the page then. */
function HeapShare({ snapshot, changes, rows }: HeapShareProps) {
  const [, first, ...later] = sidesOf(snapshot).map(({ usedHeapSize }) => usedHeapSize);
  const last = later.at(-1);
  if (first === undefined || last === undefined || first === 0 || last <= first) return null;
  const { onHeap, offHeap } = growthAfterFirst(snapshot.derived.frames, changes, rows);
  const growth = last - first;
  const share = onHeap <= growth ? ` (${writeShare(shareOf(onHeap, growth))})` : "";
  const besides = offHeap > 0 ? `, and ${writeSize(offHeap)} outside of it` : "";
  return (
    <p class="quiet">
      {`After the first round the JS heap grew by ${writeSize(growth)}; ${rows.count === 1 ? "this row has" : "these rows have"} ${writeSize(onHeap)} more there${share}${besides}.`}
    </p>
  );
}

/** Bytes that the rows have more since the first round. */
function growthAfterFirst(frames: FrameTable, { rounds }: FrameChanges, { isExplained }: SteadyRows) {
  const last = (rounds.snapshots - 1) * frames.count;
  let [onHeap, offHeap] = [0, 0];
  for (let frame = 0; frame < frames.count; frame++) {
    if (isExplained[frame] === 0) continue;
    const growth = rounds.selfSize[last + frame] - rounds.selfSize[frames.count + frame];
    if ((frames.flags[frame] & FRAME_OFF_HEAP) === 0) onHeap += growth;
    else offHeap += growth;
  }
  return { onHeap: Math.max(0, onHeap), offHeap: Math.max(0, offHeap) };
}

interface NothingSteadyProps {
  readonly snapshot: Diff;
  readonly focus: number;
  readonly once: OnceRows;
}

function NothingSteady({ snapshot, focus, once }: NothingSteadyProps) {
  const sides = sidesOf(snapshot);
  const heap = heapStepsOf(sides);
  const own = stepsOf(sides.map(({ totalSize }) => totalSize));
  const counts = steadyCountsOf(sides.map((side) => side.counts));
  const uneven = unevenRowsOf(once);
  return (
    <div class="listing-empty">
      <h2>
        {headOf(
          counts.map(({ name }) => name),
          uneven,
        )}
      </h2>
      {counts.map((count) => (
        <p key={count.name}>{`${count.name}: ${count.counts.map(writeCount).join(" → ")}.`}</p>
      ))}
      {counts.length > 0 && (
        <p>{`The browser holds them: no object that the snapshots reach grew in every round${uneven === 0 ? "" : " by nearly the same amount"}.`}</p>
      )}
      <p>{`From round to round the snapshots changed by ${listed(own.map(writeDelta))}.`}</p>
      {once.count > 0 && (
        <p>{`${placesThatGrew(once.count, uneven)}: Grew once has ${once.count === 1 ? "it" : "them"}.`}</p>
      )}
      {heap?.every((step, round) => step > HEAP_NOISE && step > MUCH_MORE * (own[round] ?? 0)) && (
        <p>
          {`The JS heap did grow in every round, by ${listed(heap.map(writeSize))}. The snapshots do not reach most of it.`}
        </p>
      )}
      <OnlyInFocus frames={snapshot.derived.frames} focus={focus} />
    </div>
  );
}

function headOf(counts: readonly string[], uneven: number): string {
  if (counts.length > 0) return `${listed(counts)} grew in every round`;
  return uneven === 0 ? "Nothing grew in every round" : "Nothing grew in every round by nearly the same amount";
}

function placesThatGrew(count: number, uneven: number): string {
  const places = `${writeCount(count)} ${count === 1 ? "place" : "places"} grew`;
  if (uneven === 0) return `${places} in some rounds alone`;
  if (uneven === count) return `${places} in every round, but unevenly`;
  return `${places}, ${writeCount(uneven)} of them in every round, but unevenly`;
}

/** `null` where it is not known of each snapshot. */
function heapStepsOf(sides: readonly DiffSide[]): readonly number[] | null {
  const sizes = sides.map(({ usedHeapSize }) => usedHeapSize);
  return sizes.includes(0) ? null : stepsOf(sizes);
}

function stepsOf(figures: readonly number[]): readonly number[] {
  return figures.slice(1).map((figure, index) => figure - (figures[index] ?? 0));
}

/** `a, b and c`. */
function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

function GrewOnce({ snapshot, rows }: { readonly snapshot: Diff; readonly rows: OnceRows }) {
  const [isOpen, setOpen] = useState(false);
  const growth = rows.own.reduce((sum, bytes) => sum + bytes, 0);
  const uneven = unevenRowsOf(rows);
  return (
    <section class={isOpen ? "grew-once open" : "grew-once"} aria-label="Grew once">
      <header class="pane-head">
        <button type="button" class="pane-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span class={isOpen ? "pane-twisty open" : "pane-twisty"}>
            <Icon name="twisty" />
          </span>
          Grew once
        </button>
        <span class="quiet">{`${writeCount(rows.count)} ${rows.count === 1 ? "row" : "rows"}, ${writeDelta(growth)}${uneven === 0 ? "" : `; ${writeCount(uneven)} in every round`}`}</span>
      </header>
      {isOpen && <OnceGrid snapshot={snapshot} rows={rows} />}
    </section>
  );
}
