import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import type { BeforeAfter } from "../../frames/change.ts";
import { objectsOfTypeChange, sizesOfTypeChange } from "../../frames/type-changes.ts";
import type { TypedChanges } from "../../frames/typed-changes.ts";
import type { SortableColumn } from "../grid/column.ts";
import { bytesColumn, countColumn, differenceColumn } from "../grid/figure-columns.tsx";
import { typeNameColumn } from "./type-grid.tsx";

/** Columns of the types of a diff and of their parts: the differences, then both sides. */
export function typeChangeColumnsOf(
  frames: FrameTable,
  { table: types, tree }: TypedChanges,
  rankOf: Uint32Array,
): readonly SortableColumn<number>[] {
  const objectsOf = (row: number): BeforeAfter => objectsOfTypeChange(types, row);
  const sizesOf = (row: number): BeforeAfter => sizesOfTypeChange(types, row);
  const sides = [
    { side: "before", group: "Before", snapshot: "first" },
    { side: "after", group: "After", snapshot: "second" },
  ] as const;
  return [
    typeNameColumn(frames, types.name, tree, rankOf, 112),
    differenceColumn(
      { id: "objects", head: "Objects", group: "Delta", meaning: "Objects more or less", width: 78 },
      "count",
      objectsOf,
    ),
    differenceColumn(
      {
        id: "size",
        head: "Bytes",
        group: "Delta",
        meaning: "Minimum size more or less, of its objects, with their fields and storages",
        width: 94,
      },
      "size",
      sizesOf,
    ),
    ...sides.flatMap(({ side, group, snapshot: which }) => [
      countColumn<number>(
        {
          id: `objects-${side}`,
          head: "Objects",
          group,
          meaning: `Objects in the ${which} snapshot`,
          width: 68,
        },
        (row) => objectsOf(row)[side],
      ),
      bytesColumn<number>(
        { id: `size-${side}`, head: "Bytes", group, meaning: `Self size in the ${which} snapshot`, width: 76 },
        (row) => sizesOf(row)[side],
      ),
    ]),
  ];
}
