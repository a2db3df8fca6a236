import { useMemo, useState } from "preact/hooks";
import { writeCount } from "../../frames/figures.ts";
import type { MergedTree } from "../../frames/merged-tree.ts";
import { firstOpenOf, NO_ROW, openRowsOf } from "../../frames/merged-tree.ts";
import type { GridId } from "../../store/column-choices.ts";
import type { Column } from "../grid/column.ts";
import { Grid } from "../grid/grid.tsx";
import { listRows } from "../grid/rows-text.ts";
import { HelpNote } from "../parts/help-note.tsx";
import { Icon } from "../parts/icon.tsx";
import { usePanel } from "../parts/panel-context.ts";

interface MergedRowsProps {
  readonly id: GridId;
  readonly tree: MergedTree;
  /** Columns beside the names; rows are known by their numbers in `tree`. */
  readonly figures: readonly Column<number>[];
  /** Levels that may be open at first. */
  readonly firstLevels: number;
  readonly name: string;
  /** The type. */
  readonly of: string;
  readonly meaning: string;
  /** Why there are no rows, if there are none. */
  readonly emptiness: string;
}

/** A tree of groups of boxes; each row leads to its largest box, and on to the others. */
export function MergedRows({ id, tree, figures, firstLevels, name, of, meaning, emptiness }: MergedRowsProps) {
  const { dispatch } = usePanel().store;
  const [opened, setOpened] = useState({ tree, rows: firstOpenOf(tree, firstLevels) });
  const open = opened.tree === tree ? opened.rows : firstOpenOf(tree, firstLevels);
  /** The row, and which of its boxes is selected. */
  const [active, setActive] = useState({ tree, row: NO_ROW, index: 0 });
  const activeRow = active.tree === tree ? active.row : NO_ROW;
  const numbers = useMemo(() => openRowsOf(tree, open), [tree, open]);
  const rows = useMemo(() => listRows(numbers), [numbers]);
  const columns = useMemo(() => [nameColumnOf(tree), ...figures], [tree, figures]);
  const current = numbers.indexOf(activeRow);
  const boxOf = (row: number): number => tree.rowAt(row).boxes[row === activeRow ? active.index : 0];

  const select = (row: number, index = 0): void => {
    setActive({ tree, row, index });
    dispatch({ type: "box-selected", box: tree.rowAt(row).boxes[index] });
  };
  const setOpen = (row: number, isOpen: boolean): void => {
    const changed = new Set(open);
    if (isOpen) changed.add(row);
    else changed.delete(row);
    setOpened({ tree, rows: changed });
  };
  const reveal = (row: number): void => dispatch({ type: "box-revealed", box: boxOf(row) });

  return (
    <section class="sandwich-part" aria-label={name}>
      <header class="sandwich-head">
        <h2>
          {name} of <bdi>{of}</bdi>
        </h2>
        <HelpNote about={name.toLowerCase()}>
          <p>{meaning}.</p>
        </HelpNote>
        {current >= 0 && (
          <BoxSteps
            count={tree.rowAt(activeRow).boxes.length}
            index={active.index}
            onStep={(index) => select(activeRow, index)}
            onReveal={() => reveal(activeRow)}
          />
        )}
      </header>
      {rows.count === 0 ? (
        <p class="types-none quiet">{emptiness}</p>
      ) : (
        <Grid
          id={id}
          role="treegrid"
          name={`${name} of ${of}`}
          columns={columns}
          rows={rows}
          current={current}
          tree={{
            levelOf: (index) => tree.rowAt(rows.at(index)).level,
            canOpen: (row) => tree.canOpen(row),
            isOpen: (row) => open.has(row),
            setOpen,
            parentOf: (index) => numbers.indexOf(tree.rowAt(rows.at(index)).parent),
          }}
          keyOf={(row) => row}
          boxOf={boxOf}
          onCurrent={(index) => select(rows.at(index))}
          onEnter={reveal}
        />
      )}
    </section>
  );
}

function nameColumnOf(tree: MergedTree): Column<number> {
  return {
    id: "name",
    head: "Box",
    meaning: "Field and type",
    width: 104,
    align: "start",
    text: (row) => tree.rowAt(row).label,
  };
}

interface BoxStepsProps {
  readonly count: number;
  readonly index: number;
  onStep(index: number): void;
  onReveal(): void;
}

/** From box to box of a row, and to the icicle. */
function BoxSteps({ count, index, onStep, onReveal }: BoxStepsProps) {
  return (
    <span class="box-steps">
      {count > 1 && (
        <>
          <span aria-live="polite">
            Box {writeCount(index + 1)} of {writeCount(count)}
          </span>
          <button
            type="button"
            class="icon-button"
            aria-label="Previous box"
            title="Previous box"
            onClick={() => onStep((index + count - 1) % count)}
          >
            <Icon name="left" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Next box"
            title="Next box"
            onClick={() => onStep((index + 1) % count)}
          >
            <Icon name="right" />
          </button>
        </>
      )}
      <button type="button" class="button small" title="Show the selected box in the icicle (Enter)" onClick={onReveal}>
        Show
      </button>
    </span>
  );
}
