import { describe, expect, test } from "vitest";
import { framesOfGraph } from "../../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../../graph/codec.ts";
import type { Graph } from "../../graph/graph.ts";
import { totalsOf } from "../../graph/totals.ts";
import type { Sink } from "../../sink/sink.ts";
import { createAgentWalk } from "../../snapshot/create-agent-walk.ts";
import { addFrameworkRoot } from "../../snapshot/framework-root.ts";
import { preact } from "./preact.ts";
import { react } from "./react.ts";
import { Chain } from "./records.ts";

type Fiber = Record<string, unknown>;

function fiberOf(fields: Fiber = {}): Fiber {
  return {
    tag: 0,
    key: null,
    elementType: null,
    type: null,
    stateNode: null,
    return: null,
    child: null,
    sibling: null,
    memoizedProps: null,
    pendingProps: null,
    memoizedState: null,
    updateQueue: null,
    dependencies: null,
    alternate: null,
    ...fields,
  };
}

/** The graph of a container with that tree, walked in slices. */
function graphOfTree(child: unknown): { graph: Graph; slices: number } {
  const root: Fiber = {};
  const top = fiberOf({ tag: 3, child, stateNode: root });
  root.current = top;
  const container = { __reactContainer$x1: top };
  const contained = react.containedIn(container, Object.keys(container));
  expect(contained).toBe(root);
  const walk = createAgentWalk({ layout: "chrome" });
  addFrameworkRoot(walk, react, [contained!]);
  let slices = 1;
  while (!walk.advance(20)) slices++;
  const decoded = decodeGraph(encodeGraph(walk.finish()));
  if (!decoded.ok) throw new Error(decoded.error);
  const { graph } = decoded;
  const frames = framesOfGraph(graph, ownersOf(graph, "owner"), { maxFrames: 1000 });
  expect(frames.totalSize[0]).toBe(totalsOf(graph).size);
  return { graph, slices };
}

function App(): void {}

const SIBLINGS = 200_000;

describe("a tree of fibers that a page made up", () => {
  test("may lead back to itself", () => {
    const own = fiberOf({ type: App });
    own.child = own;
    own.sibling = own;
    own.alternate = own;
    own.memoizedState = own;
    const first = fiberOf({ type: App });
    const second = fiberOf({ type: App, sibling: first, child: own });
    first.sibling = second;
    const hook: Fiber = { memoizedState: null, queue: null };
    hook.next = hook;
    hook.memoizedState = hook;
    first.memoizedState = hook;
    const { graph } = graphOfTree(second);
    expect(graph.warnings).toEqual([]);
    expect(totalsOf(graph).objectCount).toBe(7);
  });

  test("may have very many siblings and a deep line of children: other tasks get their turn", () => {
    let last = fiberOf({ type: App });
    for (let i = 0; i < SIBLINGS; i++) last = fiberOf({ type: App, sibling: last });
    const wide = graphOfTree(last);
    expect(totalsOf(wide.graph).objectCount).toBe(SIBLINGS + 4);
    expect(wide.slices).toBeGreaterThan(3);
    let top = fiberOf({ type: App });
    for (let i = 0; i < 50_000; i++) top = fiberOf({ type: App, child: top });
    expect(totalsOf(graphOfTree(top).graph).objectCount).toBe(50_003 + 1);
  });

  test("may have getters and proxies in place of what React has: no getter runs, and no trap is the end of the walk", () => {
    const calls: string[] = [];
    const fiber = fiberOf({ type: App });
    for (const key of ["child", "memoizedState", "memoizedProps", "alternate", "stateNode"]) {
      Object.defineProperty(fiber, key, { get: () => void calls.push(key), enumerable: true, configurable: true });
    }
    const hostile = new Proxy(fiberOf(), {
      getOwnPropertyDescriptor: () => {
        throw new Error("a trap");
      },
    });
    const { graph } = graphOfTree(
      fiberOf({ type: App, child: fiber, sibling: fiberOf({ type: App, child: hostile }) }),
    );
    expect(calls).toEqual([]);
    expect(graph.warnings.map(({ code }) => code)).toContain("object-unreadable");
  });
});

test("a chain that never ends is cut, with a warning", () => {
  const endless = (): object =>
    new Proxy({}, { getOwnPropertyDescriptor: () => ({ value: endless(), configurable: true }) });
  const warnings: string[] = [];
  const sink = { warn: (code: string) => void warnings.push(code) } as unknown as Sink;
  const chain = new Chain(endless(), "next");
  let count = 0;
  while (chain.next(sink) !== undefined) count++;
  expect(count).toBe(2 ** 21);
  expect(warnings).toEqual(["chain-too-long"]);
});

test("what a page put in place of a vnode is no container of Preact", () => {
  expect(preact.containedIn({ __k: "text" }, ["__k"])).toBeUndefined();
  expect(preact.containedIn({ __k: {} }, ["__k"])).toBeUndefined();
  expect(preact.containedIn({}, [])).toBeUndefined();
});
