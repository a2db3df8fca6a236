import type { ViewName } from "../store/view-name.ts";

export const VIEW_LABELS: Readonly<Record<ViewName, string>> = {
  icicle: "Icicle",
  changes: "Changes",
  "tree-table": "Table",
  types: "Types",
  waste: "Waste",
  "off-heap": "Off-heap",
  warnings: "Warnings",
};

export const VIEW_MEANINGS: Readonly<Record<ViewName, string>> = {
  icicle: "Boxes as wide as what they hold",
  changes: "Of a comparison: what grew and what shrank, and by how much",
  "tree-table": "Boxes as rows, with all figures to sort by",
  types: "All boxes of one type together: who owns them, and what they hold",
  waste: "Bytes that are empty, duplicated or spare",
  "off-heap": "Bytes outside the JS heap",
  warnings: "What the snapshot could not measure, and where",
};
