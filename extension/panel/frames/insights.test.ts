import { describe, expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { nodeFramesOfGraph } from "../../../core/flamegraph/frames-of-graph.ts";
import { ownersOf } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { DetachedRow } from "../../../core/flamegraph/questions/detached.ts";
import { wasteOf } from "../../../core/flamegraph/questions/waste.ts";
import { type Graph, ROOT_GLOBAL } from "../../../core/graph/graph.ts";
import { toGraph } from "../../../core/graph/locate-cells.ts";
import {
  WATCHED_INTERVAL,
  WATCHED_LISTENER,
  WATCHED_OBSERVER,
  WATCHED_PORT,
  WATCHED_URL,
  type Watched,
  type WatchedRow,
} from "../../../core/graph/watched.ts";
import { graphOfHeap } from "../../../core/heap-snapshot/graph-of-heap.ts";
import { heapFileOf, heapOf, readHeap } from "../../../core/heap-snapshot/heap-file.fixture.ts";
import { createAgentWalk } from "../../../core/snapshot/create-agent-walk.ts";
import { addListenerRoots, type TargetListeners } from "../../../core/snapshot/listener-roots.ts";
import { takeSnapshot } from "../../../core/snapshot/take-snapshot.ts";
import { boxPathTextOf, TOP_BOX } from "./box.ts";
import { framesOf } from "./frames.fixture.ts";
import type { Insight, InsightSources } from "./insight.ts";
import { insightsOf, lookedForIn } from "./insights.ts";
import { writeWatched } from "./watched-insights.ts";

const NOTHING: Omit<InsightSources, "frames"> = {
  kind: "walked",
  focus: TOP_BOX,
  waste: [],
  detached: [],
  warnings: [],
  timeline: undefined,
  watched: undefined,
};

/** The cards of objects of an app. */
function cardsOf(
  app: unknown,
  change: Partial<InsightSources> = {},
): { cards: readonly Insight[]; frames: FrameTable } {
  const { graph } = takeSnapshot({ layout: "chrome", roots: { app } });
  const nodeFrames = nodeFramesOfGraph(graph, ownersOf(graph, "owner"));
  const { frames } = nodeFrames;
  return { cards: insightsOf({ ...NOTHING, frames, waste: wasteOf(graph, nodeFrames), ...change }), frames };
}

function cardOf(app: unknown, title: string): Insight & { paths: readonly string[] } {
  const { cards, frames } = cardsOf(app);
  const card = cards.find((one) => one.title === title);
  expect(card, `card ${title} of ${cards.map((one) => one.title).join(", ")}`).toBeDefined();
  return { ...card!, paths: card!.places.map(({ holder }) => boxPathTextOf(frames, holder)) };
}

const titlesOf = (cards: readonly Insight[]): string[] => cards.map(({ title }) => title);

describe("waste", () => {
  test("duplicate strings say how often the largest stands there, and where", () => {
    const messages = Array.from({ length: 100 }, (_, i) => ({ id: i, text: "An error happened while loading" }));
    const card = cardOf({ messages }, "Duplicate strings");
    expect(card.sentence).toMatch(/^1 string is referred to 100 times\. /);
    expect(card.sample).toMatch(/^The one with most: ×100, \d+ B each\.$/);
    expect(card.paths).toEqual(["app › Object › messages: Array"]);
    expect(card).toMatchObject({ size: 0, table: "waste" });
    expect(card.maxSize).toBeGreaterThan(99 * 40);
  });

  test("a large buffer of a small view is certain", () => {
    const card = cardOf({ head: new Uint8Array(new ArrayBuffer(100_000), 0, 100) }, "Oversized buffers");
    expect(card).toMatchObject({ size: 99_900, maxSize: 99_900, table: "waste" });
    expect(card.sentence).toBe("Typed arrays show only a part of 1 buffer, and nothing else refers to it.");
    expect(card.paths).toEqual(["app › Object › head: Uint8Array"]);
  });

  test("empty collections are counted", () => {
    const card = cardOf(
      { rows: Array.from({ length: 100 }, () => ({ tags: [], seen: new Set() })) },
      "Empty collections",
    );
    expect(card.sentence).toBe("200 arrays, Maps, Sets and plain objects have nothing in them.");
    expect(card.size).toBeGreaterThan(100 * 16);
  });

  test("dictionaries and sparse arrays", () => {
    const byName = Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`key ${i}`, i]));
    expect(cardOf({ byName }, "Dictionary-mode objects").sentence).toMatch(/^1 object keeps its keys in a hash table/);
    const sparse = Array.from({ length: 40 }, () => {
      const holey: object[] = new Array(1000);
      holey[3] = { a: 1 };
      return holey;
    });
    expect(cardOf({ sparse }, "Sparse arrays").sentence).toMatch(
      /^40 arrays and objects have gaps between their indices/,
    );
  });

  test("an app without any of it has no card, and the view says what was looked for", () => {
    const { cards } = cardsOf({ user: { name: "Ann", age: 42 } });
    expect(cards).toEqual([]);
    expect(lookedForIn("walked")).toContain("duplicate strings");
    expect(lookedForIn("stacks")).not.toContain("strings");
  });
});

