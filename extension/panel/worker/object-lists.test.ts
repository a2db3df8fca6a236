import { describe, expect, test } from "vitest";
import { type FrameTable, frameNameOf, framePathOf } from "../../../core/flamegraph/frame-table.ts";
import { keyTextOf } from "../../../core/flamegraph/questions/object-keys.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { KIND_FIELD, KIND_ROOT, KIND_TYPE } from "../../../core/graph/graph.ts";
import { takeSnapshot } from "../../../core/index.ts";
import { Deriver } from "./derive.ts";
import type { Derivation, ObjectList, ObjectQuery, ObjectRow, ObjectTarget } from "./frame-api.ts";

class User {
  readonly name: string;
  readonly rows: unknown;
  constructor(name: string, rows: unknown = null) {
    this.name = name;
    this.rows = rows;
  }
}

const big = { rows: new Array(1000).fill(null) };
const shared = { at: "both" };
let links: unknown = null;
for (let i = 0; i < 50; i++) links = { next: links };

const roots = {
  app: {
    sessions: new Map<string, unknown>([
      ["one", { n: 1 }],
      ["two", big],
      ["three", 3],
      ["four", 1.5],
    ]),
    byUser: new Map([
      [new User("ann", [1, 2, 3]), true],
      [new User("bob"), false],
    ]),
    tags: new Set([{ tag: 1 }, { tag: 2 }]),
    items: [{ a: 1 }, 7, { a: 2 }],
    users: [new User("cy"), new User("dee", new Array(500).fill(null))],
    names: Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`key ${i}`, { i }])),
    left: { shared },
    right: { shared },
    links,
    lists: [[{ x: 1 }], [{ x: 2 }, { x: 3 }]],
    counts: [1, 2, 3],
  },
};
const plain: Derivation = { sharing: "owner", names: "original", transforms: [], scope: "all" };

function opened(derivation = plain, measured: Record<string, unknown> = roots) {
  const deriver = new Deriver();
  const bytes = takeSnapshot({ layout: "chrome", roots: measured }).encode();
  const { frames } = deriver.openSnapshot(1, bytes, derivation, "merged");
  const find = (target: ObjectTarget, query: Partial<ObjectQuery> = {}): ObjectList =>
    deriver.findObjects(1, derivation, { ...LARGEST_FIRST, target, ...query });
  const rowsOf = ({ list, shownCount }: ObjectList): readonly ObjectRow[] =>
    deriver.readObjects(1, list ?? -1, 0, shownCount) ?? [];
  return { deriver, frames, find, rowsOf, at: (path: string) => frameAt(frames, path) };
}

const LARGEST_FIRST = {
  contents: "usual",
  sort: { column: "retained", direction: "descending" },
  bucket: null,
  text: "",
  found: null,
} as const;

function frameAt(frames: FrameTable, path: string): ObjectTarget {
  for (let frame = 0; frame < frames.count; frame++) {
    const names = framePathOf(frames, frame).map((at) => frameNameOf(frames, at));
    if (names.join(";") === path) return { of: "frame", frame };
  }
  throw new Error(`no frame ${path}`);
}

