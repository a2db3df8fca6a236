import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { framesOf } from "../frames/frames.fixture.ts";
import { createWorld } from "./panel.fixture.ts";
import type { Panel } from "./panel.ts";
import { MAX_LAST } from "./recording.ts";
import { PanelError } from "./services.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type World = ReturnType<typeof createWorld>["world"];

/** Lets so many milliseconds pass, on the panel's clock and for its timers. */
async function pass(world: World, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) {
    world.now += 250;
    await vi.advanceTimersByTimeAsync(250);
  }
}

function recordingOf(panel: Panel) {
  const { recording } = panel.store.state;
  if (recording === null) throw new Error("there is no recording");
  return recording;
}

/** A recording that has its first moment. */
async function recording(intervalMs = 2_000) {
  const { world, panel } = createWorld();
  panel.store.dispatch({ type: "recording-choices-made", choices: { intervalMs, keeping: "none" } });
  void panel.recorder.start();
  await vi.advanceTimersByTimeAsync(0);
  return { world, panel };
}

test("a moment comes at each interval, with the totals of all roots, until it is stopped", async () => {
  const { world, panel } = await recording();
  expect(recordingOf(panel)).toMatchObject({
    startedAt: 0,
    endedAt: null,
    roots: [{ name: "store" }, { name: "other" }],
  });
  await pass(world, 4_000);
  world.frames = framesOf("root store 100\nroot later 7");
  await pass(world, 2_000);
  panel.recorder.stop();
  await pass(world, 10_000);
  const { moments, roots, endedAt, pageMs } = recordingOf(panel);
  expect(moments.map(({ at }) => at)).toEqual([0, 2000, 4000, 6000]);
  expect(roots.map(({ name }) => name)).toEqual(["store", "other", "later"]);
  expect([...moments[3]!.totals]).toEqual([100, Number.NaN, 7]);
  expect(moments[3]).toMatchObject({ listeners: Number.NaN, pageMs: 2, pauseMs: 1, snapshot: null });
  expect(endedAt).toBe(6000);
  expect(pageMs).toBe(8);
  expect(panel.store.state.snapshots).toEqual([]);
});

test("closures, frames and workers are not recorded, and the page is walked in its idle time", async () => {
  const { world, panel } = createWorld();
  world.roots = [];
  await panel.listRoots();
  void panel.recorder.start();
  await vi.advanceTimersByTimeAsync(0);
  const [request] = world.requests;
  expect(request?.recordedMs).toBe(0);
  expect(request?.origins).toContain("global");
  for (const origin of ["closures", "frame", "worker"] as const) expect(request?.origins).not.toContain(origin);
});

test("the next moment waits until all of them take no more of the page's time than they may", async () => {
  const { world, panel } = await recording();
  world.pageMs = 100;
  await pass(world, 2_000);
  expect(recordingOf(panel).moments).toHaveLength(2);
  await pass(world, 8_000);
  expect(recordingOf(panel).moments).toHaveLength(2);
  await pass(world, 1_000);
  expect(recordingOf(panel).moments).toHaveLength(3);
  panel.store.dispatch({ type: "recording-choices-made", choices: { cost: 0.2 } });
  await pass(world, 2_000);
  expect(recordingOf(panel).moments).toHaveLength(4);
});

test("a moment that fails is a gap with its reason, and later ones wait longer", async () => {
  const { world, panel } = await recording();
  world.refusal = new PanelError("page-frozen", "The page did not answer.");
  await pass(world, 2_000);
  expect(recordingOf(panel)).toMatchObject({
    failure: "The page did not answer.",
    events: [{ at: 2000, kind: "gap", text: "The page did not answer." }],
  });
  await pass(world, 3_000);
  expect(recordingOf(panel).events).toHaveLength(1);
  world.refusal = null;
  await pass(world, 1_000);
  const { moments, failure } = recordingOf(panel);
  expect(moments.map(({ at }) => at)).toEqual([0, 6000]);
  expect(failure).toBeNull();
  expect(panel.store.state.failure).toBeNull();
});

test("a machine that slept is a gap", async () => {
  const { world, panel } = await recording();
  world.now += 3_600_000;
  await pass(world, 2_000);
  const { events, moments } = recordingOf(panel);
  expect(events).toEqual([{ at: 250, kind: "gap", text: expect.stringContaining("slept") }]);
  expect(moments).toHaveLength(2);
});