test("certain bytes come before possible ones, and what has no bytes comes last", () => {
  const messages = Array.from({ length: 9_000 }, () => ({ text: "the same words in all of these messages" }));
  const { cards } = cardsOf(
    { messages, head: new Uint8Array(new ArrayBuffer(50_000), 0, 100) },
    { warnings: [{ code: "object-unreadable", path: "app", detail: "Reading the object threw." }] },
  );
  expect(titlesOf(cards)[0]).toBe("Oversized buffers");
  expect(titlesOf(cards).indexOf("Duplicate strings")).toBeGreaterThan(0);
  expect(titlesOf(cards).at(-1)).toBe("Not measured");
});

describe("detached DOM trees", () => {
  const frames = framesOf(`
    root app 0
      type Object 12
        field detached 4
          type Array 16
            storage elements 1212
              type HTMLDivElement 31200
        field other 4
          type Text 96
  `);
  const [APP, DETACHED, ELEMENTS, DIV, OTHER, TEXT] = [1, 3, 5, 6, 7, 8];
  const trees: DetachedRow = { holder: ELEMENTS, frame: DIV, component: -1, trees: 300, nodes: 300, size: 31_200 };
  const text: DetachedRow = { holder: OTHER, frame: TEXT, component: -1, trees: 1, nodes: 1, size: 96 };

  test("by holder, with the most bytes first", () => {
    const [card] = insightsOf({ ...NOTHING, frames, detached: [text, trees] });
    expect(card).toMatchObject({ title: "Detached DOM trees", size: 31_296, table: null });
    expect(card!.sentence).toMatch(/^301 nodes in 301 trees are not in a document that is displayed/);
    expect(card!.places.map(({ box, holder, note }) => [box, holder, note])).toEqual([
      [DIV, DETACHED, "300 trees, 30.5 KiB"],
      [OTHER, OTHER, "1 tree, 96 B"],
    ]);
  });

  test("of a component's trees the card names the component", () => {
    const [card] = insightsOf({ ...NOTHING, frames, detached: [{ ...trees, component: APP }] });
    expect(card!.places[0]!.note).toBe("component app, 300 trees, 30.5 KiB");
  });

  test("only what is in focus, and nothing that transforms left out", () => {
    const inOther = insightsOf({ ...NOTHING, frames, focus: OTHER, detached: [trees, text] });
    expect(inOther[0]!.sentence).toMatch(/^1 node in 1 tree is not in a document/);
    expect(insightsOf({ ...NOTHING, frames, detached: [{ ...trees, frame: -1 }] })).toEqual([]);
  });
});

