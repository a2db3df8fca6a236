import { describe, expect, test } from "vitest";
import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import { diffFrames } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { TypePart, TypeParts } from "../../../core/flamegraph/questions/type-parts.ts";
import { NO_BOX, TOP_BOX } from "./box.ts";
import { framesOf } from "./frames.fixture.ts";
import { type TypeChanges, TypeChangesPass } from "./type-changes.ts";
import { typedChangesOf } from "./typed-changes.ts";
import { type TypedRows, typedRowsOf, UNKNOWN_FIGURE } from "./typed-rows.ts";
import { TypesPass, type TypeTable } from "./types.ts";

const frames = framesOf(`
  root store 0
    type Object 60
      field name 4
        type string 40
`);

/** Frames of a graph count objects alone; the outline counts all. */
function withoutStrings(table: FrameTable, names: Uint32Array, counts: Float64Array): Float64Array {
  return counts.map((count, row) => (table.names[names[row]!] === "string" ? 0 : count));
}

function typesOf(table: FrameTable): TypeTable {
  const pass = new TypesPass(table, TOP_BOX);
  while (!pass.advance(100));
  const types = pass.finish();
  return { ...types, objectCount: withoutStrings(table, types.name, types.objectCount) };
}

function partOf(label: string, selfSize: number, objectCount = 1): TypePart {
  const rest = { selfMaxSize: selfSize, totalSize: selfSize, totalMaxSize: selfSize, frameCount: 1, frame: 2 };
  return { type: "Object", label, objectCount, selfSize, ...rest };
}

const partsOf = (...parts: TypePart[]): TypeParts => ({ parts, values: [{ type: "string", count: 3 }] });

function linesOf({ table, tree }: TypedRows): string[] {
  return Array.from({ length: table.count }, (_, row) => {
    const name = tree.labelOf(row) ?? frames.names[table.name[row]!];
    return `${tree.typeOf(row) < 0 ? "" : "  "}${name}: ${table.objectCount[row]} objects, ${table.selfSize[row]}`;
  });
}

describe("types with their parts", () => {
  test("stand above them, largest part first; values that are no objects are counted", () => {
    const typed = typedRowsOf(frames, typesOf(frames), partsOf(partOf("{a}", 20), partOf("{b, c}", 40, 2)));
    expect(linesOf(typed)).toEqual([
      "Object: 1 objects, 64",
      "string: 3 objects, 40",
      "  {b, c}: 2 objects, 40",
      "  {a}: 1 objects, 20",
    ]);
    expect([...typed.tree.partsOf(0)]).toEqual([2, 3]);
    expect(typed.tree.partCalled(0, "{a}")).toBe(3);
    expect(typed.tree.partCalled(1, "{a}")).toBe(-1);
    expect(typed.frames[3]).toBe(2);
  });

  test("have one row for all parts past the first forty", () => {
    const many = Array.from({ length: 100 }, (_, i) => partOf(`{k${i}}`, 1000 - i));
    const { tree, table, frames: leadsTo } = typedRowsOf(frames, typesOf(frames), partsOf(...many));
    const rows = [...tree.partsOf(0)];
    expect(rows).toHaveLength(41);
    const rest = rows.at(-1)!;
    expect(tree.labelOf(rest)).toBe("(60 more shapes)");
    expect(tree.isRest(rest)).toBe(true);
    expect(table.objectCount[rest]).toBe(60);
    expect(table.selfSize[rest]).toBe(60 * 1000 - (40 + 99) * 30);
    expect(table.totalSize[rest]).toBe(UNKNOWN_FIGURE);
    expect(leadsTo[rest]).toBe(NO_BOX);
    /* One more part is shown itself. */
    expect(typedRowsOf(frames, typesOf(frames), partsOf(...many.slice(0, 41))).tree.partsOf(0)).toHaveLength(41);
  });

  test("are the types alone while parts are not known; parts of types that are not there have no row", () => {
    expect(typedRowsOf(frames, typesOf(frames), null).table.count).toBe(2);
    const stray = partsOf({ ...partOf("{a}", 20), type: "Elsewhere" });
    expect(typedRowsOf(frames, typesOf(frames), stray).table.count).toBe(2);
  });
});

describe("types of a comparison with their parts", () => {
  const diff = diffFrames([frames, frames], "all");

  function changesOf(changes: FrameChanges): TypeChanges {
    const pass = new TypeChangesPass(diff.frames, changes, "all", TOP_BOX);
    while (!pass.advance(100));
    const types = pass.finish();
    return {
      ...types,
      beforeObjects: withoutStrings(diff.frames, types.name, types.beforeObjects),
      afterObjects: withoutStrings(diff.frames, types.name, types.afterObjects),
    };
  }

  function changedParts(before: TypeParts | null, after: TypeParts | null, scope: "all" | "growth"): string[] {
    const { table, tree } = typedChangesOf(diff.frames, changesOf(diff.changes), { before, after }, scope);
    return Array.from({ length: tree.count - tree.typeCount }, (_, part) => {
      const row = tree.typeCount + part;
      const size = `${table.beforeSize[row]} → ${table.afterSize[row]}`;
      return `${tree.labelOf(row)}: ${table.beforeObjects[row]} → ${table.afterObjects[row]}, ${size}`;
    });
  }

  const before = partsOf(partOf("{same}", 20), partOf("{gone}", 30), partOf("{grown}", 40));
  const after = partsOf(partOf("{same}", 20), partOf("{grown}", 90, 3), partOf("{new}", 10));

  test("list those that changed, most first", () => {
    expect(changedParts(before, after, "all")).toEqual([
      "{grown}: 1 → 3, 40 → 90",
      "{gone}: 1 → 0, 30 → 0",
      "{new}: 0 → 1, 0 → 10",
    ]);
  });

  test("of growth those that grew", () => {
    expect(changedParts(before, after, "growth")).toEqual(["{grown}: 1 → 3, 40 → 90", "{new}: 0 → 1, 0 → 10"]);
  });

  test("list none if one side is not known: all of the other would be new or gone", () => {
    expect(changedParts(null, after, "all")).toEqual([]);
    expect(changedParts(before, null, "all")).toEqual([]);
  });

  test("count strings on both sides", () => {
    const more = { ...after, values: [{ type: "string", count: 5 }] };
    const { table } = typedChangesOf(diff.frames, changesOf(diff.changes), { before, after: more }, "all");
    const row = [...table.name].findIndex((name) => diff.frames.names[name] === "string");
    expect([table.beforeObjects[row], table.afterObjects[row]]).toEqual([3, 5]);
  });
});
