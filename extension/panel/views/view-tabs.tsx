import { useLayoutEffect } from "preact/hooks";
import { writeCount } from "../frames/figures.ts";
import type { Part, Snapshot } from "../store/state.ts";
import { shownViewOf, viewsOf } from "../store/state.ts";
import { isInsightView, type ViewName } from "../store/view-name.ts";
import { usePanel, usePanelState } from "./parts/panel-context.ts";
import { Tab, tabAfter } from "./parts/tab.tsx";
import { ScopeSwitch } from "./scope-switch.tsx";
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

/** The tab behind which a view stands: some are tabs inside Insights, which a comparison does not have. */
export function tabOfView(snapshot: Snapshot, view: ViewName): ViewName {
  return isInsightView(view) && snapshot.kind !== "diff" ? "insights" : view;
}

interface ViewTabsProps {
  readonly snapshot: Snapshot;
  /** Whether the other parts are behind tabs, too. */
  readonly isTabbed: boolean;
  readonly parts?: readonly OtherPart[];
}

export function ViewTabs({ snapshot, isTabbed, parts = OTHER_PARTS }: ViewTabsProps) {
  const { state, dispatch } = usePanel().store;
  const view = usePanelState((state) => shownViewOf(state, snapshot));
  const part = usePanelState((state) => state.part);
  const views = viewsOf(state, snapshot).filter((name) => tabOfView(snapshot, name) === name);
  const chosen = isTabbed && part !== "view" ? part : tabOfView(snapshot, view);
  const tabs: readonly (ViewName | OtherPart)[] = isTabbed ? [...views, ...parts] : views;

  /* Where the tabs need more room than there is, they scroll. */
  useLayoutEffect(() => {
    document.getElementById(tabIdOf(chosen))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosen]);

  const choose = (tab: ViewName | OtherPart): void => {
    dispatch(isOtherPart(tab) ? { type: "part-chosen", part: tab } : { type: "view-chosen", view: tab });
    document.getElementById(tabIdOf(tab))?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const tab = tabAfter(event, tabs, chosen);
    if (tab !== null) choose(tab);
  };

  const tabProps = (tab: ViewName | OtherPart) => ({
    id: tabIdOf(tab),
    isChosen: tab === chosen,
    panel: VIEW_ID,
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
            {parts.map((name) => (
              <Tab key={name} {...tabProps(name)}>
                {PART_LABELS[name]}
              </Tab>
            ))}
          </div>
        )}
      </div>
      {!isTabbed && <ScopeSwitch />}
    </div>
  );
}

function isOtherPart(tab: ViewName | OtherPart): tab is OtherPart {
  return tab === "snapshots" || tab === "details";
}

export function WarningCount({ count }: { readonly count: number }) {
  return count === 0 ? null : <span class="view-tab-count"> {writeCount(count)}</span>;
}
