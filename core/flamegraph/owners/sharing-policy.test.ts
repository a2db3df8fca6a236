import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../../snapshot/take-snapshot.ts";
import { FRAME_MERGED, frameNameOf } from "../frame-table.ts";
import { framesOfGraph } from "../frames-of-graph.ts";
import { graphOf, randomFrom } from "../graph.fixture.ts";
import { ownersOf, type SharingPolicy } from "./sharing-policy.ts";

const POLICIES: readonly SharingPolicy[] = ["owner", "root", "first"];

const shared = { n: 1 };
const app = takeSnapshot({
  layout: "chrome",
  roots: { app: { header: { session: shared }, body: { session: shared }, alone: { n: 2 } } },
});

describe("sharing policies", () => {
  test("owner: what two fields lead to belongs to what owns both, in (shared)", () => {
    expect(app.toFolded()).toBe(
      [
        "app;Object 12",
        "app;Object;(shared);Object 12",
        "app;Object;(shared);Object;n 4",
        "app;Object;alone 4",
        "app;Object;alone;Object 12",
        "app;Object;alone;Object;n 4",
        "app;Object;body 4",
        "app;Object;body;Object 12",
        "app;Object;body;Object;session 4",
        "app;Object;header 4",
        "app;Object;header;Object 12",
        "app;Object;header;Object;session 4",
        "",
      ].join("\n"),
    );
  });

  test("root: it stands beside the roots", () => {
    expect(app.toFolded({ sharing: "root" })).toContain("(shared);Object 12\n(shared);Object;n 4\napp;Object 12\n");
  });

  test("first: whoever is met first pays", () => {
    expect(app.toFolded({ sharing: "first" })).toContain("app;Object;header;Object;session;Object 12\n");
  });

  test("what its owner refers to as well hangs under that field", () => {
    const child = { parent: undefined as unknown };
    const parent = { child, list: [child] };
    child.parent = parent;
    expect(takeSnapshot({ layout: "chrome", roots: { parent } }).toFolded()).toContain(
      "parent;Object;child;Object 12\n",
    );
  });

  test("what two roots share belongs to neither", () => {
    expect(takeSnapshot({ layout: "chrome", roots: { a: { shared }, b: { shared } } }).toFolded()).toContain(
      "(shared);Object 12\n",
    );
  });

  test("equal strings are charged once, and at most for each reference", () => {
    const snapshot = takeSnapshot({
      layout: "chrome",
      roots: { rows: [{ s: "active" }, { s: "active" }, { s: "active" }] },
    });
    expect(snapshot.toFolded()).toContain("rows;Array;(shared);string 20\n");
    expect(snapshot.maxTotalSize - snapshot.totalSize).toBeGreaterThanOrEqual(40);
  });

  test("the sum is the same under each, on random graphs", () => {
    const random = randomFrom(3);
    for (let round = 0; round < 500; round++) {
      const count = 1 + Math.floor(random() * 30);
      const graph = graphOf(
        Array.from({ length: count }, () =>
          Array.from({ length: Math.floor(random() * 4) }, () => Math.floor(random() * count)),
        ),
        [0, Math.floor(random() * count)],
      );
      const totals = POLICIES.map((policy) => framesOfGraph(graph, ownersOf(graph, policy)).totalSize[0]);
      const unfolded = POLICIES.map(
        (policy) => framesOfGraph(graph, ownersOf(graph, policy), { foldRecursion: false }).totalSize[0],
      );
      expect(new Set([...totals, ...unfolded]).size).toBe(1);
    }
  });

  test.each(["owner", "root", "first"] as const)("%s: frames sum to the totals of the snapshot", (sharing) => {
    const frames = app.flamegraph({ sharing });
    expect(frames.totalSize[0]).toBe(app.totalSize);
    expect(frames.totalMaxSize[0]).toBe(app.maxTotalSize);
    expect(frames.totalCount[0]).toBe(app.objectCount);
  });

  test("another word is refused", () => {
    expect(() => app.flamegraph({ sharing: "nobody" as never })).toThrow(
      'sharing: expected "owner", "root" or "first"',
    );
  });
});

