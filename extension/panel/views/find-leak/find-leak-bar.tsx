import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { roundsDoneOf } from "../../store/leak-check-rounds.ts";
import { areRounds, MAX_ROUNDS } from "../../store/leak-check-state.ts";
import { leakNotesOf, leakStepTextOf, offersWatch } from "../../store/leak-check-text.ts";
import { foundLeftOutOf } from "../../store/root-choices.ts";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import "./find-leak-bar.css";

const DONE_ID = "leak-round-done";
const REFUSAL_ID = "leak-refusal";

/** To the button that ends the round. */
export function focusRound(): void {
  document.getElementById(DONE_ID)?.focus();
}

/** What to do next, while a check for leaks runs. */
export function FindLeakBar() {
  const isRunning = usePanelState((state) => state.leakCheck.running !== null);
  return isRunning ? <Bar /> : null;
}

function Bar() {
  const panel = useWholePanel();
  const step = usePanelState((state) => state.leakCheck.running?.step);
  const refusal = usePanelState((state) => state.leakCheck.running?.refusal ?? null);
  const head = usePanelState((state) => leakStepTextOf(state).head);
  const text = usePanelState((state) => leakStepTextOf(state).text);
  const notes = usePanelState((state) => leakNotesOf(state).join(" "));
  const isLeftOut = usePanelState((state) => foundLeftOutOf(state.roots).length > 0);
  const isWatchOffered = usePanelState(offersWatch);
  useLayoutEffect(focusRound, []);
  return (
    <section class="leak-bar" aria-label="Find a leak">
      <p class="leak-step" aria-live="polite">
        <strong>{head}</strong> {text}
      </p>
      <span class="leak-buttons">
        {/* aria-disabled keeps the keyboard focus where it is. */}
        <button
          id={DONE_ID}
          type="button"
          class="button primary leak-done"
          aria-disabled={step !== "waiting"}
          onClick={() => void panel.leakCheck.done()}
        >
          Done
        </button>
        <button type="button" class="button outlined" onClick={() => void panel.leakCheck.stop()}>
          Stop
        </button>
        {isWatchOffered && <WatchButton isWaiting={step === "waiting"} />}
      </span>
      <Automatic isWaiting={step === "waiting"} hasRefusal={refusal !== null} />
      {refusal !== null && (
        <p id={REFUSAL_ID} class="leak-refusal" role="alert">
          {refusal}
        </p>
      )}
      {notes !== "" && (
        <p class="leak-note quiet">
          {notes}
          {isLeftOut && (
            <button type="button" class="button small" onClick={() => void panel.leakCheck.restartWithFound()}>
              Start again with all that was found
            </button>
          )}
        </p>
      )}
    </section>
  );
}

/** It goes when the page is watched, and hands its focus on. */
function WatchButton({ isWaiting }: { readonly isWaiting: boolean }) {
  const panel = useWholePanel();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const { current } = button;
    return () => {
      if (document.activeElement === current) focusRound();
    };
  }, []);
  return (
    <button
      ref={button}
      type="button"
      class="button outlined"
      aria-disabled={!isWaiting}
      title="Reloads the page, counts what its scripts make of timers, listeners, observers, message ports and object URLs by the place in the source, and takes the first snapshot anew. Until the next reload the browser's functions for them are wrapped, which the page can notice."
      onClick={() => void panel.leakCheck.watch()}
    >
      Watch timers and listeners
    </button>
  );
}

interface AutomaticProps {
  readonly isWaiting: boolean;
  readonly hasRefusal: boolean;
}

/** How many rounds, and what can do them. */
function Automatic({ isWaiting, hasRefusal }: AutomaticProps) {
  const panel = useWholePanel();
  const { dispatch } = panel.store;
  const rounds = usePanelState((state) => state.leakCheck.rounds);
  const least = usePanelState((state) => Math.max(1, roundsDoneOf(state)));
  const expression = usePanelState((state) => state.leakCheck.expression);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <form
      class="leak-automatic"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void panel.leakCheck.runExpression();
      }}
    >
      <label class="leak-rounds">
        Rounds
        <input
          class="input"
          type="number"
          min={least}
          max={MAX_ROUNDS}
          value={typed ?? rounds}
          onInput={(event) => {
            const { value, valueAsNumber } = event.currentTarget;
            setTyped(value);
            if (areRounds(valueAsNumber) && valueAsNumber >= least)
              dispatch({ type: "leak-rounds-chosen", rounds: valueAsNumber });
          }}
          /* What is not one of the numbers gives way to the one that holds. */
          onBlur={() => setTyped(null)}
        />
      </label>
      <span class="quiet">Or let the page do them:</span>
      <span class="leak-field">
        <input
          class="input leak-expression"
          type="text"
          aria-label="Expression"
          aria-invalid={hasRefusal}
          aria-describedby={hasRefusal ? REFUSAL_ID : undefined}
          placeholder="Expression, such as open(), close()"
          title="JavaScript that does a round and undoes it. A promise is awaited; statements with “await” are taken, too."
          spellcheck={false}
          autocomplete="off"
          value={expression}
          onInput={(event) => dispatch({ type: "leak-expression-edited", expression: event.currentTarget.value })}
        />
        <button type="submit" class="button outlined" aria-disabled={!isWaiting}>
          Run
        </button>
        <button
          type="button"
          class="button outlined"
          aria-disabled={!isWaiting}
          title="Reload the page in each round"
          onClick={() => void panel.leakCheck.reload()}
        >
          Reload
        </button>
      </span>
    </form>
  );
}
