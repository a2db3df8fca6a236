import { useMemo, useState } from "preact/hooks";
import type { FrameChanges } from "../../../../core/flamegraph/diff.ts";
import { NO_BOX } from "../../frames/box.ts";
import { writeCount, writeDelta } from "../../frames/figures.ts";
import { type OnceRows, onceRowsOf, unevenRowsOf } from "../../frames/once-rows.ts";
import { heapShareSentenceOf, nothingSteadyTextOf } from "../../frames/rounds-answer.ts";
import { type SteadyRows, steadyRowsOf } from "../../frames/steady-rows.ts";
import { steadySentenceOf } from "../../frames/steady-sentence.ts";
import type { Diff } from "../../store/state.ts";
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

function HeapShare({ snapshot, changes, rows }: HeapShareProps) {
  const sentence = heapShareSentenceOf(sidesOf(snapshot), snapshot.derived.frames, changes, rows);
  return sentence === null ? null : <p class="quiet">{sentence}</p>;
}

interface NothingSteadyProps {
  readonly snapshot: Diff;
  readonly focus: number;
  readonly once: OnceRows;
}

function NothingSteady({ snapshot, focus, once }: NothingSteadyProps) {
  const { head, sentences } = nothingSteadyTextOf(sidesOf(snapshot), once);
  return (
    <div class="listing-empty">
      <h2>{head}</h2>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <OnlyInFocus frames={snapshot.derived.frames} focus={focus} />
    </div>
  );
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
