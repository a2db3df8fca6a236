/** The views over one selection, one focus and one query, in the order of their tabs. */
export const VIEW_NAMES = [
  "icicle",
  "changes",
  "tree-table",
  "types",
  "insights",
  "waste",
  "off-heap",
  "warnings",
] as const;

export type ViewName = (typeof VIEW_NAMES)[number];

/** Those that stand behind one tab, in the order of the tabs inside it. */
export const INSIGHT_VIEWS = ["insights", "waste", "off-heap", "warnings"] as const satisfies readonly ViewName[];

export type InsightView = (typeof INSIGHT_VIEWS)[number];

export function isInsightView(view: ViewName): view is InsightView {
  return (INSIGHT_VIEWS as readonly ViewName[]).includes(view);
}
