import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { TypePart, TypeParts } from "../../../core/flamegraph/questions/type-parts.ts";
import { NO_BOX } from "./box.ts";
import { rowsOfParts, TypeTree } from "./type-tree.ts";
import type { TypeTable } from "./types.ts";
import { typeNameOf } from "./types.ts";

/** Stands for a figure that parts do not have together: an object of one may lie in an object of another. */
export const UNKNOWN_FIGURE = -1;

/** Types with rows for their parts below them. The columns of `table` have rows for both; its sums are those of the types. */
export interface TypedRows {
  readonly table: TypeTable;
  readonly tree: TypeTree;
  /** By row: the frame that it leads to, or NO_BOX. */
  readonly frames: Int32Array;
}

/** `found` is `null` where parts are not known. */
export function typedRowsOf(frames: FrameTable, types: TypeTable, found: TypeParts | null): TypedRows {
  const typeRows = new Map<string, number>();
  for (let row = 0; row < types.count; row++) typeRows.set(typeNameOf(frames, types, row), row);
  const parts = rowsOfParts(typeRows, found?.parts ?? [], ({ selfSize }) => selfSize, restOf);
  const objectCount = extended(types.objectCount, parts, (part) => part.objectCount);
  for (const { type, count } of found?.values ?? []) {
    const row = typeRows.get(type);
    if (row !== undefined && objectCount[row] === 0) objectCount[row] = count;
  }
  const tree = new TypeTree(types.count, parts);
  return {
    table: {
      ...types,
      count: tree.count,
      name: Uint32Array.from({ length: tree.count }, (_, row) =>
        row < types.count ? types.name[row] : types.name[parts[row - types.count].typeRow],
      ),
      frameCount: extended(types.frameCount, parts, (part) => part.frameCount),
      objectCount,
      selfSize: extended(types.selfSize, parts, (part) => part.selfSize),
      selfMaxSize: extended(types.selfMaxSize, parts, (part) => part.selfMaxSize),
      totalSize: extended(types.totalSize, parts, (part) => part.totalSize),
      totalMaxSize: extended(types.totalMaxSize, parts, (part) => part.totalMaxSize),
      largest: types.largest,
    },
    tree,
    frames: Int32Array.from({ length: tree.count }, (_, row) =>
      row < types.count ? types.largest[row] : parts[row - types.count].frame,
    ),
  };
}

export function extended<Part>(
  ofTypes: ArrayLike<number>,
  parts: readonly Part[],
  figureOf: (part: Part) => number,
): Float64Array {
  const column = new Float64Array(ofTypes.length + parts.length);
  column.set(ofTypes);
  for (let part = 0; part < parts.length; part++) column[ofTypes.length + part] = figureOf(parts[part]);
  return column;
}

function restOf(rest: readonly TypePart[]): TypePart {
  const sumOf = (figureOf: (part: TypePart) => number): number => rest.reduce((sum, part) => sum + figureOf(part), 0);
  return {
    type: rest[0].type,
    label: "",
    objectCount: sumOf((part) => part.objectCount),
    selfSize: sumOf((part) => part.selfSize),
    selfMaxSize: sumOf((part) => part.selfMaxSize),
    totalSize: UNKNOWN_FIGURE,
    totalMaxSize: UNKNOWN_FIGURE,
    frameCount: UNKNOWN_FIGURE,
    frame: NO_BOX,
  };
}
