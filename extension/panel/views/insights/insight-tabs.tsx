import type { ComponentChildren } from "preact";
import type { Snapshot } from "../../store/state.ts";
import { INSIGHT_VIEWS, type InsightView } from "../../store/view-name.ts";
import { usePanel } from "../parts/panel-context.ts";
import { Tab, tabAfter } from "../parts/tab.tsx";
import { INSIGHT_LABELS } from "../view-labels.ts";
import { WarningCount } from "../view-tabs.tsx";
import "./insight-tabs.css";

const PANEL_ID = "insight";

function insightTabIdOf(view: InsightView): string {
  return `insight-tab-${view}`;
}

interface InsightTabsProps {
  readonly snapshot: Snapshot;
  readonly view: InsightView;
  readonly children: ComponentChildren;
}

/** The tabs inside Insights, and the chosen one of them. */
export function InsightTabs({ snapshot, view, children }: InsightTabsProps) {
  const { dispatch } = usePanel().store;
  const choose = (chosen: InsightView): void => {
    dispatch({ type: "view-chosen", view: chosen });
    document.getElementById(insightTabIdOf(chosen))?.focus();
  };
  return (
    <>
      <div
        class="insight-tabs"
        role="tablist"
        aria-label="Insights"
        onKeyDown={(event) => {
          const chosen = tabAfter(event, INSIGHT_VIEWS, view);
          if (chosen !== null) choose(chosen);
        }}
      >
        {INSIGHT_VIEWS.map((name) => (
          <Tab
            key={name}
            id={insightTabIdOf(name)}
            isChosen={name === view}
            panel={PANEL_ID}
            onChoose={() => choose(name)}
          >
            {INSIGHT_LABELS[name]}
            {name === "warnings" && <WarningCount count={snapshot.derived.warnings.length} />}
          </Tab>
        ))}
      </div>
      <div id={PANEL_ID} class="view" role="tabpanel" aria-labelledby={insightTabIdOf(view)}>
        {children}
      </div>
    </>
  );
}
