import { describe, expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { KIND_FIELD, KIND_STORAGE, KIND_TYPE } from "../../../core/graph/graph.ts";
import { TOP_BOX } from "./box.ts";
import type { ColumnSort } from "./column-sort.ts";
import { chainOf, framesOf, randomFrames } from "./frames.fixture.ts";
import { matchesOf } from "./matches.fixture.ts";
import { sortedByFigure } from "./sorted-by-key.ts";
import { ranksOf, typesByName, typesCalled } from "./type-names.ts";
import { averageSizeOf, TypesPass, type TypeTable, typeNameOf } from "./types.ts";

const frames = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 16
          storage elements 100
            type Array 16
              storage elements 40
            type Object 12
              field total 8
      field (2 more) 60 merged
  root count 8
`);

function typesOf(table: FrameTable, focus = TOP_BOX, rows = Number.POSITIVE_INFINITY): TypeTable {
  const pass = new TypesPass(table, focus);
  while (!pass.advance(rows));
  return pass.finish();
}

function toText(table: FrameTable, types: TypeTable): string[] {
  return Array.from(
    { length: types.count },
    (_, row) =>
      `${typeNameOf(table, types, row)}: ${types.selfSize[row]} own, ${types.totalSize[row]} total, ${types.objectCount[row]} objects in ${types.frameCount[row]} frames, first ${types.largest[row]}`,
  );
}

describe("types", () => {
  test("have the bytes of their fields and storages; what lies in another frame of the type counts once", () => {
    const types = typesOf(frames);
    expect(toText(frames, types)).toEqual([
      "Object: 36 own, 268 total, 2 objects in 2 frames, first 2",
      "Array: 172 own, 192 total, 2 objects in 2 frames, first 4",
    ]);
    /* "(2 more)", and the value of a root. */
    expect(types).toMatchObject({ otherSize: 68, wholeSize: 276 });
  });

  test("inside a focus: what belongs to an object outside is none of them", () => {
    const types = typesOf(frames, 3);
    expect(toText(frames, types)).toEqual([
      "Array: 172 own, 192 total, 2 objects in 2 frames, first 4",
      "Object: 20 own, 20 total, 1 objects in 1 frames, first 8",
    ]);
    expect(types).toMatchObject({ otherSize: 4, wholeSize: 196 });
  });

  test("a table without frames has none", () => {
    expect(typesOf(framesOf("root a 0")).count).toBe(0);
  });

  test("a chain of thirty thousand links takes no stack", () => {
    const types = typesOf(chainOf(30_000));
    expect(types).toMatchObject({ count: 1, otherSize: 4 });
    expect(types.frameCount[0]).toBe(30_000);
  });

  test("are those of a naive search, in steps of any size, and sum up to the whole", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const table = randomFrames(seed, 400);
      for (const focus of [TOP_BOX, 1, seed % table.count]) {
        const types = typesOf(table, focus);
        expect(typesOf(table, focus, 1 + (seed % 7))).toEqual(types);
        const found = new Map<string, number[]>();
        for (let row = 0; row < types.count; row++) {
          found.set(typeNameOf(table, types, row), [types.selfSize[row]!, types.totalSize[row]!]);
        }
        expect(found).toEqual(naiveTypes(table, focus));
        const own = types.selfSize.reduce((sum, size) => sum + size, 0);
        expect(own + types.otherSize).toBe(types.wholeSize);
      }
    }
  });
});

/** By type: own and total bytes. */
function naiveTypes(table: FrameTable, focus: number): Map<string, number[]> {
  const found = new Map<string, number[]>();
  const nameOf = (frame: number): string => table.names[table.name[frame]!]!;
  const typeOf = (frame: number): number => {
    let at = frame;
    while (at >= focus && (table.kind[at] === KIND_FIELD || table.kind[at] === KIND_STORAGE)) at = table.parent[at]!;
    return at >= focus && table.kind[at] === KIND_TYPE ? at : -1;
  };
  const add = (frame: number, column: number, size: number): void => {
    const sizes = found.get(nameOf(frame)) ?? [0, 0];
    sizes[column]! += size;
    found.set(nameOf(frame), sizes);
  };
  for (let frame = focus; frame < table.subtreeEnd[focus]!; frame++) {
    const type = typeOf(frame);
    if (type !== -1) add(type, 0, table.selfSize[frame]!);
    if (table.kind[frame] !== KIND_TYPE) continue;
    let isInside = false;
    for (let at = table.parent[frame]!; at >= focus; at = table.parent[at]!) {
      if (table.kind[at] === KIND_TYPE && nameOf(at) === nameOf(frame)) isInside = true;
    }
    add(frame, 1, isInside ? 0 : table.totalSize[frame]!);
  }
  return found;
}

describe("a table of types", () => {
  const types = typesOf(frames);
  const order = typesByName(frames.names, types.name);
  const ranks = ranksOf(order);
  const figures = {
    name: (row: number) => ranks[row]!,
    self: (row: number) => types.selfSize[row]!,
    total: (row: number) => types.totalSize[row]!,
    objects: (row: number) => types.objectCount[row]!,
    average: (row: number) => averageSizeOf(types, row),
  };
  const namesBy = ({ column, direction }: ColumnSort<keyof typeof figures>, query = ""): string[] => {
    const rows = typesCalled(types.name, order, matchesOf(frames, query).types);
    return Array.from(sortedByFigure(rows, figures[column], direction), (row) => typeNameOf(frames, types, row));
  };

  test("is sorted by each column, both ways", () => {
    expect(namesBy({ column: "name", direction: "ascending" })).toEqual(["Array", "Object"]);
    expect(namesBy({ column: "name", direction: "descending" })).toEqual(["Object", "Array"]);
    expect(namesBy({ column: "self", direction: "descending" })).toEqual(["Array", "Object"]);
    expect(namesBy({ column: "total", direction: "descending" })).toEqual(["Object", "Array"]);
    expect(namesBy({ column: "average", direction: "ascending" })).toEqual(["Object", "Array"]);
    /* Equal ones from A to Z. */
    expect(namesBy({ column: "objects", direction: "descending" })).toEqual(["Array", "Object"]);
  });

  test("is filtered by a part of the name", () => {
    expect(namesBy({ column: "name", direction: "ascending" }, "ARR")).toEqual(["Array"]);
    expect(namesBy({ column: "name", direction: "ascending" }, "x")).toEqual([]);
  });
});
