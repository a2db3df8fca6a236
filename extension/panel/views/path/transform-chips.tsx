import { useLayoutEffect, useRef } from "preact/hooks";
import type { Transform } from "../../../../core/flamegraph/transforms/transform.ts";
import { describeTransform, missingReasonOf, writeTransform } from "../../frames/box-transform.ts";
import type { Snapshot } from "../../store/state.ts";
import { transformsOf } from "../../store/transform-history.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import "./transform-chips.css";

function titleOf(transform: Transform, isMissing: boolean): string {
  const reason = isMissing ? missingReasonOf(transform) : null;
  return reason === null ? describeTransform(transform) : `${describeTransform(transform)}\n${reason}`;
}

/** The transforms of the displayed frames, in their order; each can be removed by itself. */
export function TransformChips({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const transforms = usePanelState((state) => transformsOf(state.transforms));
  const list = useRef<HTMLUListElement>(null);
  const removed = useRef(-1);

  /* The button that was pressed is gone: the one in its place has the keyboard focus next. A new chip comes last, and into sight. */
  useLayoutEffect(() => {
    if (removed.current < 0) {
      if (list.current !== null) list.current.scrollLeft = list.current.scrollWidth;
      return;
    }
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
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
        return (
          <li key={index} class={isMissing ? "chip missing" : "chip"} title={titleOf(transform, isMissing)}>
            <bdi class="chip-text">{text}</bdi>
            {isMissing && <span class="chip-note">not found here</span>}
            <button
              type="button"
              class="chip-remove"
              aria-label={`Remove: ${text}`}
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
