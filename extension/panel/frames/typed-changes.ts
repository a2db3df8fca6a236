import type { DiffScope } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { TypePart, TypeParts } from "../../../core/flamegraph/questions/type-parts.ts";
import { NO_BOX } from "./box.ts";
import { isInScope, type TypeChanges } from "./type-changes.ts";
import { rowsOfParts, TypeTree } from "./type-tree.ts";
import { extended } from "./typed-rows.ts";

/** Types of a diff with rows for their parts below them, as in `TypedRows`. */
export interface TypedChanges {
  readonly table: TypeChanges;
  readonly tree: TypeTree;
  /** By row: the frame that it leads to, or NO_BOX. */
  readonly frames: Int32Array;
}

/** Objects that have a label in common, on both sides. */
interface PartChange {
  readonly type: string;
  readonly label: string;
  readonly beforeObjects: number;
  readonly afterObjects: number;
  readonly beforeSize: number;
  readonly afterSize: number;
  readonly frame: number;
}

/** Both sides of a comparison that the worker was asked about. */
export interface PartSides {
  readonly before: TypeParts | null;
  readonly after: TypeParts | null;
}

/** Only parts that changed have a row; of growth alone, those that grew, and of what shrank those that did. Parts are known if both sides are. */
export function typedChangesOf(
  frames: FrameTable,
  types: TypeChanges,
  sides: PartSides | null,
  scope: DiffScope,
): TypedChanges {
  const typeRows = new Map<string, number>();
  for (let row = 0; row < types.count; row++) typeRows.set(frames.names[types.name[row]], row);
  const before = sides?.before ?? null;
  const after = sides?.after ?? null;
  const changed = before === null || after === null ? [] : changesOf(before.parts, after.parts, scope);
  const parts = rowsOfParts(typeRows, changed, weightOf, restOf);
  const beforeObjects = extended(types.beforeObjects, parts, (part) => part.beforeObjects);
  const afterObjects = extended(types.afterObjects, parts, (part) => part.afterObjects);
  if (before !== null && after !== null) {
    const were = new Map(before.values.map(({ type, count }) => [type, count]));
    const are = new Map(after.values.map(({ type, count }) => [type, count]));
    for (const type of new Set([...were.keys(), ...are.keys()])) {
      const row = typeRows.get(type);
      const countBefore = were.get(type) ?? 0;
      const countAfter = are.get(type) ?? 0;
      if (row === undefined || !isInScope(scope, countBefore, countAfter)) continue;
      /* Frames do not count what is no object. */
      beforeObjects[row] += countBefore;
      afterObjects[row] += countAfter;
    }
  }
  const tree = new TypeTree(types.count, parts);
  return {
    table: {
      ...types,
      count: tree.count,
      name: Uint32Array.from({ length: tree.count }, (_, row) =>
        row < types.count ? types.name[row] : types.name[parts[row - types.count].typeRow],
      ),
      beforeObjects,
      afterObjects,
      beforeSize: extended(types.beforeSize, parts, (part) => part.beforeSize),
      afterSize: extended(types.afterSize, parts, (part) => part.afterSize),
    },
    tree,
    frames: Int32Array.from({ length: tree.count }, (_, row) =>
      row < types.count ? types.mostChanged[row] : parts[row - types.count].frame,
    ),
  };
}

function changesOf(before: readonly TypePart[], after: readonly TypePart[], scope: DiffScope): readonly PartChange[] {
  const byKey = new Map<string, PartChange>();
  for (const { type, label, objectCount, selfSize, frame } of before) {
    byKey.set(keyOf(type, label), {
      type,
      label,
      beforeObjects: objectCount,
      afterObjects: 0,
      beforeSize: selfSize,
      afterSize: 0,
      frame,
    });
  }
  for (const { type, label, objectCount, selfSize, frame } of after) {
    const key = keyOf(type, label);
    const gone = byKey.get(key);
    byKey.set(key, {
      type,
      label,
      beforeObjects: gone?.beforeObjects ?? 0,
      afterObjects: objectCount,
      beforeSize: gone?.beforeSize ?? 0,
      afterSize: selfSize,
      frame: frame === NO_BOX ? (gone?.frame ?? NO_BOX) : frame,
    });
  }
  return [...byKey.values()].filter((part) => isListed(part, scope));
}

function keyOf(type: string, label: string): string {
  return `${label} ${type}`;
}

function isListed({ beforeObjects, afterObjects, beforeSize, afterSize }: PartChange, scope: DiffScope): boolean {
  if (scope === "all") return beforeObjects !== afterObjects || beforeSize !== afterSize;
  return beforeSize !== afterSize && isInScope(scope, beforeSize, afterSize);
}

function weightOf({ beforeSize, afterSize }: PartChange): number {
  return Math.abs(afterSize - beforeSize);
}

function restOf(rest: readonly PartChange[]): PartChange {
  const sumOf = (figureOf: (part: PartChange) => number): number => rest.reduce((sum, part) => sum + figureOf(part), 0);
  return {
    type: rest[0].type,
    label: "",
    beforeObjects: sumOf((part) => part.beforeObjects),
    afterObjects: sumOf((part) => part.afterObjects),
    beforeSize: sumOf((part) => part.beforeSize),
    afterSize: sumOf((part) => part.afterSize),
    frame: NO_BOX,
  };
}
