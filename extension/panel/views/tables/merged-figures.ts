import { shareOf } from "../../frames/box.ts";
import { writeCountCell } from "../../frames/figures.ts";
import type { MergedTree } from "../../frames/merged-tree.ts";
import type { Column } from "../grid/column.ts";
import { bytesColumn, countColumn, differenceColumn, shareColumn } from "../grid/figure-columns.tsx";

/** Sizes, and their shares of `whole`. */
export function sizeFiguresOf(tree: MergedTree, sizeName: string, whole: number): readonly Column<number>[] {
  return [
    bytesColumn({ id: "size", head: sizeName, meaning: "Minimum size", width: 76 }, (row) => tree.rowAt(row).size),
    countColumn(
      {
        id: "objects",
        head: "Objects",
        meaning: "Objects in all boxes of the row",
        width: 70,
        text: (row) => writeCountCell(tree.rowAt(row).count),
      },
      (row) => tree.rowAt(row).count,
    ),
    boxesColumnOf(tree),
    shareColumn({ id: "share", head: "Share", meaning: "Part of the bytes of the type", width: 68 }, (row) =>
      shareOf(tree.rowAt(row).size, whole),
    ),
  ];
}

/** Differences, which have no whole: some are up and some are down. */
export function changeFiguresOf(tree: MergedTree, sizeName: string): readonly Column<number>[] {
  return [
    differenceColumn({ id: "size", head: sizeName, meaning: "Bytes more or less", width: 94 }, "size", (row) => ({
      before: 0,
      after: tree.rowAt(row).size,
    })),
    differenceColumn(
      { id: "objects", head: "Objects", meaning: "Objects more or less", width: 78 },
      "count",
      (row) => ({
        before: 0,
        after: tree.rowAt(row).count,
      }),
    ),
    boxesColumnOf(tree),
  ];
}

function boxesColumnOf(tree: MergedTree): Column<number> {
  return countColumn(
    { id: "boxes", head: "Paths", meaning: "Boxes in the icicle that are counted here", width: 56 },
    (row) => tree.rowAt(row).boxes.length,
  );
}