describe("bounded output", () => {
  const wide = takeSnapshot({
    roots: {
      store: Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => [`slice-${i}`, { rows: new Array(i).fill("x y") }]),
      ),
    },
  });

  test.each([2, 3, 10, 50, 100])("at most %i frames keep bytes and objects", (maxFrames) => {
    const frames = wide.flamegraph({ maxFrames });
    expect(frames.count).toBeLessThanOrEqual(maxFrames + 1);
    expect(frames.totalSize[0]).toBe(wide.totalSize);
    expect(frames.totalMaxSize[0]).toBe(wide.maxTotalSize);
    expect(frames.totalCount[0]).toBe(wide.objectCount);
    for (let f = 1; f < frames.count; f++) {
      if ((frames.flags[f]! & FRAME_MERGED) !== 0) expect(frameNameOf(frames, f)).toMatch(/^\(\d+ more\)$/);
    }
  });

  test("a budget that suffices changes nothing", () => {
    expect(wide.flamegraph({ maxFrames: 1e6 }).count).toBe(wide.flamegraph().count);
  });
});

describe("shapes that pages have", () => {
  interface Fiber {
    child: Fiber | null;
    sibling: Fiber | null;
    return: Fiber | null;
    alternate: Fiber | null;
    memoizedProps: object;
  }
  const fiber = (parent: Fiber | null): Fiber => ({
    child: null,
    sibling: null,
    return: parent,
    alternate: null,
    memoizedProps: { id: 1 },
  });

  test("a fiber tree of 100,000 with alternates is fewer than 100 frames", () => {
    const random = randomFrom(11);
    const root = fiber(null);
    const all = [root];
    while (all.length < 100_000) {
      const parent = all[Math.floor(random() * all.length)]!;
      const made = fiber(parent);
      made.alternate = fiber(parent);
      made.alternate.alternate = made;
      made.sibling = parent.child;
      parent.child = made;
      all.push(made, made.alternate);
    }
    expect(takeSnapshot({ layout: "chrome", roots: { root } }).frameCount).toBeLessThan(100);
  });

  test("a tree with parent pointers, children and siblings is fewer than 100 frames", () => {
    interface TreeNode {
      parent: TreeNode | null;
      children: TreeNode[];
      nextSibling: TreeNode | null;
      previousSibling: TreeNode | null;
    }
    const random = randomFrom(5);
    const make = (parent: TreeNode | null): TreeNode => ({
      parent,
      children: [],
      nextSibling: null,
      previousSibling: null,
    });
    const document = make(null);
    const all = [document];
    while (all.length < 100_000) {
      const parent = all[Math.floor(random() * all.length)]!;
      const made = make(parent);
      made.previousSibling = parent.children.at(-1) ?? null;
      if (made.previousSibling) made.previousSibling.nextSibling = made;
      parent.children.push(made);
      all.push(made);
    }
    expect(takeSnapshot({ layout: "chrome", roots: { document } }).frameCount).toBeLessThan(100);
  });

  test("a trie of 20,000 words is fewer than 100 frames", () => {
    class TrieNode {
      children = new Map<string, TrieNode>();
      end = false;
    }
    const random = randomFrom(9);
    const trie = new TrieNode();
    for (let w = 0; w < 20_000; w++) {
      let at = trie;
      for (let length = 3 + random() * 5; length > 0; length--) {
        const letter = String.fromCharCode(97 + Math.floor(random() * 26));
        const next = at.children.get(letter) ?? new TrieNode();
        at.children.set(letter, next);
        at = next;
      }
      at.end = true;
    }
    expect(takeSnapshot({ layout: "chrome", roots: { trie } }).frameCount).toBeLessThan(100);
  });
});
