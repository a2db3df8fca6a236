import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { describeTransform, missingReasonOf, writeTransform } from "../../frames/box-transform.ts";
import type { Snapshot } from "../../store/state.ts";
import { transformsOf } from "../../store/transform-history.ts";
import { HelpNote } from "../parts/help-note.tsx";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import "./transform-chips.css";

/** The transforms of the displayed frames, in their order; each can be removed by itself. */
export function TransformChips({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const transforms = usePanelState((state) => transformsOf(state.transforms));
  const list = useRef<HTMLUListElement>(null);
  const removed = useRef(-1);
  const id = useId();

  /* The button that was pressed is gone: the one in its place has the keyboard focus next. A new chip comes last, and into sight. */
  useLayoutEffect(() => {
    if (removed.current < 0) {
      if (list.current !== null) list.current.scrollLeft = list.current.scrollWidth;
      return;
    }
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>(".chip-remove") ?? [])];
    buttons[Math.min(removed.current, buttons.length - 1)]?.focus();
    removed.current = -1;
  }, [transforms]);

  if (transforms.length === 0) return null;
  /* The result of a running derivation is not known yet. */
  const { found } = snapshot.transforms === transforms ? snapshot.derived : { found: [] };
  return (
    <ul ref={list} class="chips" aria-label="Transforms">
      {transforms.map((transform, index) => {
        const text = writeTransform(transform);
        const isMissing = found[index] === false;
        const reason = isMissing ? missingReasonOf(transform) : null;
        const does = describeTransform(transform);
        return (
          <li key={index} class={isMissing ? "chip missing" : "chip"} title={does}>
            <bdi class="chip-text">{text}</bdi>
            {isMissing && <span class="chip-note">not found here</span>}
            {reason !== null && (
              <HelpNote about={text}>
                <p>{reason}</p>
              </HelpNote>
            )}
            <span id={`${id}-${index}`} hidden>
              {does}
            </span>
            <button
              type="button"
              class="chip-remove"
              aria-label={`Remove: ${text}`}
              aria-describedby={`${id}-${index}`}
              title="Remove"
              onClick={() => {
                removed.current = index;
                panel.store.dispatch({ type: "transform-removed", index });
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