describe("listeners", () => {
  function framesWith(targets: readonly TargetListeners[]): FrameTable {
    const walk = createAgentWalk({ layout: "chrome" }, undefined);
    addListenerRoots(walk, targets);
    while (!walk.advance(1000));
    const graph = toGraph(walk.finish());
    return nodeFramesOfGraph(graph, ownersOf(graph, "owner")).frames;
  }
  const listenersOf = (type: string, count: number) =>
    Array.from({ length: count }, () => ({ type, label: "onKey", callback: () => {} }));

  test("many of one type at targets of one name are a card", () => {
    const frames = framesWith([
      { name: "window", listeners: [...listenersOf("keyup", 50), ...listenersOf("resize", 2)] },
      { name: "button", listeners: listenersOf("click", 3) },
    ]);
    const [card] = insightsOf({ ...NOTHING, frames });
    expect(card).toMatchObject({ title: "Many listeners" });
    expect(card!.places).toHaveLength(1);
    expect(card!.places[0]!.note).toMatch(/^50 keyup listeners on window, /);
    expect(boxPathTextOf(frames, card!.places[0]!.box)).toBe("Listeners › window › keyup");
  });

  test("a few are none", () => {
    expect(
      insightsOf({ ...NOTHING, frames: framesWith([{ name: "window", listeners: listenersOf("keyup", 5) }]) }),
    ).toEqual([]);
  });
});

test("large things outside the JS heap, with the path of each", () => {
  const frames = framesOf(`
    root app 0
      type Object 12
        field photo 4
          type ArrayBuffer 100
            storage backing_store 5000000 off-heap
        field icon 4
          type ArrayBuffer 100
            storage backing_store 5000 off-heap
  `);
  const [card] = insightsOf({ ...NOTHING, frames });
  expect(card).toMatchObject({ title: "Large off-heap memory", size: 5_000_000, table: "off-heap" });
  expect(card!.places).toHaveLength(1);
});

describe("tools", () => {
  const rowsOf = (count: number) => Array.from({ length: count }, (_, i) => ({ i }));

  function takeAgentSnapshot(globals: Record<string, unknown>): { graph: Graph } {
    const walk = createAgentWalk({ layout: "chrome" }, undefined);
    for (const [name, value] of Object.entries(globals)) walk.addRoot(name, value, ROOT_GLOBAL);
    while (!walk.advance(1000));
    return { graph: toGraph(walk.finish()) };
  }

  test("the history of Redux DevTools is a card", () => {
    const past = Array.from({ length: 40 }, (_, i) => ({ state: { todos: [i, i, i] } }));
    const actionsById = Object.fromEntries(past.map((_, i) => [`a${i}`, { type: "PERFORM_ACTION", at: i }]));
    const card = cardOf({ store: { lifted: { actionsById, computedStates: past } } }, "Memory held by tools");
    expect(card.places.map(({ note }) => note.split(",")[0])).toEqual(["Redux DevTools", "Redux DevTools"]);
    expect(card.paths.toSorted()).toEqual([
      expect.stringContaining("actionsById"),
      expect.stringContaining("computedStates"),
    ]);
  });

  test("globals of automation are a card, and those of the app are none", () => {
    const { graph } = takeAgentSnapshot({ __playwright_builtins__: rowsOf(100), __app__: rowsOf(200) });
    const nodeFrames = nodeFramesOfGraph(graph, ownersOf(graph, "owner"));
    const card = insightsOf({ ...NOTHING, frames: nodeFrames.frames }).find(
      ({ title }) => title === "Memory held by tools",
    );
    expect(card!.places.map(({ note }) => note)).toEqual([expect.stringMatching(/^Playwright, /)]);
  });

  test("of a heap snapshot, what only the console holds is one", () => {
    const graph = toGraph(
      graphOfHeap(
        readHeap(
          heapFileOf(
            heapOf(`
            root: synthetic "" 0
              shortcut 1 > window
              element 2 > gc
            gc: synthetic "(GC roots)" 0
              element 1 > handles
            handles: synthetic "(Global handles)" 0
              internal "7 / DevTools console" > logged
            window: object "Window / https://example.org" 28
            logged: object "Logged" 2000
            `),
          ),
        ),
      ),
    );
    const { frames } = nodeFramesOfGraph(graph, ownersOf(graph, "owner"));
    const [card] = insightsOf({ ...NOTHING, kind: "heap", frames });
    expect(card).toMatchObject({ title: "Memory held by tools", size: 2000 });
    expect(card!.places[0]!.note).toBe("console, 2.0 KiB");
  });

  test("a field of one of these names alone is the app's own", () => {
    const computedStates = Array.from({ length: 40 }, (_, i) => ({ state: i }));
    expect(titlesOf(cardsOf({ computedStates }).cards)).not.toContain("Memory held by tools");
  });
});

