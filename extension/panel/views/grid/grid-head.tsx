import { useRef, useState } from "preact/hooks";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { sortAfterPress } from "../../frames/column-sort.ts";
import type { GridId } from "../../store/column-choices.ts";
import { commandOf } from "../../store/shortcuts.ts";
import { openAfterPress } from "../menu/after-press.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel } from "../parts/panel-context.ts";
import type { Column } from "./column.ts";
import type { GridTags } from "./grid-tags.ts";
import type { ColumnWidths } from "./use-column-widths.ts";

interface GridHeadProps<Row> {
  readonly grid: GridId;
  readonly tags: GridTags;
  /** Those that are shown. */
  readonly columns: readonly Column<Row>[];
  /** `null` if nothing can be sorted. */
  readonly sort: ColumnSort | null;
  readonly widths: ColumnWidths<Row>;
}

/** The heads are one stop of the Tab key: arrows go from one to the next. */
export function GridHead<Row>(props: GridHeadProps<Row>) {
  const { tags, columns } = props;
  const { Head, HeadRow } = tags;
  const [stop, setStop] = useState(0);

  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: EventTarget }): void => {
    const command = commandOf("grid-head", event);
    if (command !== "next" && command !== "previous") return;
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    buttons[at + (command === "next" ? 1 : -1)]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Head class="grid-head" onKeyDown={onKeyDown}>
      {columns.some(({ group }) => group !== undefined) && <GroupRow tags={tags} columns={columns} />}
      <HeadRow class="grid-row" aria-rowindex={tags.HeadCell === "th" ? 1 : undefined}>
        {columns.map((column, index) => (
          <HeadCell
            key={column.id}
            {...props}
            column={column}
            index={index}
            isStop={index === Math.min(stop, columns.length - 1)}
            onFocus={() => setStop(index)}
          />
        ))}
      </HeadRow>
    </Head>
  );
}

/** What columns side by side have in common; the names of the columns say it to a screen reader. */
function GroupRow<Row>({ tags, columns }: Pick<GridHeadProps<Row>, "tags" | "columns">) {
  const { HeadRow } = tags;
  const groups: { name: string; span: number }[] = [];
  for (const { group = "" } of columns) {
    const last = groups.at(-1);
    if (last !== undefined && last.name === group) last.span++;
    else groups.push({ name: group, span: 1 });
  }
  return (
    <HeadRow class="grid-row grid-groups" aria-hidden="true">
      {groups.map(({ name, span }, index) => (
        <td key={index} colSpan={span} style={{ gridColumn: `span ${span}` }}>
          {name}
        </td>
      ))}
    </HeadRow>
  );
}

interface HeadCellProps<Row> extends GridHeadProps<Row> {
  readonly column: Column<Row>;
  readonly index: number;
  readonly isStop: boolean;
  onFocus(): void;
}

function HeadCell<Row>(props: HeadCellProps<Row>) {
  const { grid, tags, columns, column, index, sort, isStop, onFocus, widths } = props;
  const { dispatch } = usePanel().store;
  const { HeadCell: Cell } = tags;
  const { head, group, meaning, align } = column;
  const own = sort !== null && column.sortKey !== undefined ? sort : null;
  const direction = own !== null && own.column === column.id ? own.direction : "none";

  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: EventTarget }): void => {
    const command = commandOf("grid-head", event);
    if (command === "wider") widths.widen(column, 1);
    else if (command === "narrower") widths.widen(column, -1);
    else if (command === "menu") openBelow(event.currentTarget as HTMLElement);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const openMenu = (x: number, y: number): void =>
    dispatch({ type: "menu-opened", menu: { kind: "columns", grid, column: column.id, x, y } });
  const openBelow = (element: HTMLElement): void => {
    const { left, bottom } = element.getBoundingClientRect();
    openMenu(left, bottom);
  };

  return (
    <Cell
      {...(tags.HeadCell === "th" && {
        scope: "col",
        ...(own !== null && { "aria-sort": direction }),
      })}
      class={`grid-cell ${align}`}
      onContextMenu={(event: MouseEvent) => {
        event.stopPropagation();
        openAfterPress(event, () => openMenu(event.clientX, event.clientY));
      }}
    >
      {index > 0 && <Resizer {...props} />}
      <button
        type="button"
        aria-description={meaning}
        tabIndex={isStop ? 0 : -1}
        aria-haspopup={own === null ? "menu" : undefined}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={(event) =>
          own === null
            ? openBelow(event.currentTarget)
            : dispatch({ type: "grid-sorted", grid, sort: sortAfterPress(own, column.id, columns[0]?.id ?? "") })
        }
      >
        <span class="grid-head-name">{head}</span>
        {group !== undefined && <span class="for-screen-readers"> {group.toLowerCase()}</span>}
        {own !== null && (
          <span class={`sort-mark ${direction}`}>
            <Icon name="menu" />
          </span>
        )}
      </button>
    </Cell>
  );
}

/** The boundary between two columns, for the pointer: the keys of a head do the same. */
function Resizer<Row>({ index, widths }: HeadCellProps<Row>) {
  const from = useRef<number | null>(null);
  const moved = (event: PointerEvent): number => event.clientX - (from.current ?? event.clientX);
  const end = (event: PointerEvent): void => {
    if (from.current === null) return;
    widths.moveBoundary(index, moved(event), "done");
    from.current = null;
  };
  return (
    <span
      class="grid-resizer"
      aria-hidden="true"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = event.clientX;
      }}
      onPointerMove={(event) => {
        if (from.current !== null) widths.moveBoundary(index, moved(event), "moving");
      }}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}