/** `key type`, row by row. */
function written(rows: readonly ObjectRow[]): string[] {
  return rows.map(({ key, type }) => `${keyTextOf(key) || `#${key.index}`} ${type || "(primitive)"}`);
}

function listedAt(path: string, query: Partial<ObjectQuery> = {}) {
  const { find, rowsOf, at } = opened();
  const list = find(at(path), query);
  return { ...list, rows: written(rowsOf(list)) };
}

describe("entries", () => {
  test("of one Map, the largest first, primitives too", () => {
    expect(listedAt("app;Object;sessions;Map")).toMatchObject({
      of: "entries",
      objectCount: 1,
      count: 4,
      rows: ["#1 Object", "#0 Object", "#3 (primitive)", "#2 (primitive)"],
    });
  });

  test("of a Map by objects: a key that only the Map holds counts where its value is a primitive", () => {
    const { find, rowsOf, at } = opened();
    const rows = rowsOf(find(at("app;Object;byUser;Map")));
    expect(written(rows)).toEqual(["User (primitive)", "User (primitive)"]);
    expect(rows[0]!.size).toBeGreaterThan(rows[1]!.size);
    expect(rows.every(({ node, cell, references }) => node === -1 && cell > 0 && references === 0)).toBe(true);
  });

  test("of a Set, an array and a dictionary", () => {
    expect(listedAt("app;Object;tags;Set").rows.toSorted()).toEqual(["#0 Object", "#1 Object"]);
    expect(listedAt("app;Object;items;Array", { sort: { column: "key", direction: "ascending" } }).rows).toEqual([
      "[0] Object",
      "[1] (primitive)",
      "[2] Object",
    ]);
    expect(listedAt("app;Object;names;Object")).toMatchObject({ of: "entries", count: 80 });
  });

  test("of several containers, on demand alone", () => {
    const lists = "app;Object;lists;Array;elements;Array";
    expect(listedAt(lists)).toMatchObject({ of: "objects", objectCount: 2, containerCount: 2, count: 2 });
    expect(listedAt(lists, { contents: "entries" })).toMatchObject({ of: "entries", count: 3 });
    expect(listedAt("app;Object;lists;Array", { contents: "objects" })).toMatchObject({ of: "objects", count: 1 });
  });

  test("small integers alone have no cells: the array is listed", () => {
    expect(listedAt("app;Object;counts;Array")).toMatchObject({ of: "objects", rows: ["counts Array"] });
  });

  test("a plain object has none", () => {
    expect(listedAt("app;Object", { contents: "entries" })).toMatchObject({
      of: "objects",
      count: 1,
      rows: ["app Object"],
    });
  });
});

describe("objects", () => {
  test("of a type frame, with the key by which their owner has them", () => {
    expect(listedAt("app;Object;users;Array;elements;User").rows).toEqual(["[1] User", "[0] User"]);
  });

  test("of a field or a storage: those of the types nearest below", () => {
    expect(listedAt("app;Object;users;Array;elements").rows).toEqual(["[1] User", "[0] User"]);
    expect(listedAt("app;Object;sessions").rows).toHaveLength(4);
    expect(listedAt("app").rows).toEqual(["app Object"]);
    expect(listedAt("").rows).toEqual(["app Object"]);
  });

  test("of what is shared: by the first that refers to it", () => {
    expect(listedAt("app;Object;(shared);Object").rows).toEqual(["shared Object"]);
    const rows = opened({ ...plain, sharing: "root" });
    expect(written(rows.rowsOf(rows.find(rows.at("(shared);Object"))))).toEqual(["shared Object"]);
  });

  test("of a list that is folded: all links", () => {
    const { find, rowsOf, at } = opened();
    const rows = rowsOf(find(at("app;Object;links;Object;next;Object")));
    expect(rows).toHaveLength(49);
    expect(new Set(written(rows))).toEqual(new Set(["next Object"]));
    expect(rows[0]!.size - rows[1]!.size).toBe(rows[0]!.selfSize);
  });

  test("of a type by name, wherever they are", () => {
    const { find, rowsOf } = opened();
    const list = find({ of: "type", name: "User" });
    expect(list).toMatchObject({ of: "objects", count: 4 });
    expect(written(rowsOf(list)).toSorted()).toEqual(["#0 User", "#1 User", "[0] User", "[1] User"]);
  });

  test("after transforms: of frames that they have left", () => {
    const focus: Transform = {
      type: "focus",
      box: {
        steps: [
          { name: "app", kind: KIND_ROOT },
          { name: "Object", kind: KIND_TYPE },
          { name: "users", kind: KIND_FIELD },
        ],
        type: null,
      },
    };
    const { find, rowsOf, at } = opened({ ...plain, transforms: [focus] });
    expect(written(rowsOf(find(at("app;Object;users;Array;elements;User"))))).toEqual(["[1] User", "[0] User"]);
    const merged = opened({ ...plain, transforms: [{ type: "only-type", name: "User" }] });
    expect(merged.find(merged.at("User;rows"))).toMatchObject({ list: null, count: 0 });
  });

  test("bottom-up: of the types at the top", () => {
    const { find, at } = opened({ ...plain, transforms: [{ type: "invert" }] });
    expect(find(at("User"))).toMatchObject({ of: "objects", count: 4 });
    expect(find(at("User;elements"))).toMatchObject({ list: null });
  });
});

describe("figures", () => {
  test("median and largest, and rows by powers of two", () => {
    const { find, rowsOf, at } = opened();
    const { statistics, ...list } = find(at("app;Object;sessions;Map"));
    const sizes = rowsOf({ ...list, statistics }).map(({ size }) => size);
    expect(statistics.largest).toBe(Math.max(...sizes));
    expect(statistics.median).toBe((sizes[1]! + sizes[2]!) / 2);
    expect(statistics.counts.reduce((sum, count) => sum + count)).toBe(4);
    expect(statistics.counts[Math.floor(Math.log2(sizes[0]!))]).toBe(1);
  });

  test("a column of the histogram and a text filter the rows, in any order", () => {
    const { find, rowsOf, at } = opened();
    const map = at("app;Object;sessions;Map");
    const { statistics } = find(map);
    const bucket = statistics.counts.length - 1;
    const largest = find(map, { bucket });
    expect(largest).toMatchObject({ count: 4, shownCount: 1 });
    expect(written(rowsOf(largest))).toEqual(["#1 Object"]);
    expect(find(map, { text: "OBJ" }).shownCount).toBe(2);
    expect(written(rowsOf(find(map, { text: "obj", found: Int32Array.of(2) })))).toHaveLength(3);
    const ascending = find(map, { sort: { column: "retained", direction: "ascending" } });
    expect(written(rowsOf(ascending)).at(-1)).toBe("#1 Object");
  });

  test("by references and by self size", () => {
    const { find, rowsOf } = opened();
    const all = { of: "type", name: "Object" } as const;
    const byReferences = rowsOf(find(all, { sort: { column: "references", direction: "descending" } }));
    expect(byReferences[0]).toMatchObject({ references: 2, key: { text: "shared" } });
    const bySelf = rowsOf(find(all, { sort: { column: "self", direction: "descending" } }));
    expect(bySelf[0]!.selfSize).toBeGreaterThanOrEqual(bySelf.at(-1)!.selfSize);
  });

  test("of a type with a shape", () => {
    const { find } = opened();
    const all = find({ of: "type", name: "Object" });
    const none = find({ of: "type", name: "Object", shape: "{nothing, like, this}" });
    expect(none.count).toBe(0);
    const labels = new Set<string>();
    const { after } = opened().deriver.findTypeParts(1, plain, 0);
    let sum = 0;
    for (const { type, label, objectCount } of after?.parts ?? []) {
      if (type !== "Object") continue;
      labels.add(label);
      expect(find({ of: "type", name: "Object", shape: label }).count).toBe(objectCount);
      sum += objectCount;
    }
    expect(labels.size).toBeGreaterThan(1);
    expect(sum).toBe(all.count);
  });

  test("another list takes the place of the last one", () => {
    const { deriver, find, at } = opened();
    const { list } = find(at("app"));
    find(at(""));
    expect(deriver.readObjects(1, list!, 0, 10)).toBeNull();
  });
});

test("a list of 1,000,000 objects, read from both ends", () => {
  const items = Array.from({ length: 1_000_000 }, (_, i) => ({ i }));
  const { deriver, find, at } = opened(plain, { items });
  const { list, count, statistics } = find(at("items;Array"));
  expect(count).toBe(1_000_000);
  expect(statistics.counts.reduce((sum, rows) => sum + rows)).toBe(1_000_000);
  expect(written(deriver.readObjects(1, list!, 0, 2)!)).toEqual(["[0] Object", "[1] Object"]);
  expect(written(deriver.readObjects(1, list!, 999_998, 50)!)).toEqual(["[999998] Object", "[999999] Object"]);
});
