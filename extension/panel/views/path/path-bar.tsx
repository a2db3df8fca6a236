import { useLayoutEffect, useRef } from "preact/hooks";
import { boxLabelOf, boxPathOf } from "../../frames/box.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import { openBoxMenuAt } from "../box-menu/open-box-menu.ts";
import { usePanel } from "../parts/panel-context.ts";
import { UndoButtons, VisitButtons } from "./step-buttons.tsx";
import { TransformChips } from "./transform-chips.tsx";
import "./path-bar.css";

/** A deeper path shows its ends: thousands of steps would be thousands of buttons. */
const MAX_STEPS = 24;

export function PathBar({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const list = useRef<HTMLOListElement>(null);
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const path = boxPathOf(frames, focus);
  const hidden = Math.max(0, path.length - MAX_STEPS);
  const steps = hidden === 0 ? path : [...path.slice(0, 2), ...path.slice(hidden + 2)];

  /* The end of the path is where the user is. */
  useLayoutEffect(() => {
    if (list.current !== null && focus >= 0) list.current.scrollLeft = list.current.scrollWidth;
  }, [frames, focus]);

  return (
    <div class="path-bar">
      <VisitButtons />
      <nav class="path" aria-label="Path">
        <ol ref={list}>
          {steps.map((box, index) => (
            <li key={box}>
              {hidden > 0 && index === 2 && <span class="quiet">… {hidden} more …</span>}
              <button
                type="button"
                class="step"
                aria-current={box === focus ? "location" : undefined}
                onContextMenu={(event) => openBoxMenuAt(panel, box, event)}
                onClick={() => panel.store.dispatch({ type: "box-focused", box })}
              >
                <bdi>{boxLabelOf(frames, box)}</bdi>
              </button>
            </li>
          ))}
        </ol>
        <TransformChips snapshot={snapshot} />
      </nav>
      <UndoButtons />
    </div>
  );
}
