import { describe, expect, test } from "vitest";
import { totalsOf } from "../../graph/totals.ts";
import { takeSnapshot } from "../../snapshot/take-snapshot.ts";
import { frameNameOf, framePathOf } from "../frame-table.ts";
import { nodeFramesOfGraph } from "../frames-of-graph.ts";
import { randomFrom } from "../graph.fixture.ts";
import { ownersOf, type SharingPolicy } from "../owners/sharing-policy.ts";
import { type WasteKind, wasteOf } from "./waste.ts";

/** Waste of one kind, as `path × count: least – most`. */
function wasteIn(roots: Record<string, unknown>, kind: WasteKind, policy: SharingPolicy = "owner"): string[] {
  const { graph } = takeSnapshot({ layout: "chrome", roots });
  const nodeFrames = nodeFramesOfGraph(graph, ownersOf(graph, policy));
  return wasteOf(graph, nodeFrames)
    .filter((row) => row.kind === kind)
    .map(({ frame, size, maxSize, count, references }) => {
      const path = framePathOf(nodeFrames.frames, frame).map((at) => frameNameOf(nodeFrames.frames, at));
      const referred = references === 0 ? "" : ` (${references} references)`;
      return `${path.join(";")} × ${count}${referred}: ${size} – ${maxSize}`;
    })
    .toSorted();
}

describe("empty collections", () => {
  test("arrays, Maps, Sets and plain objects, with all that they take", () => {
    const rows = wasteIn(
      { app: { lists: [[], [], [1]], map: new Map(), set: new Set(), bag: {}, none: Object.create(null) } },
      "empty-collections",
    ).map((row) => row.replace(/ – \d+$/, ""));
    expect(rows).toEqual([
      "app;Object;bag;Object × 1: 28",
      "app;Object;lists;Array;elements;Array × 2: 32",
      "app;Object;map;Map × 1: 92",
      "app;Object;none;[Object: null prototype] × 1: 12",
      "app;Object;set;Set × 1: 76",
    ]);
  });

  test("what holds anything is none, nor is what cannot be looked into", () => {
    class Point {}
    const held = {
      list: [undefined],
      holey: new Array(5),
      map: new Map([[1, 1]]),
      set: new Set([1]),
      weak: new WeakMap(),
      bag: { a: 1 },
      indexed: { 3: 1 },
      point: new Point(),
      text: "",
      call: () => {},
    };
    expect(wasteIn(held, "empty-collections")).toEqual([]);
  });

  test("classes of the page that are named as those of the engine are no collections", () => {
    const named = (name: string) => Object.defineProperty(class {}, "name", { value: name });
    for (const name of ["Array", "Object", "[Object: null prototype]"]) {
      const Named = named(name);
      expect(wasteIn({ app: [new Named()] }, "empty-collections")).toEqual([]);
      expect(wasteIn({ app: [new Named()] }, "dictionaries")).toEqual([]);
    }
  });

  test("arrays of a page's own classes are arrays", () => {
    class List extends Array {}
    expect(wasteIn({ list: new List() }, "empty-collections")).toHaveLength(1);
  });

  test("collections of a page's own classes are known by their table", () => {
    class Registry extends Map {}
    expect(wasteIn({ registry: new Registry() }, "empty-collections")).toHaveLength(1);
  });
});

describe("unused capacity", () => {
  test("of arrays it is possible, not certain", () => {
    const [row] = wasteIn({ app: { list: [1, 2, 3, 4] } }, "unused-capacity");
    expect(row).toMatch(/^app;Object;list;Array;elements;unused_capacity × 1: 0 – \d{2,}$/);
  });

  test("is as much as the frames tell, but for what is empty", () => {
    const roots = { lists: Array.from({ length: 50 }, (_, i) => Array.from({ length: i + 1 }, () => i)), bag: {} };
    const snapshot = takeSnapshot({ layout: "chrome", roots });
    const { frames } = nodeFramesOfGraph(snapshot.graph, ownersOf(snapshot.graph, "owner"));
    let most = 0;
    for (let f = 0; f < frames.count; f++) {
      const path = framePathOf(frames, f).map((at) => frameNameOf(frames, at));
      if (path.at(-1) === "unused_capacity" && !path.includes("bag")) most += frames.selfMaxSize[f]!;
    }
    const rows = wasteIn(roots, "unused-capacity");
    expect(rows.reduce((sum, row) => sum + Number(/\d+$/.exec(row)![0]), 0)).toBe(most);
  });
});

describe("repeated strings", () => {
  const status = "waiting for payment";
  test("a copy for each reference but one, at most, at their owner", () => {
    const orders = Array.from({ length: 10 }, () => ({ status }));
    /* 12 bytes of header and 19 characters. */
    expect(wasteIn({ orders }, "repeated-texts")).toEqual([
      "orders;Array;(shared);string × 1 (10 references): 0 – 288",
    ]);
    expect(wasteIn({ orders }, "repeated-texts", "root")).toEqual(["(shared);string × 1 (10 references): 0 – 288"]);
    expect(wasteIn({ orders }, "repeated-texts", "first")).toEqual([
      "orders;Array;elements;Object;status;string × 1 (10 references): 0 – 288",
    ]);
  });

  test("a text that one object refers to is none", () => {
    expect(wasteIn({ order: { status } }, "repeated-texts")).toEqual([]);
  });
});

