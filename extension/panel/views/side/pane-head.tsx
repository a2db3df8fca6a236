import type { ComponentChildren } from "preact";
import type { ClosableId } from "../../store/layout.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import "./pane-head.css";

interface PaneHeadProps {
  readonly pane: ClosableId;
  readonly name: string;
  /** Buttons at its end. */
  readonly children?: ComponentChildren;
}

/** The head of a pane at the side: it closes the pane, and stays. */
export function PaneHead({ pane, name, children }: PaneHeadProps) {
  const { dispatch } = usePanel().store;
  const isOpen = usePanelState((state) => !state.layout.closed.has(pane));
  return (
    <header class="pane-head">
      <button
        type="button"
        class="pane-toggle"
        aria-expanded={isOpen}
        onClick={() => dispatch({ type: "pane-toggled", pane })}
      >
        <span class={isOpen ? "pane-twisty open" : "pane-twisty"}>
          <Icon name="twisty" />
        </span>
        {name}
      </button>
      {children}
    </header>
  );
}
