import { describe, expect, test } from "vitest";
import { type FrameTable, frameNameOf, framePathOf } from "../../../core/flamegraph/frame-table.ts";
import { framesOfGraph } from "../../../core/flamegraph/frames-of-graph.ts";
import { graphOf } from "../../../core/flamegraph/graph.fixture.ts";
import { ownersOf } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { Referrers } from "../../../core/flamegraph/questions/referrers.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { withoutEmpty } from "../../../core/flamegraph/without-empty.ts";
import { KIND_FIELD, KIND_ROOT, KIND_TYPE } from "../../../core/graph/graph.ts";
import { takeSnapshot } from "../../../core/index.ts";
import { Deriver } from "./derive.ts";
import type { Derivation } from "./frame-api.ts";
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
