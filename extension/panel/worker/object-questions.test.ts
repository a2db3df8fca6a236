import { describe, expect, test } from "vitest";
import { type FrameTable, frameNameOf, framePathOf } from "../../../core/flamegraph/frame-table.ts";
import { framesOfGraph } from "../../../core/flamegraph/frames-of-graph.ts";
import { graphOf } from "../../../core/flamegraph/graph.fixture.ts";
import { ownersOf } from "../../../core/flamegraph/owners/sharing-policy.ts";
import { type Holders, NO_HOLDERS } from "../../../core/flamegraph/questions/holder-paths.ts";
import { readFolded } from "../../../core/flamegraph/questions/read-path.ts";
import type { Referrers } from "../../../core/flamegraph/questions/referrers.ts";
import type { BoxPath } from "../../../core/flamegraph/transforms/box-path.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { withoutEmpty } from "../../../core/flamegraph/without-empty.ts";
import { KIND_FIELD, KIND_ROOT, KIND_TYPE } from "../../../core/graph/graph.ts";
import { takeSnapshot } from "../../../core/index.ts";
import { Deriver } from "./derive.ts";
import type { Derivation, ObjectQuery } from "./frame-api.ts";
import { ObjectQuestions } from "./object-questions.ts";

const ann = { name: "Ann Example" };
const snapshot = takeSnapshot({ roots: { store: { users: [ann], admins: [ann], drafts: [] }, other: { bag: {} } } });
const plain: Derivation = { sharing: "owner", names: "original", transforms: [], scope: "all" };
const onlyOther: Transform = { type: "focus", box: { steps: [{ name: "other", kind: KIND_ROOT }], type: null } };

function opened(derivation: Derivation): { deriver: Deriver; frames: FrameTable } {
  const deriver = new Deriver();
  const bytes = snapshot.encode();
  return { deriver, frames: deriver.openSnapshot(1, bytes, derivation, "merged").frames };
}

function pathOf(frames: FrameTable, frame: number): string {
  return framePathOf(frames, frame)
    .map((at) => frameNameOf(frames, at))
    .join(";");
}

function frameAt(frames: FrameTable, path: string): number {
  for (let frame = 0; frame < frames.count; frame++) if (pathOf(frames, frame) === path) return frame;
  throw new Error(`no frame ${path}`);
}

function frameWhere(frames: FrameTable, isWanted: (path: string) => boolean): number {
  for (let frame = 1; frame < frames.count; frame++) if (isWanted(pathOf(frames, frame))) return frame;
  throw new Error("no such frame");
}

function emptyIn(derivation: Derivation): string[] {
  const { deriver, frames } = opened(derivation);
  return deriver
    .findWaste(1, derivation)
    .filter(({ kind }) => kind === "empty-collections")
    .map(({ frame }) => (frame === -1 ? "not shown" : pathOf(frames, frame)))
    .toSorted();
}

describe("waste", () => {
  test("stands at the frames of the derivation", () => {
    const places = ["other;Object;bag;Object", "store;Object;drafts;Array"];
    for (const sharing of ["owner", "root", "first"] as const) expect(emptyIn({ ...plain, sharing })).toEqual(places);
  });

  test("that transforms leave out is told apart", () => {
    expect(emptyIn({ ...plain, transforms: [onlyOther] })).toEqual(["not shown", "other;Object;bag;Object"]);
  });
});

