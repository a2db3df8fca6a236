import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Holders } from "../../../../core/flamegraph/questions/holder-paths.ts";
import { NO_BOX } from "../../frames/box.ts";
import { writeCount } from "../../frames/figures.ts";
import { type HeldPath, type HeldStep, heldPathsOf, ownersIn } from "../../frames/held-path.ts";
import { heldVerdictOf } from "../../frames/held-verdict.ts";
import { heldTargetOf, holderQuestionOf } from "../../store/held-target.ts";
import { detailedBoxOf, listedSnapshotOf, type Snapshot } from "../../store/state.ts";
import { openBoxMenuAt } from "../box-menu/open-box-menu.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { PaneHead } from "./pane-head.tsx";
import { ReferrersList } from "./referrers-list.tsx";
import { scrollIntoPane } from "./scroll-into-pane.ts";
import "./held-by.css";

/** Paths that are listed before the user asks for more. */
const FIRST_PATHS = 3;

/** Why objects are still there: the paths from roots that hold them. */
export function HeldBy({ snapshot }: { readonly snapshot: Snapshot }) {
  const isOpen = usePanelState((state) => !state.layout.closed.has("holders"));
  if (listedSnapshotOf(snapshot) === null) return null;
  return (
    <section class="held-by" aria-label="Held by">
      <PaneHead pane="holders" name="Held by" />
      {isOpen && (
        <div class="held-by-body">
          <IgnoredHolders />
          <Answer snapshot={snapshot} />
        </div>
      )}
    </section>
  );
}

