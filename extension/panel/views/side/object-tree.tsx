import { useMemo } from "preact/hooks";
import type { FrameChanges } from "../../../../core/flamegraph/diff.ts";
import type { Arrangement } from "../../frames/arrangement.ts";
import { hasChildren, shareOf, TOP_BOX } from "../../frames/box.ts";
import { treeRowsOf } from "../../frames/tree-rows.ts";
import type { Look } from "../../icicle/box-style.ts";
import type { Snapshot } from "../../store/state.ts";
import type { Column } from "../grid/column.ts";
import { BarCell } from "../grid/figure-columns.tsx";
import { Grid } from "../grid/grid.tsx";
import { useBoxTree } from "../grid/use-box-rows.ts";
import { usePanel } from "../parts/panel-context.ts";
import { useArrangement } from "../parts/use-arrangement.ts";
import { useLook } from "../parts/use-box-style.ts";
import "./object-tree.css";

interface ObjectTreeProps {
  readonly snapshot: Snapshot;
  /** Otherwise a screen reader finds it, and it comes into view when the keyboard focus is in it. */
  readonly isInView?: boolean;
}

/** The accessible twin of the icicle: the same boxes, names and selection, as rows. */
export function ObjectTree({ snapshot, isInView = true }: ObjectTreeProps) {
  const { dispatch } = usePanel().store;
  const { frames, changes } = snapshot.derived;
  const { expanded } = snapshot;
  const arrangement = useArrangement(snapshot);
  const look = useLook(snapshot, arrangement);
  const rows = useMemo(() => treeRowsOf(arrangement, expanded), [arrangement, expanded]);
  const columns = useMemo(() => columnsOf(changes, arrangement, look), [changes, arrangement, look]);
  const boxes = useBoxTree(snapshot, rows, (box) => hasChildren(frames, box));
  return (
    <div class={isInView ? "tree-pane" : "tree-pane twin"}>
      <Grid
        {...boxes}
        id="object-tree"
        role="tree"
        name="Object tree"
        columns={columns}
        onEnter={(box) => dispatch({ type: "box-focused", box })}
        onBack={() => dispatch({ type: "focus-undone" })}
      />
    </div>
  );
}

function columnsOf(changes: FrameChanges | null, { totals }: Arrangement, look: Look): readonly Column<number>[] {
  const partOf = (box: number): number => shareOf(totals[box], totals[TOP_BOX]);
  return [
    {
      id: "name",
      head: "Name",
      meaning: "The boxes of the icicle as rows",
      width: 92,
      align: "start",
      text: (box) => look.labelOf(box),
    },
    {
      id: "figure",
      head: look.heads.figure,
      meaning: "Of the box and all inside it",
      width: 80,
      align: "end",
      text: (box) => look.figureOf(box),
      cell: (box) => look.cellOf(box),
    },
    {
      id: "relation",
      head: look.heads.relation,
      meaning: changes === null ? "Part of the whole" : "Of the size before",
      width: changes === null ? 64 : 74,
      align: "end",
      text: (box) => look.relationOf(box),
      ...(changes === null && { cell: (box) => <BarCell part={partOf(box)} text={look.relationOf(box)} /> }),
    },
  ];
}
