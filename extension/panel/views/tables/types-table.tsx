import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { shareOf } from "../../frames/box.ts";
import { writeBytesRange, writeCountCell, writeShare, writeSize } from "../../frames/figures.ts";
import type { TypeTable } from "../../frames/types.ts";
import { averageSizeOf } from "../../frames/types.ts";
import type { SortableColumn } from "../grid/column.ts";
import { BarCell, bytesColumn, countColumn } from "../grid/figure-columns.tsx";
import { typeNameColumn } from "./type-grid.tsx";

/** Columns of the types of a snapshot, whose rows are those of `types`. */
export function typeColumnsOf(
  frames: FrameTable,
  types: TypeTable,
  rankOf: Uint32Array,
): readonly SortableColumn<number>[] {
  const selfOf = (row: number): number => types.selfSize[row];
  const partOf = (row: number): number => shareOf(selfOf(row), types.wholeSize);
  const totalOf = (row: number): number => types.totalSize[row];
  return [
    typeNameColumn(frames, types.largest, rankOf, 120),
    bytesColumn(
      {
        id: "self",
        head: "Self",
        meaning: "Minimum size of its objects, with their fields and storages",
        width: 80,
        title: (row) => `${writeBytesRange(selfOf(row), types.selfMaxSize[row])}, ${writeShare(partOf(row))} of all`,
        cell: (row) => <BarCell part={partOf(row)} text={writeSize(selfOf(row))} />,
      },
      selfOf,
    ),
    bytesColumn(
      {
        id: "total",
        head: "Total",
        meaning: "Minimum size of its objects and all inside them; an object in another of the type counts once",
        width: 76,
        title: (row) => writeBytesRange(totalOf(row), types.totalMaxSize[row]),
      },
      totalOf,
    ),
    countColumn(
      {
        id: "objects",
        head: "Objects",
        meaning: "How many there are",
        width: 68,
        text: (row) => writeCountCell(types.objectCount[row]),
      },
      (row) => types.objectCount[row],
    ),
    bytesColumn(
      {
        id: "average",
        head: "Average",
        meaning: "Self size of one object",
        width: 68,
        text: (row) => (types.objectCount[row] > 0 ? writeSize(averageSizeOf(types, row)) : "–"),
      },
      (row) => averageSizeOf(types, row),
    ),
    countColumn(
      { id: "frames", head: "Paths", meaning: "Boxes in the icicle that have objects of the type", width: 56 },
      (row) => types.frameCount[row],
    ),
  ];
}
