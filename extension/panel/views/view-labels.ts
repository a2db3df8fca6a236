import type { InsightView, ViewName } from "../store/view-name.ts";

export const VIEW_LABELS: Readonly<Record<ViewName, string>> = {
  icicle: "Icicle",
  changes: "Changes",
  "tree-table": "Table",
  types: "Types",
  insights: "Insights",
  waste: "Waste",
  "off-heap": "Off-heap",
  warnings: "Warnings",
};

export const VIEW_MEANINGS: Readonly<Record<ViewName, string>> = {
  icicle: "Boxes as wide as what they hold",
  changes: "Of a comparison: what grew and what shrank, and by how much",
  "tree-table": "Boxes as rows, with all figures to sort by",
  types: "All objects of one type together, plain objects by their keys: who owns them, and what they hold",
  insights: "What may be worth a look: waste, detached DOM, listeners, large buffers, lists outside the JS heap",
  waste: "Bytes that are empty, duplicated or spare",
  "off-heap": "Bytes outside the JS heap",
  warnings: "What the snapshot could not measure, and where",
};

/** The tabs inside Insights. */
export const INSIGHT_LABELS: Readonly<Record<InsightView, string>> = { ...VIEW_LABELS, insights: "Summary" };
