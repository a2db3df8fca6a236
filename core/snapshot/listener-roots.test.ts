import { expect, test } from "vitest";
import { diffFrames } from "../flamegraph/diff.ts";
import { writeFolded } from "../flamegraph/formats/folded-text.ts";
import { type FrameTable, frameNameOf, framePathOf } from "../flamegraph/frame-table.ts";
import { framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../flamegraph/owners/sharing-policy.ts";
import { graphOf } from "./closures.fixture.ts";
import { addListenerRoots, type TargetListeners } from "./listener-roots.ts";

function framesOf(targets: readonly TargetListeners[], roots: Readonly<Record<string, unknown>> = {}): FrameTable {
  const graph = graphOf({ roots, add: (walk) => addListenerRoots(walk, targets) });
  return framesOfGraph(graph, ownersOf(graph, "owner"));
}

function pathOf(frames: FrameTable, frame: number): string {
  return framePathOf(frames, frame)
    .map((at) => frameNameOf(frames, at))
    .join(";");
}

function frameAt(frames: FrameTable, path: string): number {
  for (let f = 1; f < frames.count; f++) if (pathOf(frames, f) === path) return f;
  throw new Error(`no frame ${path}`);
}

const listenerOf = (type: string, label: string, callback: object) => ({ type, label, callback });
const listeners = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    listenerOf(
      "keyup",
      "n => …",
      Object.assign(() => i, { row: { i } }),
    ),
  );

test("a listener stands under its target, its type and its label", () => {
  const controller = { handleEvent() {} };
  const onKey = () => 1;
  const frames = framesOf([
    { name: "window", listeners: [listenerOf("keyup", "onKey", onKey), listenerOf("keyup", "e => 2", () => 2)] },
    { name: "document", listeners: [listenerOf("click", "handleEvent", controller)] },
    { name: "button", listeners: [listenerOf("click", "", () => 3)] },
  ]);
  expect(writeFolded(frames).split("\n").slice(0, -1)).toEqual([
    "Listeners;button;click;Function 28",
    "Listeners;document;click;handleEvent;Object 12",
    "Listeners;document;click;handleEvent;Object;handleEvent 4",
    "Listeners;document;click;handleEvent;Object;handleEvent;Function 28",
    "Listeners;window;keyup;e => 2;Function 28",
    "Listeners;window;keyup;onKey;Function 28",
  ]);
});

test("the objects at a type are the registrations, and a comparison shows how many came", () => {
  const before = framesOf([{ name: "window", listeners: listeners(2) }]);
  const after = framesOf([{ name: "window", listeners: listeners(22) }]);
  const { frames, changes } = diffFrames([before, after], "all");
  const keyup = frameAt(frames, "Listeners;window;keyup");
  expect([changes.beforeSelfCount[keyup], changes.afterSelfCount[keyup]]).toEqual([2, 22]);
  const functions = frameAt(frames, "Listeners;window;keyup;n => …;Function");
  expect([changes.beforeSelfCount[functions], changes.afterSelfCount[functions]]).toEqual([2, 22]);
});

test("a listener that something else holds is charged there, and its registration counts", () => {
  const onKey = () => 1;
  const frames = framesOf([{ name: "window", listeners: [listenerOf("keyup", "onKey", onKey)] }], { app: { onKey } });
  expect(writeFolded(frames).split("\n").slice(0, -1)).toEqual([
    "app;Object 12",
    "app;Object;onKey 4",
    "app;Object;onKey;Function 28",
  ]);
  const keyup = frameAt(frames, "Listeners;window;keyup");
  expect([frames.selfCount[keyup], frames.totalCount[keyup], frames.totalMaxSize[keyup]]).toEqual([1, 1, 0]);
});

test("one function that listens to several types is shared by them, and each registration counts", () => {
  const onPointer = () => 1;
  const frames = framesOf([
    { name: "canvas", listeners: ["pointermove", "pointerup"].map((type) => listenerOf(type, "onPointer", onPointer)) },
  ]);
  expect(writeFolded(frames)).toBe("Listeners;canvas;(shared);Function 28\n");
  expect(frames.totalCount[frameAt(frames, "Listeners;canvas;pointerup")]).toBe(1);
});

test("100,000 listeners are a few frames", () => {
  const frames = framesOf([{ name: "li", listeners: listeners(100_000) }]);
  expect(frames.selfCount[frameAt(frames, "Listeners;li;keyup")]).toBe(100_000);
  expect(frames.count).toBeLessThan(12);
});