describe("dictionaries", () => {
  const withKeys = (count: number): Record<string, number> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`key ${i}`, i]));

  test("of so many keys that each engine keeps a table: that table, but for the values", () => {
    /* 2048 entries of three words, eight words of header, 1200 values. */
    const [row] = wasteIn({ byName: withKeys(1200) }, "dictionaries");
    expect(row).toMatch(new RegExp(`^byName;Object × 1: ${4 * (8 + 3 * 2048 - 1200)} – \\d+$`));
  });

  test("of fewer keys: possible", () => {
    expect(wasteIn({ byName: withKeys(100) }, "dictionaries")[0]).toMatch(/^byName;Object × 1: 0 – \d{4,}$/);
  });

  test("objects without a prototype: possible", () => {
    const bag: unknown = Object.assign(Object.create(null), { a: 1, b: 2 });
    expect(wasteIn({ bag }, "dictionaries")[0]).toMatch(/^bag;\[Object: null prototype\] × 1: 0 – \d+$/);
  });

  test("objects with fields are none", () => {
    expect(wasteIn({ app: { a: 1, list: [1, 2], map: new Map([[1, 2]]) } }, "dictionaries")).toEqual([]);
  });
});

describe("sparse arrays", () => {
  test("room besides the items that are there", () => {
    const holey: object[] = new Array(100);
    holey[3] = { a: 1 };
    /* A dictionary of four entries of three words and four of its own, in which one item has a word. */
    expect(wasteIn({ holey }, "sparse-arrays")).toEqual(["holey;Array × 1: 60 – 60"]);
  });

  test("lists without holes are none, whatever else they have", () => {
    const match = /(a)(b)/.exec("ab");
    expect(wasteIn({ match, list: [{}, {}], numbers: [1.5, 2.5], dense: { 0: 1, 1: 2 } }, "sparse-arrays")).toEqual([]);
  });
});

describe("views", () => {
  test("what a buffer has besides what the only view of it shows", () => {
    const header = new Uint8Array(new ArrayBuffer(10_000), 0, 100);
    expect(wasteIn({ header }, "views")).toEqual(["header;Uint8Array × 1: 9900 – 9900"]);
  });

  test("several views may overlap", () => {
    const buffer = new ArrayBuffer(10_000);
    const parts = [new Uint8Array(buffer, 0, 1000), new Float64Array(buffer, 5000, 500)];
    const row = wasteIn({ parts }, "views");
    expect(row).toHaveLength(1);
    expect(row[0]).toMatch(/ × 1: 5000 – 6000$/);
  });

  test("a buffer that is shown as a whole, or kept by something else too, is none", () => {
    const buffer = new ArrayBuffer(10_000);
    const kept = { buffer, view: new Uint8Array(buffer, 0, 100) };
    expect(wasteIn({ whole: new Float64Array(1000), small: new Uint8Array(8), kept }, "views")).toEqual([]);
  });
});

test("all kinds together are never more than everything, and the least never more than the most", () => {
  const random = randomFrom(5);
  for (let round = 0; round < 100; round++) {
    const root = randomValue(random, 4);
    const { graph } = takeSnapshot({ layout: "chrome", roots: { root } });
    const { size, maxSize } = totalsOf(graph);
    for (const policy of ["owner", "root", "first"] as const) {
      const rows = wasteOf(graph, nodeFramesOfGraph(graph, ownersOf(graph, policy)));
      for (const row of rows) {
        expect(row.maxSize).toBeGreaterThanOrEqual(row.size);
        expect(row.size).toBeGreaterThanOrEqual(0);
        expect(row.count).toBeGreaterThan(0);
      }
      expect(rows.reduce((sum, row) => sum + row.size, 0)).toBeLessThanOrEqual(size);
      expect(rows.reduce((sum, row) => sum + row.maxSize, 0)).toBeLessThanOrEqual(maxSize);
    }
  }
});

function randomValue(random: () => number, depth: number): unknown {
  const below = (): unknown => randomValue(random, depth - 1);
  const many = <T>(make: (i: number) => T): T[] => Array.from({ length: Math.floor(random() * 5) }, (_, i) => make(i));
  const kind = depth === 0 ? 4 + Math.floor(random() * 4) : Math.floor(random() * 8);
  switch (kind) {
    case 0:
      return many(below);
    case 1:
      return new Map(many((i) => [i, below()]));
    case 2:
      return new Set(many(below));
    case 3:
      return Object.assign(
        random() < 0.3 ? Object.create(null) : {},
        Object.fromEntries(Array.from({ length: Math.floor(random() ** 6 * 200) }, (_, i) => [`k${i}`, below()])),
      );
    case 4:
      return Object.assign(new Array(Math.floor(random() * 50)), { [Math.floor(random() * 20)]: random() });
    case 5:
      return `text number ${Math.floor(random() * 5)}`;
    case 6:
      return random();
    default:
      return {};
  }
}
