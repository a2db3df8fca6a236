import { describe, expect, test } from "vitest";
import { isNodeCell, nodeOf } from "../../graph/cell.ts";
import type { Graph } from "../../graph/graph.ts";
import { takeSnapshot } from "../../snapshot/take-snapshot.ts";
import { type FrameTable, frameNameOf, framePathOf } from "../frame-table.ts";
import { framesOfGraph, type NodeFrames, nodeFramesOfGraph } from "../frames-of-graph.ts";
import { graphOf, randomFrom } from "../graph.fixture.ts";
import { ownersOf, type SharingPolicy } from "../owners/sharing-policy.ts";
import { NO_REFERRERS, referrersOf } from "./referrers.ts";

const POLICIES: readonly SharingPolicy[] = ["owner", "root", "first"];

function pathOf(frames: FrameTable, frame: number): string {
  return framePathOf(frames, frame)
    .map((at) => frameNameOf(frames, at))
    .join(";");
}

function frameAt(frames: FrameTable, path: string): number {
  for (let frame = 1; frame < frames.count; frame++) if (pathOf(frames, frame) === path) return frame;
  throw new Error(`no frame ${path}`);
}

/** Who refers to what stands at a path, as `path × references`. */
function referrersAt(graph: Graph, policy: SharingPolicy, path: string, limit = 100): string[] {
  const nodeFrames = nodeFramesOfGraph(graph, ownersOf(graph, policy));
  const { frames } = nodeFrames;
  return referrersOf(graph, nodeFrames, frameAt(frames, path), limit).rows.map(
    ({ frame, references }) => `${pathOf(frames, frame)} × ${references}`,
  );
}

const session = { n: 1 };
const { graph } = takeSnapshot({
  layout: "chrome",
  roots: {
    app: {
      header: { session },
      rows: [{ session }, { session }, { session }],
      seen: new Map([[session, "x y z"]]),
      alone: { n: 2 },
    },
    session,
  },
});

describe("who refers to the objects of a frame", () => {
  test("(shared), policy root: whoever refers to what stands in it, most references first", () => {
    expect(referrersAt(graph, "root", "(shared)")).toEqual([
      "app;Object;rows;Array;elements;Object;session × 3",
      "app;Object;seen;Map;table;key × 1",
      "app;Object;header;Object;session × 1",
      "session × 1",
    ]);
  });

  test("a type frame: the same, whoever pays", () => {
    const others = ["session × 1", "app;Object;seen;Map;table;key × 1", "app;Object;header;Object;session × 1"];
    for (const [policy, path] of [
      ["root", "(shared);Object"],
      ["owner", "session;Object"],
      ["first", "session;Object"],
    ] as const) {
      const [first, ...rest] = referrersAt(graph, policy, path);
      expect(first).toBe("app;Object;rows;Array;elements;Object;session × 3");
      expect(rest.toSorted()).toEqual(others.toSorted());
    }
  });

  test("an object with one owner: its field", () => {
    expect(referrersAt(graph, "owner", "app;Object;alone;Object")).toEqual(["app;Object;alone × 1"]);
  });

  test("a list that is folded refers to itself", () => {
    let list: unknown = null;
    for (let i = 0; i < 5; i++) list = { next: list };
    const { graph } = takeSnapshot({ layout: "chrome", roots: { list } });
    expect(referrersAt(graph, "owner", "list;Object;next;Object")).toEqual([
      "list;Object;next;Object;next × 3",
      "list;Object;next × 1",
    ]);
  });

  test("parts of an object have no referrers", () => {
    expect(referrersAt(graph, "owner", "app;Object;rows")).toEqual([]);
    const nodeFrames = nodeFramesOfGraph(graph, ownersOf(graph, "owner"));
    expect(referrersOf(graph, nodeFrames, 0, 10)).toEqual(NO_REFERRERS);
  });

  test("past the limit frames are counted only", () => {
    const nodeFrames = nodeFramesOfGraph(graph, ownersOf(graph, "root"));
    const found = referrersOf(graph, nodeFrames, frameAt(nodeFrames.frames, "(shared)"), 2);
    expect(found).toMatchObject({ moreFrames: 2, references: 6 });
    expect(found.rows).toHaveLength(2);
  });
});

describe("nodes and frames", () => {
  test("each node has joined a frame of its type; a frame's objects are its nodes, on random graphs", () => {
    const random = randomFrom(11);
    for (let round = 0; round < 200; round++) {
      const graph = randomGraph(random);
      for (const policy of POLICIES) {
        const owners = ownersOf(graph, policy);
        const { frames, nodeFrame } = nodeFramesOfGraph(graph, owners);
        expect(frames).toEqual(framesOfGraph(graph, owners));
        const counts = new Uint32Array(frames.count);
        for (const frame of nodeFrame) if (frame !== -1) counts[frame]!++;
        expect(counts).toEqual(frames.selfCount);
      }
    }
  });

  test("in a bounded table a node may stand in what was merged", () => {
    const { graph } = takeSnapshot({
      roots: { all: Array.from({ length: 100 }, (_, i) => ({ [`k${i}`]: { [`l${i}`]: {} } })) },
    });
    const { frames, nodeFrame } = nodeFramesOfGraph(graph, ownersOf(graph, "owner"), { maxFrames: 20 });
    const counts = new Uint32Array(frames.count);
    for (const frame of nodeFrame) counts[frame]!++;
    expect(counts).toEqual(frames.selfCount);
  });
});

test("referrers on random graphs are those of a naive search", () => {
  const random = randomFrom(12);
  for (let round = 0; round < 200; round++) {
    const graph = randomGraph(random);
    for (const policy of POLICIES) {
      const nodeFrames = nodeFramesOfGraph(graph, ownersOf(graph, policy));
      for (let frame = 0; frame < nodeFrames.frames.count; frame++) {
        const found = referrersOf(graph, nodeFrames, frame, Number.POSITIVE_INFINITY);
        expect(new Map(found.rows.map((row) => [row.frame, row.references]))).toEqual(
          naiveReferrers(graph, nodeFrames, frame),
        );
      }
    }
  }
});

function randomGraph(random: () => number): Graph {
  const count = 1 + Math.floor(random() * 30);
  return graphOf(
    Array.from({ length: count }, () =>
      Array.from({ length: Math.floor(random() * 4) }, () => Math.floor(random() * count)),
    ),
    [0, Math.floor(random() * count)],
  );
}

/** All nodes of the fixture's graphs refer by `items`. */
function naiveReferrers(graph: Graph, { frames, nodeFrame }: NodeFrames, frame: number): Map<number, number> {
  const found = new Map<number, number>();
  const isAsked = (node: number): boolean =>
    nodeFrame[node] === frame ||
    (frameNameOf(frames, frame) === "(shared)" && frames.parent[nodeFrame[node]!] === frame);
  const add = (path: string): void => {
    const at = frameAt(frames, path);
    found.set(at, (found.get(at) ?? 0) + 1);
  };
  for (let root = 0; root < graph.roots.count; root++) {
    if (isAsked(nodeOf(graph.roots.cell[root]!))) add(graph.names[graph.roots.name[root]!]!);
  }
  for (let node = 0; node < graph.nodeCount; node++) {
    if (nodeFrame[node] === -1) continue;
    for (const cell of graph.cells.subarray(graph.firstCell[node], graph.firstCell[node + 1])) {
      if (isNodeCell(cell) && isAsked(nodeOf(cell))) add(`${pathOf(frames, nodeFrame[node]!)};items`);
    }
  }
  return found;
}
