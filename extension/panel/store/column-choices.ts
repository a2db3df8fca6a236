/** Every table and tree of rows. What the user chose for one holds for the next snapshot, too. */
const GRID_IDS = [
  "object-tree",
  "tree-table",
  "changes",
  "once",
  "types",
  "type-changes",
  "owners",
  "contents",
  "changed-owners",
  "changed-contents",
  "waste",
  "off-heap",
  "warnings",
  "objects",
  "moments",
  "root-growth",
] as const;

export type GridId = (typeof GRID_IDS)[number];

/** By `Column.id`; a column that is not in it is as its table has it. */
export interface ColumnChoices {
  /** CSS pixels. */
  readonly widths: ReadonlyMap<string, number>;
  readonly hidden: ReadonlySet<string>;
}

export type ColumnChoicesByGrid = ReadonlyMap<GridId, ColumnChoices>;

/** Every column as its table has it. */
export const NO_COLUMN_CHOICES: ColumnChoices = { widths: new Map(), hidden: new Set() };

const MIN_COLUMN_WIDTH = 36;
const MAX_COLUMN_WIDTH = 2000;

export function heldToColumnWidth(width: number): number {
  return Math.max(MIN_COLUMN_WIDTH, Math.min(MAX_COLUMN_WIDTH, Math.round(width)));
}

/** As they are stored. */
export function storedColumns(choices: ColumnChoicesByGrid): object {
  return Object.fromEntries(
    [...choices].map(([grid, { widths, hidden }]) => [
      grid,
      { widths: Object.fromEntries(widths), hidden: [...hidden] },
    ]),
  );
}

/** Unknown values are left out. */
export function parseColumns(stored: unknown): ColumnChoicesByGrid {
  const choices = new Map<GridId, ColumnChoices>();
  const entries = entriesOf(stored);
  for (const grid of GRID_IDS) {
    const fields = entriesOf(entries.get(grid));
    const widths = new Map<string, number>();
    for (const [column, width] of entriesOf(fields.get("widths"))) {
      if (typeof width === "number" && Number.isFinite(width)) widths.set(column, heldToColumnWidth(width));
    }
    const names = fields.get("hidden");
    const hidden = new Set(Array.isArray(names) ? names.filter((column) => typeof column === "string") : []);
    if (widths.size > 0 || hidden.size > 0) choices.set(grid, { widths, hidden });
  }
  return choices;
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}