describe("referrers", () => {
  function referrersOf(derivation: Derivation, path: string): string[] {
    const { deriver, frames } = opened(derivation);
    const frame = frameAt(frames, path);
    return deriver
      .findReferrers(1, derivation, frame)
      .rows.map((row) => (row.frame === -1 ? "not shown" : pathOf(frames, row.frame)))
      .toSorted();
  }
  const lists = ["store;Object;admins;Array;elements", "store;Object;users;Array;elements"];

  test("of what is shared, by each policy", () => {
    expect(referrersOf(plain, "store;Object;(shared)")).toEqual(lists);
    expect(referrersOf({ ...plain, sharing: "root" }, "(shared)")).toEqual(lists);
    expect(referrersOf({ ...plain, sharing: "first" }, "store;Object;users;Array;elements;Object")).toEqual(lists);
  });

  test("of frames that transforms have left, at frames that they have left", () => {
    const users = {
      steps: [
        { name: "store", kind: KIND_ROOT },
        { name: "Object", kind: KIND_TYPE },
        { name: "users", kind: KIND_FIELD },
      ],
      type: "Array",
    } as const;
    expect(referrersOf({ ...plain, transforms: [{ type: "hide", box: users }] }, "store;Object;(shared)")).toEqual([
      "not shown",
      "store;Object;admins;Array;elements",
    ]);
  });

  test("one question after another, also after another snapshot", () => {
    const { deriver, frames } = opened(plain);
    const ask = (number: number): Referrers =>
      deriver.findReferrers(number, plain, frameAt(frames, "store;Object;(shared)"));
    const first = ask(1);
    const bytes = takeSnapshot({ roots: { one: { two: {} } } }).encode();
    deriver.openSnapshot(2, bytes, plain, "merged");
    deriver.findWaste(2, plain);
    expect(ask(1)).toEqual(first);
    deriver.drop(1);
    expect(() => ask(1)).toThrow("snapshot 1 is not open");
  });

  test("in frames without bytes stand at what is around these, where such frames are left out", () => {
    const graph = graphOf([[1, 2], [3], [3], []]);
    const all = framesOfGraph(graph, ownersOf(graph, "owner"));
    const pathsOf = (emptyFrames: "kept" | "left out", frames: FrameTable): string[] => {
      const asked = frameAt(frames, "root 0;Node;(shared)");
      const { rows } = new ObjectQuestions().findReferrers({ graph, emptyFrames }, plain, asked, 10);
      return rows.map(({ frame, references }) => `${pathOf(frames, frame)} × ${references}`);
    };
    expect(pathsOf("kept", all)).toEqual(["root 0;Node;items;Node;items × 2"]);
    expect(pathsOf("left out", withoutEmpty(all))).toEqual(["root 0;Node;items;Node × 2"]);
  });

  test("of stacks are not known", () => {
    const deriver = new Deriver();
    const bytes = new TextEncoder().encode("a;b 12\n");
    deriver.openFolded(1, bytes, plain);
    expect(() => deriver.findWaste(1, plain)).toThrow("snapshot 1 has no objects of its own");
  });
});

describe("holders", () => {
  const shared = { name: "Ann Example" };
  const taken = takeSnapshot({ roots: { store: { users: [shared] }, other: { admin: shared, drafts: [] } } });
  const emptier = takeSnapshot({ roots: { store: { users: [{ name: "Ann Example" }] }, other: {} } });

  function openedAll(): Deriver {
    const deriver = new Deriver();
    deriver.openSnapshot(1, emptier.encode(), plain, "merged");
    deriver.openSnapshot(2, taken.encode(), plain, "merged");
    return deriver;
  }

  function wordsOf({ paths }: Holders): string[] {
    return paths.map(({ steps }) =>
      readFolded(steps)
        .map(({ text }) => text)
        .join(" › "),
    );
  }

  const both = ["other: Object › admin: Object", "store: Object › users: Array › item: Object"];

  test("of the objects of a frame, with the frames of the derivation", () => {
    for (const sharing of ["owner", "root", "first"] as const) {
      const derivation = { ...plain, sharing };
      const deriver = openedAll();
      const { frames } = deriver.derive(2, derivation);
      const string = frameWhere(frames, (path) => path.endsWith("name;string"));
      const { paths } = deriver.findHolders(2, derivation, { of: "frame", frame: string }, []);
      const last = paths[0]!.steps.at(-1)!;
      expect(pathOf(frames, last.frame)).toMatch(/string$|name$/);
      expect(wordsOf({ ...NO_HOLDERS, paths })[0]).toBe("other: Object › admin: Object › name: string");
    }
  });

  test("of all objects of a type, and of one", () => {
    const deriver = openedAll();
    const strings = deriver.findHolders(2, plain, { of: "type", name: "string" }, []);
    expect(strings.targets).toBe(1);
    expect(wordsOf(strings)).toHaveLength(2);
    const list = deriver.findObjects(2, plain, {
      target: { of: "type", name: "Object" },
      contents: "objects",
      sort: { column: "self", direction: "descending" },
      bucket: null,
      text: "",
      found: null,
    });
    const nodes = deriver.readObjects(2, list.list!, 0, 10)!.map(({ node }) => node);
    const paths = nodes.map((node) => wordsOf(deriver.findHolders(2, plain, { of: "node", node }, [])));
    expect(paths).toContainEqual(both);
  });

  test("of a part of an object are those of the object", () => {
    const deriver = openedAll();
    const { frames } = deriver.derive(2, plain);
    const drafts = frameAt(frames, "other;Object;drafts;Array");
    expect(wordsOf(deriver.findHolders(2, plain, { of: "frame", frame: drafts }, []))).toEqual([
      "other: Object › drafts: Array",
    ]);
  });

  test("of a field whose object stands elsewhere are those of the object; of a field of a number, those of what has it", () => {
    const session = { id: 7 };
    const shop = takeSnapshot({ roots: { shop: { header: { session }, body: { session } } } });
    const deriver = new Deriver();
    const { frames } = deriver.openSnapshot(1, shop.encode(), plain, "merged");
    const heldAt = (path: string): string[] =>
      wordsOf(deriver.findHolders(1, plain, { of: "frame", frame: frameAt(frames, path) }, []));
    const paths = ["shop: Object › header: Object › session: Object", "shop: Object › body: Object › session: Object"];
    expect(heldAt("shop;Object;body;Object;session")).toEqual(paths);
    expect(heldAt("shop;Object;(shared);Object;id")).toEqual(paths);
  });

  test("of a comparison are those of the snapshot after, and have frames of the comparison", () => {
    const deriver = openedAll();
    const { frames } = deriver.diff(-1, [1, 2], plain);
    const drafts = frameAt(frames, "other;Object;drafts;Array");
    const [path] = deriver.findHolders(-1, plain, { of: "frame", frame: drafts }, []).paths;
    expect(path!.steps.map(({ frame }) => pathOf(frames, frame))).toEqual([
      "other;Object",
      "other;Object;drafts;Array",
    ]);
  });

  test("that are ignored are on no path", () => {
    const deriver = openedAll();
    const target = { of: "type", name: "string" } as const;
    const [first] = deriver.findHolders(2, plain, target, []).paths;
    const ignored = [first!.steps.slice(0, 1)];
    expect(wordsOf(deriver.findHolders(2, plain, target, ignored))).toEqual([
      "store: Object › users: Array › item: Object › name: string",
    ]);
  });

  test("of everything are not asked for", () => {
    expect(openedAll().findHolders(2, plain, { of: "frame", frame: 0 }, [])).toEqual(NO_HOLDERS);
  });
});

