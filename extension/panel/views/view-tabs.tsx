import { useRef } from "preact/hooks";
import { writeCount } from "../frames/figures.ts";
import type { Snapshot } from "../store/state.ts";
import type { ViewName } from "../store/view-name.ts";
import { VIEW_NAMES } from "../store/view-name.ts";
import { usePanel, usePanelState } from "./panel-context.ts";

const LABELS: Readonly<Record<ViewName, string>> = {
  icicle: "Icicle",
  "tree-table": "Tree table",
  warnings: "Warnings",
};

const MEANINGS: Readonly<Record<ViewName, string>> = {
  icicle: "Boxes as wide as what they hold",
  "tree-table": "Boxes as rows, with all figures to sort by",
  warnings: "What the snapshot could not look at, and where",
};

/** Id of the tab panel. */
export const VIEW_ID = "view";

export function tabIdOf(view: ViewName): string {
  return `tab-${view}`;
}

export function ViewTabs({ snapshot }: { readonly snapshot: Snapshot }) {
  const { dispatch } = usePanel().store;
  const chosen = usePanelState((state) => state.view);
  const list = useRef<HTMLDivElement>(null);

  const choose = (view: ViewName): void => {
    dispatch({ type: "view-chosen", view });
    list.current?.querySelector<HTMLElement>(`#${tabIdOf(view)}`)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const count = VIEW_NAMES.length;
    const at = VIEW_NAMES.indexOf(chosen);
    const to = new Map([
      ["ArrowRight", (at + 1) % count],
      ["ArrowLeft", (at + count - 1) % count],
      ["Home", 0],
      ["End", count - 1],
    ]).get(event.key);
    if (to === undefined) return;
    event.preventDefault();
    choose(VIEW_NAMES[to]!);
  };

  return (
    <div ref={list} class="view-tabs" role="tablist" aria-label="Views" onKeyDown={onKeyDown}>
      {VIEW_NAMES.map((view) => (
        <button
          key={view}
          type="button"
          id={tabIdOf(view)}
          class="view-tab"
          role="tab"
          title={MEANINGS[view]}
          aria-selected={view === chosen}
          aria-controls={view === chosen ? VIEW_ID : undefined}
          tabIndex={view === chosen ? 0 : -1}
          onClick={() => choose(view)}
        >
          {LABELS[view]}
          {view === "warnings" && <WarningCount count={snapshot.derived.warnings.length} />}
        </button>
      ))}
    </div>
  );
}

function WarningCount({ count }: { readonly count: number }) {
  return count === 0 ? null : <span class="view-tab-count"> {writeCount(count)}</span>;
}
