import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { writeCount } from "../frames/figures.ts";
import type { Command } from "../store/shortcuts.ts";
import { commandOf } from "../store/shortcuts.ts";
import type { Part, Snapshot } from "../store/state.ts";
import { shownViewOf, viewsOf } from "../store/state.ts";
import type { ViewName } from "../store/view-name.ts";
import { GrowthSwitch } from "./growth-switch.tsx";
import { usePanel, usePanelState } from "./parts/panel-context.ts";
import { VIEW_LABELS } from "./view-labels.ts";
import "./view-tabs.css";

/** What stands beside the view, where there is room for it. */
type OtherPart = Exclude<Part, "view">;

const PART_LABELS: Readonly<Record<OtherPart, string>> = { snapshots: "Snapshots", details: "Details" };
const OTHER_PARTS = ["snapshots", "details"] as const;

/** Id of the tab panel. */
export const VIEW_ID = "view";

export function tabIdOf(tab: ViewName | OtherPart): string {
  return `tab-${tab}`;
}

interface ViewTabsProps {
  readonly snapshot: Snapshot;
  /** Whether the other parts are behind tabs, too. */
  readonly isTabbed: boolean;
}

export function ViewTabs({ snapshot, isTabbed }: ViewTabsProps) {
  const { dispatch } = usePanel().store;
  const view = usePanelState((state) => shownViewOf(state, snapshot));
  const part = usePanelState((state) => state.part);
  const views = viewsOf(snapshot);
  const chosen = isTabbed && part !== "view" ? part : view;
  const tabs: readonly (ViewName | OtherPart)[] = isTabbed ? [...views, ...OTHER_PARTS] : views;

  /* Where the tabs need more room than there is, they scroll. */
  useLayoutEffect(() => {
    document.getElementById(tabIdOf(chosen))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosen]);

  const choose = (tab: ViewName | OtherPart): void => {
    dispatch(isOtherPart(tab) ? { type: "part-chosen", part: tab } : { type: "view-chosen", view: tab });
    document.getElementById(tabIdOf(tab))?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const command = commandOf("views", event);
    if (command === null) return;
    event.preventDefault();
    choose(tabs.at(indexAfter(command, tabs.indexOf(chosen), tabs.length)) ?? chosen);
  };

  const tabProps = (tab: ViewName | OtherPart) => ({
    id: tabIdOf(tab),
    isChosen: tab === chosen,
    onChoose: () => choose(tab),
  });

  return (
    <div class="view-head">
      <div class="view-tabs" role="tablist" aria-label="Views" onKeyDown={onKeyDown}>
        {views.map((name) => (
          <Tab key={name} {...tabProps(name)}>
            {VIEW_LABELS[name]}
            {name === "warnings" && <WarningCount count={snapshot.derived.warnings.length} />}
          </Tab>
        ))}
        {isTabbed && (
          <div class="part-tabs" role="presentation">
            {OTHER_PARTS.map((name) => (
              <Tab key={name} {...tabProps(name)}>
                {PART_LABELS[name]}
              </Tab>
            ))}
          </div>
        )}
      </div>
      {!isTabbed && <GrowthSwitch />}
    </div>
  );
}

function isOtherPart(tab: ViewName | OtherPart): tab is OtherPart {
  return tab === "snapshots" || tab === "details";
}

interface TabProps {
  readonly id: string;
  readonly isChosen: boolean;
  readonly children: ComponentChildren;
  onChoose(): void;
}

function Tab({ id, isChosen, children, onChoose }: TabProps) {
  return (
    <button
      type="button"
      id={id}
      class="view-tab"
      role="tab"
      aria-selected={isChosen}
      aria-controls={isChosen ? VIEW_ID : undefined}
      tabIndex={isChosen ? 0 : -1}
      onClick={onChoose}
    >
      {children}
    </button>
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