describe("objects of a comparison", () => {
  const draftsOf = (...drafts: object[]) => takeSnapshot({ roots: { editor: { drafts, recent: [] } } });
  const withMemo = takeSnapshot({ roots: { editor: { drafts: [], recent: [], memo: { text: ["gone"] } } } });
  const rounds = [withMemo, draftsOf({ id: 1 }), draftsOf({ id: 1 }, { id: 2 })];
  const growth: Derivation = { ...plain, scope: "growth" };

  function compared(derivation: Derivation) {
    const deriver = new Deriver();
    for (const [index, round] of rounds.entries()) deriver.openSnapshot(index + 1, round.encode(), plain, "merged");
    return { deriver, ...deriver.diff(-1, [1, 2, 3], derivation) };
  }

  const queryOf = (target: ObjectQuery["target"]): ObjectQuery => ({
    target,
    contents: "usual",
    sort: { column: "key", direction: "ascending" },
    bucket: null,
    text: "",
    found: null,
  });

  test("are those of the snapshot after, also when that is dropped: of a container its entries, of a type all", () => {
    for (const derivation of [growth, plain]) {
      const { deriver, frames } = compared(derivation);
      for (const dropped of [1, 2, 3]) deriver.drop(dropped);
      const drafts = frameAt(frames, "editor;Object;drafts;Array");
      const entries = deriver.findObjects(-1, derivation, queryOf({ of: "frame", frame: drafts }));
      expect(entries).toMatchObject({ of: "entries", count: 2 });
      const rows = deriver.readObjects(-1, entries.list!, 0, 10)!;
      expect(rows.map(({ key, type }) => [key.index, type])).toEqual([
        [0, "Object"],
        [1, "Object"],
      ]);
      const { nodes, cells } = deriver.readObjectCells(-1, entries.list!)!;
      expect(deriver.findPaths(-1, nodes, cells, 1000).paths.askedCount).toBe(2);
      expect(nodes).toContain(deriver.findLargestObject(-1, derivation, drafts + 1)!.node);
      const holders = deriver.findHolders(-1, derivation, { of: "node", node: nodes[0]! }, []);
      expect(holders.targets).toBe(1);
      const arrays = deriver.findObjects(-1, derivation, queryOf({ of: "type", name: "Array" }));
      expect(arrays.count).toBe(2);
    }
  });

  test("of a box that is gone there are none", () => {
    const { deriver, frames } = compared(plain);
    const memo = frameAt(frames, "editor;Object;memo;Object;text;Array");
    expect(deriver.findObjects(-1, plain, queryOf({ of: "frame", frame: memo })).list).toBeNull();
    expect(deriver.findLargestObject(-1, plain, memo)).toBeNull();
  });

  test("are found by the frames of the derivation", () => {
    const { deriver, frames: grown } = compared(growth);
    const focus: Transform = {
      type: "focus",
      box: { steps: [{ name: "editor", kind: KIND_ROOT }], type: "Object" },
    };
    for (const derivation of [plain, growth, { ...growth, transforms: [focus] }]) {
      const { frames } = deriver.derive(-1, derivation);
      const frame = frameWhere(frames, (path) => path.endsWith("drafts;Array"));
      const list = deriver.findObjects(-1, derivation, queryOf({ of: "frame", frame }));
      expect(list).toMatchObject({ of: "entries", count: 2 });
    }
    expect(grown.count).toBeLessThan(deriver.derive(-1, plain).frames.count);
  });

  test("of stacks are not known", () => {
    const deriver = new Deriver();
    for (const number of [1, 2]) deriver.openFolded(number, new TextEncoder().encode(`a;b ${number}\n`), plain);
    deriver.diff(-1, [1, 2], plain);
    expect(() => deriver.findObjects(-1, plain, queryOf({ of: "frame", frame: 1 }))).toThrow(
      "snapshot -1 has no objects of its own",
    );
  });
});

