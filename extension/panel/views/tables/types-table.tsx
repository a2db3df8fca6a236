import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { shareOf, TOP_BOX } from "../../frames/box.ts";
import { writeBytesRange, writeCount, writeCountCell, writeSize } from "../../frames/figures.ts";
import type { TypedRows } from "../../frames/typed-rows.ts";
import { UNKNOWN_FIGURE } from "../../frames/typed-rows.ts";
import { averageSizeOf } from "../../frames/types.ts";
import type { SortableColumn } from "../grid/column.ts";
import { bytesColumn, countColumn, shareColumn } from "../grid/figure-columns.tsx";
import { typeNameColumn } from "./type-grid.tsx";

/** Where types and parts do not have the figure alike. */
const UNKNOWN_TEXT = "–";

/** Columns of the types of a snapshot and of their parts. */
export function typeColumnsOf(
  frames: FrameTable,
  { table: types, tree }: TypedRows,
  focus: number,
  rankOf: Uint32Array,
): readonly SortableColumn<number>[] {
  const selfOf = (row: number): number => types.selfSize[row];
  const partOf = (row: number): number => shareOf(selfOf(row), types.wholeSize);
  const totalOf = (row: number): number => types.totalSize[row];
  const isFocused = focus !== TOP_BOX;
  const shareOfAll = shareColumn<number>(
    { id: "share", head: isFocused ? "Of all" : "Share", meaning: "Self size as a part of all roots", width: 68 },
    (row) => shareOf(selfOf(row), frames.totalSize[TOP_BOX]),
  );
  const shareOfFocus = shareColumn<number>(
    { id: "share-of-focus", head: "Of focus", meaning: "Self size as a part of the box in focus", width: 68 },
    partOf,
  );
  return [
    typeNameColumn(frames, types.name, tree, rankOf, 120),
    bytesColumn(
      {
        id: "self",
        head: "Self",
        meaning: "Minimum size of its objects, with their fields and storages",
        width: 76,
        title: (row) => writeBytesRange(selfOf(row), types.selfMaxSize[row]),
      },
      selfOf,
    ),
    ...(isFocused ? [shareOfFocus, shareOfAll] : [shareOfAll]),
    bytesColumn(
      {
        id: "total",
        head: "Total",
        meaning: "Minimum size of its objects and all inside them; an object in another of the type counts once",
        width: 76,
        text: (row) => (totalOf(row) === UNKNOWN_FIGURE ? UNKNOWN_TEXT : writeSize(totalOf(row))),
        title: (row) =>
          totalOf(row) === UNKNOWN_FIGURE ? undefined : writeBytesRange(totalOf(row), types.totalMaxSize[row]),
      },
      totalOf,
    ),
    countColumn(
      {
        id: "objects",
        head: "Objects",
        meaning: "How many there are; of strings, how many different ones",
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
        width: 78,
        text: (row) => (types.objectCount[row] > 0 ? writeSize(averageSizeOf(types, row)) : "–"),
      },
      (row) => averageSizeOf(types, row),
    ),
    countColumn(
      {
        id: "frames",
        head: "Paths",
        meaning: "Boxes in the icicle that have objects of the type",
        width: 56,
        text: (row) => (types.frameCount[row] === UNKNOWN_FIGURE ? UNKNOWN_TEXT : writeCount(types.frameCount[row])),
      },
      (row) => types.frameCount[row],
    ),
  ];
}
