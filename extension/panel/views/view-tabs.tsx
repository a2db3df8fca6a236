import { useLayoutEffect } from "preact/hooks";
import { writeCount } from "../frames/figures.ts";
import type { Command } from "../store/shortcuts.ts";
import { commandOf } from "../store/shortcuts.ts";
import type { Snapshot } from "../store/state.ts";
import { shownViewOf, viewsOf } from "../store/state.ts";
import type { ViewName } from "../store/view-name.ts";
import { usePanel, usePanelState } from "./parts/panel-context.ts";
import "./view-tabs.css";

export const VIEW_LABELS: Readonly<Record<ViewName, string>> = {
  icicle: "Icicle",
  changes: "Changes",
  "tree-table": "Tree table",
  types: "Types",
  waste: "Waste",
  "off-heap": "Off-heap",
  warnings: "Warnings",
};

const MEANINGS: Readonly<Record<ViewName, string>> = {
  icicle: "Boxes as wide as what they hold",
  changes: "What grew and what shrank, and by how much",
  "tree-table": "Boxes as rows, with all figures to sort by",
  types: "All boxes of one type together: who owns them, and what they hold",
  waste: "Bytes that are empty, duplicated or spare",
  "off-heap": "Bytes outside the JS heap",
  warnings: "What the snapshot could not measure, and where",
};

/** Id of the tab panel. */
export const VIEW_ID = "view";

export function tabIdOf(view: ViewName): string {
  return `tab-${view}`;
}

export function ViewTabs({ snapshot }: { readonly snapshot: Snapshot }) {
  const { dispatch } = usePanel().store;
  const chosen = usePanelState((state) => shownViewOf(state, snapshot));
  const views = viewsOf(snapshot);

  /* Where the tabs need more room than there is, they scroll. */
  useLayoutEffect(() => {
    document.getElementById(tabIdOf(chosen))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosen]);

  const choose = (view: ViewName): void => {
    dispatch({ type: "view-chosen", view });
    document.getElementById(tabIdOf(view))?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const command = commandOf("views", event);
    if (command === null) return;
    event.preventDefault();
    choose(views.at(indexAfter(command, views.indexOf(chosen), views.length)) ?? chosen);
  };

  return (
    <div class="view-tabs" role="tablist" aria-label="Views" onKeyDown={onKeyDown}>
      {views.map((view) => (
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
          {VIEW_LABELS[view]}
          {view === "warnings" && <WarningCount count={snapshot.derived.warnings.length} />}
        </button>
      ))}
    </div>
  );
}

/** Wraps around. */
function indexAfter(command: Command<"views">, index: number, count: number): number {
  switch (command) {
    case "next":
      return (index + 1) % count;
    case "previous":
      return index - 1;
    case "first":
      return 0;
    case "last":
      return -1;
  }
}

function WarningCount({ count }: { readonly count: number }) {
  return count === 0 ? null : <span class="view-tab-count"> {writeCount(count)}</span>;
}
