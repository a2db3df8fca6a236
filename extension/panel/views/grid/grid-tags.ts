/** A tree is made of other elements than a table: a table's have roles of their own. */
export type GridRole = "grid" | "treegrid" | "tree";

const TABLE = {
  Pane: "table",
  Head: "thead",
  HeadRow: "tr",
  HeadCell: "th",
  Sheet: "tbody",
  Row: "tr",
  NameCell: "th",
  Cell: "td",
} as const;

const TREE = {
  Pane: "div",
  Head: "div",
  HeadRow: "div",
  HeadCell: "span",
  Sheet: "div",
  Row: "div",
  NameCell: "span",
  Cell: "span",
} as const;

export type GridTags = typeof TABLE | typeof TREE;

export function tagsOf(role: GridRole): GridTags {
  return role === "tree" ? TREE : TABLE;
}
