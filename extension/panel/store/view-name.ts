/** The views over one selection, one focus and one query, in the order of their tabs. */
export const VIEW_NAMES = ["icicle", "changes", "tree-table", "types", "waste", "off-heap", "warnings"] as const;

export type ViewName = (typeof VIEW_NAMES)[number];