test("navigations and marks of the page are events; what failed because the page navigated is no gap", async () => {
  const { world, panel } = await recording();
  world.isHeldUp = true;
  await pass(world, 2_250);
  for (const listener of world.navigated) listener("navigated");
  for (const listener of world.navigated) listener("loaded");
  world.refusal = new PanelError("page-gone", "The page was reloaded.");
  world.isHeldUp = false;
  world.release?.();
  await null;
  await null;
  world.refusal = null;
  world.url = "https://shop.example/cart";
  world.moment = { marks: [{ name: "loaded", agoMs: 200, startMs: 50 }] };
  await vi.advanceTimersByTimeAsync(0);
  const { moments, events } = recordingOf(panel);
  expect(moments.map(({ at }) => at)).toEqual([0, 2250]);
  expect(events).toEqual([
    { at: 2050, kind: "mark", text: "loaded", startMs: 50 },
    { at: 2250, kind: "navigation", text: "shop.example/cart" },
  ]);
});

test("a mark that comes again stands once", async () => {
  const { world, panel } = await recording();
  const loaded = { name: "loaded", agoMs: 200, startMs: 50 };
  world.moment = { marks: [loaded] };
  await pass(world, 2_000);
  world.moment = {
    marks: [
      { ...loaded, agoMs: 2200 },
      { name: "loaded", agoMs: 100, startMs: 2150 },
    ],
  };
  await pass(world, 2_000);
  expect(recordingOf(panel).events.map(({ startMs }) => startMs)).toEqual([50, 2150]);
});

test("a snapshot that the user takes has the page for itself; the moment comes afterwards", async () => {
  const { world, panel } = await recording();
  world.isHeldUp = true;
  await pass(world, 2_000);
  expect(world.requests).toHaveLength(2);
  world.isHeldUp = false;
  const taken = panel.takeSnapshot();
  await pass(world, 250);
  await taken;
  expect(panel.store.state.snapshots).toHaveLength(1);
  expect(world.requests.map(({ recordedMs }) => recordedMs < 0)).toEqual([false, false, true, false]);
  await pass(world, 500);
  expect(recordingOf(panel).moments).toHaveLength(2);
  expect(recordingOf(panel).events).toEqual([]);
});

test("moments that are kept are in the list, the first shown; of the last ones the oldest leaves, but not one that is named", async () => {
  const { world, panel } = createWorld();
  panel.store.dispatch({ type: "recording-choices-made", choices: { intervalMs: 2_000, keeping: "last" } });
  void panel.recorder.start();
  await pass(world, 2_250);
  panel.store.dispatch({ type: "snapshot-renamed", number: 2, title: "before" });
  await pass(world, 2_000 * (MAX_LAST + 2));
  const numbers = panel.store.state.snapshots.map(({ number }) => number);
  const last = recordingOf(panel).moments.at(-1)?.snapshot ?? 0;
  expect(last).toBeGreaterThan(MAX_LAST + 2);
  /* The first is shown, and the second has a name. */
  expect(numbers).toEqual([1, 2, ...Array.from({ length: MAX_LAST }, (_, i) => last - MAX_LAST + 1 + i)]);
  expect(panel.store.state.current).toBe(1);
});

test("a tenth of the moments is kept, the first among them", async () => {
  const { world, panel } = createWorld();
  panel.store.dispatch({ type: "recording-choices-made", choices: { intervalMs: 2_000 } });
  void panel.recorder.start();
  await pass(world, 2_000 * 11);
  const kept = recordingOf(panel).moments.map(({ snapshot }) => snapshot);
  expect(kept.flatMap((snapshot, index) => (snapshot === null ? [] : [index]))).toEqual([0, 10]);
  expect(panel.store.state.snapshots.map(({ number }) => number)).toEqual([1, 2]);
});

test("a new recording forgets the one before; closing the panel ends it", async () => {
  const { world, panel } = await recording();
  await panel.recorder.start();
  expect(recordingOf(panel).moments).toHaveLength(1);
  panel.recorder.stop();
  await pass(world, 1_000);
  void panel.recorder.start();
  await pass(world, 250);
  expect(recordingOf(panel)).toMatchObject({ startedAt: 1000, endedAt: null });
  panel.dispose();
  expect(recordingOf(panel).endedAt).toBe(1250);
});
