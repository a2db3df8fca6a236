import { expect, test } from "vitest";
import { framesOf } from "../frames/frames.fixture.ts";
import { rootGrowthOf } from "../frames/root-growth.ts";
import { createWorld } from "./panel.fixture.ts";
import { momentsOfSnapshots } from "./snapshot-series.ts";

test("snapshots are moments at the times when they were taken; of one whose frames are changed the roots are not known", async () => {
  const { world, panel } = createWorld();
  world.now = 1000;
  world.frames = framesOf("root store 100");
  await panel.takeSnapshot();
  world.now = 61_000;
  world.frames = framesOf("root store 160\nroot later 5");
  await panel.takeSnapshot();
  const { snapshots } = panel.store.state;
  const series = momentsOfSnapshots(snapshots.toReversed());
  expect(series.startedAt).toBe(1000);
  expect(series.moments).toMatchObject([
    { at: 1000, totals: Float64Array.of(100), snapshot: 1, pauseMs: Number.NaN },
    { at: 61_000, totals: Float64Array.of(160, 5), snapshot: 2, elements: Number.NaN },
  ]);
  expect(rootGrowthOf(series)[1]).toMatchObject({ name: "store", first: 100, last: 160, perMoment: 60, perMinute: 60 });

  const changed = { ...snapshots[0]!, transforms: [{ kind: "merge", name: "Object", names: "original" } as never] };
  expect(momentsOfSnapshots([changed]).roots).toEqual([]);
  expect(momentsOfSnapshots([])).toEqual({ startedAt: 0, roots: [], moments: [], events: [] });
});
