import { Fragment } from "preact";
import { writeCount } from "../../frames/figures.ts";
import type { Column } from "./column.ts";
import type { GridTags } from "./grid-tags.ts";
import { Twisty } from "./twisty.tsx";

/** How the rows of a tree stand below one another. */
export interface RowTree<Row> {
  /** Of the row at an index, from 1. */
  levelOf(index: number): number;
  /** Its place among its siblings, from 1; left out if that is not known at once. */
  placeOf?(index: number): { readonly position: number; readonly setSize: number };
  canOpen(row: Row): boolean;
  isOpen(row: Row): boolean;
  setOpen(row: Row, isOpen: boolean): void;
  /** Index of the row around the one at an index; NO_ROW for none. */
  parentOf(index: number): number;
}

interface GridRowProps<Row> {
  readonly tags: GridTags;
  /** Of the element; those of its cells begin with it. */
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  /** CSS pixels from the top of the sheet. */
  readonly top: number;
  /** All of them, for the name of a tree's row. */
  readonly columns: readonly Column<Row>[];
  readonly shownColumns: readonly Column<Row>[];
  readonly tree: RowTree<Row> | null;
  /** Levels that are not indented. */
  readonly outdent: number;
  readonly isSelected: boolean;
  /** Index of the active cell, or WHOLE_ROW. */
  readonly activeColumn: number;
  readonly rowClass: string;
  /** Matches that the closed row holds. */
  readonly hiddenMatches: number;
  onPress(event: MouseEvent): void;
  onEnter(): void;
  onMenu(event: MouseEvent): void;
}

export function GridRow<Row>(props: GridRowProps<Row>) {
  const { tags, id, row, index, top, columns, shownColumns, tree, isSelected, activeColumn, rowClass } = props;
  const { hiddenMatches } = props;
  const { Row: RowElement, Cell } = tags;
  const isTreeItem = RowElement === "div";
  const place = tree?.placeOf?.(index);
  return (
    <RowElement
      id={id}
      class={`grid-row ${rowClass}`}
      role={isTreeItem ? "treeitem" : undefined}
      aria-label={isTreeItem ? nameOf(columns, row, hiddenMatches) : undefined}
      aria-rowindex={isTreeItem ? undefined : index + 2}
      aria-level={tree?.levelOf(index)}
      aria-posinset={place?.position}
      aria-setsize={place?.setSize}
      aria-expanded={tree?.canOpen(row) ? tree.isOpen(row) : undefined}
      aria-selected={isSelected}
      style={{ top: `${top}px` }}
      onClick={props.onPress}
      onDblClick={props.onEnter}
      onContextMenu={props.onMenu}
    >
      {shownColumns.map((column, at) =>
        at === 0 ? (
          <NameCell key={column.id} {...props} column={column} />
        ) : (
          <Fragment key={column.id}>
            {/* As in the name of a tree's row: cells of a table are apart by themselves. */}
            {isTreeItem && " "}
            <Cell
              id={`${id}-${column.id}`}
              class={classOf(column, row, at === activeColumn)}
              title={column.title?.(row)}
            >
              {column.cell === undefined ? column.text(row) : column.cell(row)}
            </Cell>
          </Fragment>
        ),
      )}
    </RowElement>
  );
}

/** The first cell of a row: its name, indented in a tree. */
function NameCell<Row>({
  tags,
  id,
  row,
  index,
  tree,
  outdent,
  activeColumn,
  hiddenMatches,
  column,
}: GridRowProps<Row> & { readonly column: Column<Row> }) {
  const { NameCell: Cell } = tags;
  const text = column.text(row);
  const content = column.cell === undefined ? <bdi title={text}>{text}</bdi> : column.cell(row);
  return (
    <Cell
      {...(Cell === "th" && { scope: "row" })}
      id={`${id}-${column.id}`}
      class={classOf(column, row, activeColumn === 0)}
      title={column.title?.(row)}
    >
      {tree === null ? (
        content
      ) : (
        <span class="grid-name" style={{ "--level": Math.max(0, tree.levelOf(index) - 1 - outdent) }}>
          <Twisty
            canOpen={tree.canOpen(row)}
            isOpen={tree.isOpen(row)}
            onToggle={() => tree.setOpen(row, !tree.isOpen(row))}
          />
          <span class="grid-label">{content}</span>
          {hiddenMatches > 0 && <HiddenMatches count={hiddenMatches} />}
        </span>
      )}
    </Cell>
  );
}

function HiddenMatches({ count }: { readonly count: number }) {
  return (
    <span class="hidden-matches" title={writeHiddenMatches(count)}>
      {writeCount(count)}
      <span class="for-screen-readers"> {count === 1 ? "match" : "matches"} inside</span>
    </span>
  );
}

function writeHiddenMatches(count: number): string {
  return `${writeCount(count)} ${count === 1 ? "match" : "matches"} inside`;
}

/** Of a tree's row, which has no cells. */
function nameOf<Row>(columns: readonly Column<Row>[], row: Row, hiddenMatches: number): string {
  const parts = columns.map((column) => column.text(row));
  if (hiddenMatches > 0) parts.push(writeHiddenMatches(hiddenMatches));
  return parts.join(", ");
}

function classOf<Row>(column: Column<Row>, row: Row, isActive: boolean): string {
  return ["grid-cell", column.align, column.cellClass?.(row) ?? "", isActive ? "active" : ""].filter(Boolean).join(" ");
}