test("warnings: their number, and the most frequent reason", () => {
  const warning = (code: string, detail: string) => ({ code, path: "app", detail });
  const warnings = [warning("a", "First."), warning("b", "Second."), warning("b", "Third.")];
  const { cards } = cardsOf({ a: 1 }, { warnings });
  expect(cards).toMatchObject([
    {
      title: "Not measured",
      sentence: "3 warnings say what was not measured, or not completely.",
      sample: "The most frequent, ×2: Second.",
      table: "warnings",
    },
  ]);
});

describe("User Timing", () => {
  const frames = framesOf("root app 10");
  const timeline = { marks: 1, measures: 2_000, resources: 3, reactMeasures: 0 };

  test("many entries are a card, by type, with an estimate", () => {
    const [card] = insightsOf({ ...NOTHING, frames, timeline });
    expect(card).toMatchObject({ title: "User Timing", isEstimate: true, sample: "", size: 2_004 * 140 });
    expect(card!.sentence).toMatch(
      /^The browser keeps 2,000 measures, 1 mark and 3 resources of the performance timeline/,
    );
  });

  test("names of a React development build say so, and such measures take more", () => {
    const [card] = insightsOf({ ...NOTHING, frames, timeline: { ...timeline, reactMeasures: 1_900 } });
    expect(card!.sample).toBe("Most measures have the names that a React development build gives.");
    expect(card!.size).toBeGreaterThan(1_900 * 700);
  });

  test("a few entries are none, nor is a timeline inside a focus", () => {
    expect(insightsOf({ ...NOTHING, frames, timeline: { ...timeline, measures: 200 } })).toEqual([]);
    expect(insightsOf({ ...NOTHING, frames, timeline, focus: 1 })).toEqual([]);
  });
});

describe("what was watched", () => {
  const frames = framesOf("root app 10");
  const row = { event: "", target: "", file: "csv.ts", script: "csv.js", line: 41, column: 3, functionName: "" };
  const watched = (...rows: readonly Partial<WatchedRow>[]): Watched => ({
    ageMs: 1,
    rows: rows.map((one) => ({ ...row, kind: WATCHED_URL, count: 22, size: 0, ...one })),
  });

  test("object URLs of one place are a card, with their bytes and a way to the source", () => {
    const [card, ...others] = insightsOf({ ...NOTHING, frames, watched: watched({ size: 2200 }) });
    expect(others).toEqual([]);
    expect(card).toMatchObject({
      title: "Object URLs by place",
      size: 2200,
      made: [{ what: "22 object URLs never revoked", place: "csv.ts:41", script: "csv.js", line: 41, column: 3 }],
    });
  });

  test("stacks that end in one place are one, and few at a place are none", () => {
    const rows = [{ count: 6 }, { count: 6, column: 9 }, { count: 9, line: 50 }];
    const [card] = insightsOf({ ...NOTHING, frames, watched: watched(...rows) });
    expect(card!.made).toMatchObject([{ what: "12 object URLs never revoked" }]);
    expect(insightsOf({ ...NOTHING, frames, watched: watched({ count: 9 }) })).toEqual([]);
    expect(insightsOf({ ...NOTHING, frames, watched: watched({}), focus: 1 })).toEqual([]);
  });

  test("each kind is called by its name", () => {
    const cards = insightsOf({
      ...NOTHING,
      frames,
      watched: watched(
        { kind: WATCHED_INTERVAL },
        { kind: WATCHED_LISTENER, event: "keyup", target: "window" },
        { kind: WATCHED_OBSERVER, target: "ResizeObserver", file: "", line: 0 },
        { kind: WATCHED_PORT },
      ),
    });
    expect(cards.map(({ made }) => `${made?.[0]?.what} @ ${made?.[0]?.place}`)).toEqual([
      "22 timers @ csv.ts:41",
      "22 keyup listeners on window @ csv.ts:41",
      "22 ResizeObserver targets @ ",
      "22 open message ports @ csv.ts:41",
    ]);
    expect(writeWatched(watched({ kind: WATCHED_INTERVAL, count: 1 }, { count: 2 }))).toBe("1 timer, 2 object URLs");
    expect(writeWatched(watched())).toBe("nothing");
  });
});
