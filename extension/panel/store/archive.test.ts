import { describe, expect, test } from "vitest";
import { createWorld, fileOf, folded, frames, shown } from "./panel.fixture.ts";
import type { ArchivedSnapshot } from "./services.ts";
import { pagesOf } from "./snapshot-list.ts";

const kept = (number: number, title = `Snapshot ${number}`): ArchivedSnapshot => ({
  number,
  title,
  takenAt: performance.timeOrigin - 1000 + number,
  bytes: new Blob([Uint8Array.of(number)]),
});

describe("snapshots of an earlier panel", () => {
  test("are in the list again, the newest shown, names as they were", async () => {
    const { world, panel } = createWorld({ snapshots: [kept(1, "Before"), kept(3)], settings: { sharing: "root" } });
    await panel.restoreSnapshots();
    const { snapshots } = panel.store.state;
    expect(snapshots.map(({ number, title, isNamed }) => [number, title, isNamed])).toEqual([
      [1, "Before", true],
      [3, "Snapshot 3", false],
    ]);
    expect(shown(panel).number).toBe(3);
    expect(shown(panel).askedAt).toBeCloseTo(-997, 0);
    expect(world.opened).toEqual(["root", "root"]);
    expect([...world.archive.keys()]).toEqual([1, 3]);
  });

  test("keep their numbers, also from a snapshot that is taken before they are there", async () => {
    const { panel } = createWorld({ snapshots: [kept(1), kept(2)] });
    const taken = panel.takeSnapshot();
    await panel.restoreSnapshots();
    await taken;
    expect(panel.store.state.snapshots.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(shown(panel).number).toBe(3);
  });

  test("leave the archive where they cannot be read any more", async () => {
    const broken = { ...kept(2), bytes: new Blob() };
    broken.bytes.arrayBuffer = () => Promise.reject(new Error("gone"));
    const { world, panel } = createWorld({ snapshots: [kept(1), broken] });
    await panel.restoreSnapshots();
    expect(panel.store.state).toMatchObject({ current: 1, failure: null });
    await expect.poll(() => [...world.archive.keys()]).toEqual([1]);
  });
});

test("the note of a snapshot is kept with it, and brought back", async () => {
  const first = createWorld();
  await first.panel.takeSnapshot();
  first.panel.store.dispatch({ type: "snapshot-noted", number: 1, note: " with the dialog open " });
  await expect.poll(() => first.world.archive.get(1)?.note).toBe("with the dialog open");
  const second = createWorld({ snapshots: [...first.world.archive.values()] });
  await second.panel.restoreSnapshots();
  expect(shown(second.panel)).toMatchObject({ title: "Snapshot 1", isNamed: false, note: "with the dialog open" });
  second.panel.store.dispatch({ type: "snapshot-noted", number: 1, note: " " });
  await expect.poll(() => second.world.archive.get(1)?.note).toBe("");
});

test("the page of a snapshot is kept with it, and brought back", async () => {
  const first = createWorld();
  first.world.url = "https://shop.example/cart";
  await first.panel.takeSnapshot();
  await expect.poll(() => first.world.archive.get(1)?.page).toBe("shop.example/cart");
  const second = createWorld({ snapshots: [...first.world.archive.values()] });
  await second.panel.restoreSnapshots();
  expect(pagesOf(shown(second.panel))).toEqual(["shop.example/cart"]);
});

describe("a snapshot", () => {
  test("of the page is kept; a file and a diff are not", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    await panel.takeSnapshot();
    await panel.openFiles([fileOf("cart.folded", folded)]);
    await panel.snapshots.compare([1, 2]);
    await expect.poll(() => [...world.archive.keys()]).toEqual([1, 2]);
    expect(world.archive.get(1)).toMatchObject({ title: "Snapshot 1" });
    expect(world.archive.get(1)!.bytes.size).toBe(1);
  });

  test("of more than a million frames is not kept: each panel that opens would derive them; how long it took does not matter", async () => {
    const { world, panel } = createWorld();
    world.frames = { ...frames, count: 1_000_001 };
    await panel.takeSnapshot();
    world.frames = frames;
    world.deriveMs = 60_000;
    await panel.takeSnapshot();
    await expect.poll(() => [...world.archive.keys()]).toEqual([2]);
    expect(panel.store.state.snapshots.map(({ number }) => number)).toEqual([1, 2]);
  });

  test("is renamed in the archive, and leaves it once its deletion cannot be undone", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "snapshot-renamed", number: 1, title: "Before" });
    await expect.poll(() => world.archive.get(1)?.title).toBe("Before");
    panel.store.dispatch({ type: "snapshot-deleted", number: 2 });
    expect(world.archive.size).toBe(2);
    panel.store.dispatch({ type: "deletion-undone" });
    panel.store.dispatch({ type: "snapshot-deleted", number: 2 });
    panel.store.dispatch({ type: "deletion-ended" });
    await expect.poll(() => [...world.archive.keys()]).toEqual([1]);
  });

  test("does not fail if nothing can be kept", async () => {
    const { world, panel } = createWorld();
    world.archive.set = () => {
      throw new Error("the disk is full");
    };
    await panel.takeSnapshot();
    expect(panel.store.state).toMatchObject({ current: 1, failure: null });
  });
});
