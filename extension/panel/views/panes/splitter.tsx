import { useRef } from "preact/hooks";
import type { PaneId } from "../../store/layout.ts";
import { commandOf } from "../../store/shortcuts.ts";
import { usePanel } from "../parts/panel-context.ts";
import type { PaneRange } from "./pane-plan.ts";
import { type Growth, sizeAfterKey, sizeAfterMove } from "./splitter-step.ts";
import "./splitter.css";

interface SplitterProps {
  readonly pane: PaneId;
  /** What it resizes. */
  readonly name: string;
  /** As a line: a vertical one is between columns. */
  readonly orientation: "vertical" | "horizontal";
  readonly growth: Growth;
  readonly range: PaneRange;
}

/** The line between two panes. It is dragged, moved by the arrows, and a double click gives the pane its usual size. */
export function Splitter({ pane, name, orientation, growth, range }: SplitterProps) {
  const { dispatch } = usePanel().store;
  const drag = useRef<{ readonly from: number; readonly range: PaneRange } | null>(null);
  const resize = (size: number | null): void => dispatch({ type: "pane-resized", pane, size });
  const placeOf = (event: PointerEvent): number => (orientation === "vertical" ? event.clientX : event.clientY);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule takes no keyboard focus
    <div
      class={`splitter ${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={name}
      aria-orientation={orientation}
      aria-valuenow={range.size}
      aria-valuemin={range.least}
      aria-valuemax={range.most}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: placeOf(event), range };
      }}
      onPointerMove={(event) => {
        const held = drag.current;
        if (held !== null) resize(sizeAfterMove(held.range, growth * (placeOf(event) - held.from)));
      }}
      onLostPointerCapture={() => {
        drag.current = null;
      }}
      onDblClick={() => resize(null)}
      onKeyDown={(event) => {
        const command = commandOf("splitter", event);
        if (command === null) return;
        event.preventDefault();
        resize(sizeAfterKey(command, range, growth));
      }}
    />
  );
}