describe("types in parts", () => {
  const app = {
    carts: [
      { id: 1, sku: "a" },
      { id: 2, sku: "b" },
    ],
    user: { name: "Ann" },
  };
  const carts: Transform = { type: "focus", box: boxAt("app", "Object", "carts") };
  const noCarts: Transform = { type: "hide", box: boxAt("app", "Object", "carts") };

  function boxAt(root: string, ...names: string[]): BoxPath {
    const kinds = [KIND_TYPE, KIND_FIELD] as const;
    const steps = names.map((name, i) => ({ name, kind: kinds[i % 2]! }));
    return { steps: [{ name: root, kind: KIND_ROOT }, ...steps], type: null };
  }

  /** Labels with their counts, and the paths that they lead to. */
  function partsIn(derivation: Derivation, focus = ""): string[] | null {
    const deriver = new Deriver();
    const { frames } = deriver.openSnapshot(1, takeSnapshot({ roots: { app } }).encode(), derivation, "merged");
    const { before, after } = deriver.findTypeParts(1, derivation, focus === "" ? 0 : frameAt(frames, focus));
    expect(before).toBeNull();
    return (
      after?.parts
        .map(
          ({ label, objectCount, frame }) =>
            `${label} × ${objectCount}${frame === -1 ? "" : ` at ${pathOf(frames, frame)}`}`,
        )
        .toSorted() ?? null
    );
  }

  const CARTS = "{id, sku} × 2 at app;Object;carts;Array;elements;Object";
  const USER = "{name} × 1 at app;Object;user;Object";
  const APP = "{carts, user} × 1 at app;Object";

  test("of all objects, of those in focus, and of those that focus and hide leave", () => {
    expect(partsIn(plain)).toEqual([APP, CARTS, USER]);
    expect(partsIn(plain, "app;Object;carts")).toEqual([CARTS]);
    expect(partsIn({ ...plain, transforms: [carts] })).toEqual([CARTS]);
    expect(partsIn({ ...plain, transforms: [noCarts] })).toEqual([APP, USER]);
    expect(partsIn({ ...plain, transforms: [noCarts] }, "app;Object;user")).toEqual([USER]);
    /* As in the frames: what is hidden cannot be kept, and changes nothing. */
    expect(partsIn({ ...plain, transforms: [noCarts, carts] })).toEqual([APP, USER]);
  });

  test("bottom-up they are those of all objects, or not known", () => {
    const inverted = { ...plain, transforms: [{ type: "invert" } as const] };
    expect(partsIn(inverted)?.map((line) => line.split(" at ")[0])).toEqual([
      "{carts, user} × 1",
      "{id, sku} × 2",
      "{name} × 1",
    ]);
    expect(partsIn(inverted, "Object")).toBeNull();
    expect(partsIn({ ...plain, transforms: [{ type: "only-type", name: "Object" }] })).toBeNull();
  });

  test("of a comparison they are those of both sides, in its focus", () => {
    const deriver = new Deriver();
    deriver.openSnapshot(1, takeSnapshot({ roots: { app } }).encode(), plain, "merged");
    const grown = { ...app, user: { name: "Ann", visits: 3 } };
    deriver.openSnapshot(2, takeSnapshot({ roots: { app: grown } }).encode(), plain, "merged");
    const { frames } = deriver.diff(-1, [1, 2], plain);
    const { before, after } = deriver.findTypeParts(-1, plain, frameAt(frames, "app;Object;user"));
    expect(before?.parts.map(({ label }) => label)).toEqual(["{name}"]);
    expect(after?.parts.map(({ label }) => label)).toEqual(["{name, visits}"]);
    expect(pathOf(frames, after!.parts[0]!.frame)).toBe("app;Object;user;Object");
  });

  test("a file of stacks has none", () => {
    const deriver = new Deriver();
    deriver.openFolded(1, new TextEncoder().encode("app;Object 12\n"), plain);
    expect(deriver.findTypeParts(1, plain, 0)).toEqual({ before: null, after: null });
  });
});