/** The holders that the user ignores; each can be looked at again. */
function IgnoredHolders() {
  const { dispatch } = usePanel().store;
  const ignored = usePanelState((state) => state.holders.ignored);
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(ignored);
  /* The button that was pressed is gone: the one in its place has the keyboard focus next, or the one that undoes it. */
  useLayoutEffect(() => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const removed = before.current.findIndex((holder) => !ignored.includes(holder));
    if (ignored.length > before.current.length) buttons.at(-1)?.focus();
    else if (removed >= 0) buttons[Math.min(removed, buttons.length - 1)]?.focus();
    before.current = ignored;
  }, [ignored]);
  if (ignored.length === 0) return null;
  return (
    <ul ref={list} class="held-ignored" aria-label="Ignored holders">
      {ignored.map(({ text }, index) => (
        <li key={index}>
          <span class="held-ignored-text">
            without <bdi>{text}</bdi>
          </span>
          <button
            type="button"
            class="icon-button"
            aria-label={`Stop ignoring: ${text}`}
            title="Stop ignoring"
            onClick={() => dispatch({ type: "holder-restored", index })}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Answer({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = useWholePanel();
  const { derived } = snapshot;
  const { ignored, found } = usePanelState((state) => state.holders);
  const question = usePanelState((state) => {
    const target = heldTargetOf(state, snapshot);
    return target === null ? null : holderQuestionOf(target, state.holders.ignored);
  });
  useEffect(() => {
    if (question !== null) void panel.objects.askHolders();
  }, [panel, derived, question]);
  const isFound = found !== null && found.derived === derived && found.question === question;
  const isToHold = usePanelState((state) => state.leakCheck.answerToHold === snapshot.number);
  const paths = useRef<HTMLDivElement>(null);
  /* The answer of Find a leak: why it is still there belongs to it. */
  useEffect(() => {
    if (!isToHold || !isFound) return;
    if (paths.current !== null) scrollIntoPane(paths.current);
    panel.store.dispatch({ type: "leak-answer-held" });
  }, [panel, isToHold, isFound]);
  if (question === null) return <p class="quiet">Select a box to see what holds its objects.</p>;
  if (!isFound)
    return (
      <p class="quiet" aria-live="polite">
        Looking for what holds it …
      </p>
    );
  if (found.holders === null) return <p class="quiet">What holds these objects could not be found.</p>;
  return (
    <div ref={paths}>
      <Verdict holders={found.holders} isDiff={snapshot.kind === "diff"} hasIgnored={ignored.length > 0} />
      <Paths key={question} snapshot={snapshot} holders={found.holders} />
      <ReferrersList snapshot={snapshot} box={detailedBoxOf(snapshot)} />
    </div>
  );
}

interface VerdictProps {
  readonly holders: Holders;
  readonly isDiff: boolean;
  readonly hasIgnored: boolean;
}

function Verdict({ holders, isDiff, hasIgnored }: VerdictProps) {
  const text = heldVerdictOf(holders, isDiff, hasIgnored);
  return text === null ? null : (
    <p class="held-verdict" aria-live="polite">
      {text}
    </p>
  );
}

function Paths({ snapshot, holders }: { readonly snapshot: Snapshot; readonly holders: Holders }) {
  const { dispatch } = usePanel().store;
  const { frames } = snapshot.derived;
  const mode = usePanelState((state) => state.holders.steps);
  const [shown, setShown] = useState(FIRST_PATHS);
  const paths = useMemo(() => heldPathsOf(holders.paths, mode, frames), [holders, mode, frames]);
  const isFoldable = useMemo(() => hasEngineSteps(holders, frames), [holders, frames]);
  if (paths.length === 0) return null;
  const owners = ownersIn(paths);
  return (
    <>
      {owners.length > 0 && (
        <div class="held-owners">
          <span class="quiet" id="held-owners-name">
            Owners
          </span>
          <ol aria-labelledby="held-owners-name">
            {owners.map((step, index) => (
              <li key={index}>
                <Step snapshot={snapshot} step={step} />
              </li>
            ))}
          </ol>
        </div>
      )}
      <ul class="held-paths" aria-label="Paths">
        {paths.slice(0, shown).map((path, index) => (
          <Path key={index} snapshot={snapshot} path={path} number={index + 1} targets={holders.targets} />
        ))}
      </ul>
      {paths.length > shown && (
        <button type="button" class="button small held-more" onClick={() => setShown(paths.length)}>
          {`Show ${paths.length - shown} more ${paths.length - shown === 1 ? "path" : "paths"}`}
        </button>
      )}
      {isFoldable && (
        <label class="check held-steps-switch">
          <input
            type="checkbox"
            checked={mode === "whole"}
            onChange={(event) =>
              dispatch({ type: "path-steps-chosen", steps: event.currentTarget.checked ? "whole" : "folded" })
            }
          />
          Show engine steps
        </label>
      )}
    </>
  );
}

interface PathProps {
  readonly snapshot: Snapshot;
  readonly path: HeldPath;
  readonly number: number;
  readonly targets: number;
}

function Path({ snapshot, path, number, targets }: PathProps) {
  const panel = useWholePanel();
  const { dispatch } = panel.store;
  const { steps, held, text } = path;
  return (
    <li>
      <div class="held-path-head">
        <span class="quiet">
          Path {number}
          {targets > 1 && held >= 0 && `: ${writeCount(held)} of ${writeCount(targets)} objects`}
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={`Copy path ${number}`}
          title="Copy path"
          onClick={() => void panel.copyText(text)}
        >
          <Icon name="copy" />
        </button>
      </div>
      <ol aria-label={`Path ${number}`}>
        {steps.map((step, index) => {
          const { holder } = step;
          return (
            <li key={index}>
              <Step snapshot={snapshot} step={step} />
              {holder !== null && (
                <button
                  type="button"
                  class="icon-button"
                  aria-label={`Ignore this holder: ${step.text}`}
                  title="Ignore this holder"
                  onClick={() => dispatch({ type: "holder-ignored", holder: { name: holder, text: step.text } })}
                >
                  <Icon name="close" />
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </li>
  );
}

/** A step; leads to its box in the icicle. */
function Step({ snapshot, step }: { readonly snapshot: Snapshot; readonly step: HeldStep }) {
  const panel = useWholePanel();
  const { text, box } = step;
  if (box === NO_BOX) {
    return (
      <span class="held-step quiet">
        <bdi>{text}</bdi>
      </span>
    );
  }
  return (
    <button
      type="button"
      class={box === detailedBoxOf(snapshot) ? "held-step current" : "held-step"}
      title={text}
      onClick={() => panel.store.dispatch({ type: "box-revealed", box })}
      onContextMenu={(event) => openBoxMenuAt(panel, box, event)}
    >
      <bdi>{text}</bdi>
    </button>
  );
}

function hasEngineSteps({ paths }: Holders, frames: Snapshot["derived"]["frames"]): boolean {
  const whole = heldPathsOf(paths, "whole", frames);
  const folded = heldPathsOf(paths, "folded", frames);
  return whole.length !== folded.length || whole.some(({ text }, index) => text !== folded[index]?.text);
}
