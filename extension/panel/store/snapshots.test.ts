import { describe, expect, test } from "vitest";
import { keptBytesOf, leavingOf, ROOM_BYTES } from "./memory-limit.ts";
import { createWorld, fileOf, folded, idle, shown } from "./panel.fixture.ts";
import type { Panel } from "./panel.ts";
import { PanelError } from "./services.ts";
import { shortTitleOf } from "./snapshot-list.ts";
import { shownViewOf, viewsOf } from "./state.ts";
import { writeStatus } from "./status.ts";

const titlesOf = (panel: Panel): string[] => panel.store.state.snapshots.map(({ title }) => title);

async function takeSnapshots(panel: Panel, count: number): Promise<void> {
  for (let round = 0; round < count; round++) await panel.takeSnapshot();
}

describe("the list of snapshots", () => {
  test("keeps many; any of them can be shown", async () => {
    const { world, panel } = createWorld();
    await takeSnapshots(panel, 12);
    expect(titlesOf(panel)).toHaveLength(12);
    expect(world.dropped).toEqual([]);
    panel.store.dispatch({ type: "snapshot-shown", number: 4 });
    expect(shown(panel).title).toBe("Snapshot 4");
    panel.store.dispatch({ type: "snapshot-shown", number: 99 });
    expect(shown(panel).title).toBe("Snapshot 4");
  });

  test("has names that the user gave; blanks are no name", async () => {
    const { panel } = createWorld();
    await takeSnapshots(panel, 2);
    panel.store.dispatch({ type: "snapshot-renamed", number: 1, title: "  before the leak " });
    panel.store.dispatch({ type: "snapshot-renamed", number: 2, title: "   " });
    expect(titlesOf(panel)).toEqual(["before the leak", "Snapshot 2"]);
    expect(panel.store.state.snapshots.map(({ isNamed }) => isNamed)).toEqual([true, false]);
  });
});

describe("a deleted snapshot", () => {
  test("hands over to its neighbour, and comes back in its place when that is undone", async () => {
    const { world, panel } = createWorld();
    await takeSnapshots(panel, 3);
    panel.store.dispatch({ type: "snapshot-shown", number: 2 });
    panel.store.dispatch({ type: "snapshot-deleted", number: 2 });
    expect(titlesOf(panel)).toEqual(["Snapshot 1", "Snapshot 3"]);
    expect(shown(panel).number).toBe(3);
    expect(world.dropped).toEqual([]);
    panel.store.dispatch({ type: "deletion-undone" });
    expect(titlesOf(panel)).toEqual(["Snapshot 1", "Snapshot 2", "Snapshot 3"]);
    expect(shown(panel).number).toBe(2);
    panel.store.dispatch({ type: "deletion-undone" });
    panel.store.dispatch({ type: "deletion-ended" });
    expect(world.dropped).toEqual([]);
  });

  test("is let go of when the next one is deleted, or when another snapshot is taken, opened or compared", async () => {
    const { world, panel } = createWorld();
    await takeSnapshots(panel, 4);
    panel.store.dispatch({ type: "snapshot-deleted", number: 1 });
    panel.store.dispatch({ type: "snapshot-deleted", number: 2 });
    expect(world.dropped).toEqual([1]);
    await panel.takeSnapshot();
    expect(world.dropped).toEqual([1, 2]);
    panel.store.dispatch({ type: "snapshot-deleted", number: 3 });
    await panel.openFiles([fileOf("cart.folded", folded)]);
    expect(world.dropped).toEqual([1, 2, 3]);
    panel.store.dispatch({ type: "snapshot-deleted", number: 4 });
    panel.store.dispatch({ type: "deletion-ended" });
    expect(world.dropped).toEqual([1, 2, 3, 4]);
    expect(panel.store.state.deletion).toBeNull();
    await takeSnapshots(panel, 1);
    panel.store.dispatch({ type: "snapshot-deleted", number: 5 });
    await panel.snapshots.compare([6, 7]);
    expect(world.dropped).toEqual([1, 2, 3, 4, 5]);
  });

  test("may be the last one: then there is none shown, and nothing is found", async () => {
    const { panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "searched", query: "items" });
    panel.store.dispatch({ type: "snapshot-deleted", number: 1 });
    expect(panel.store.state).toMatchObject({
      current: null,
      snapshots: [],
      search: { matches: { boxes: { length: 0 } } },
    });
    panel.store.dispatch({ type: "deletion-undone" });
    expect(shown(panel).number).toBe(1);
    expect(panel.store.state.search.matches.boxes.length).toBeGreaterThan(0);
  });
});

describe("room for snapshots", () => {
  const THIRD = Math.floor(ROOM_BYTES / 3.5);

  test("is made by the oldest, which were announced before", async () => {
    const { world, panel } = createWorld();
    world.keptBytes = THIRD;
    await takeSnapshots(panel, 2);
    expect(leavingOf(panel.store.state)).toEqual([]);
    await panel.takeSnapshot();
    expect(leavingOf(panel.store.state)).toEqual([1]);
    expect(world.dropped).toEqual([]);
    await panel.takeSnapshot();
    expect(titlesOf(panel)).toEqual(["Snapshot 2", "Snapshot 3", "Snapshot 4"]);
    expect(world.dropped).toEqual([1]);
    expect([...world.walked]).toEqual([2, 3, 4]);
    expect(shown(panel).number).toBe(4);
  });

  test("is not made by one that nobody announced: the large one was a surprise", async () => {
    const { world, panel } = createWorld();
    await takeSnapshots(panel, 2);
    world.keptBytes = ROOM_BYTES;
    await panel.takeSnapshot();
    expect(titlesOf(panel)).toHaveLength(3);
    expect(leavingOf(panel.store.state)).toEqual([1, 2, 3]);
    await panel.takeSnapshot();
    expect(titlesOf(panel)).toEqual(["Snapshot 4"]);
  });

  test("is never made by one with a name or a note", async () => {
    const { world, panel } = createWorld();
    world.keptBytes = THIRD;
    await takeSnapshots(panel, 3);
    for (const number of [1, 2])
      panel.store.dispatch({ type: "snapshot-renamed", number: number, title: `kept ${number}` });
    expect(leavingOf(panel.store.state)).toEqual([3]);
    panel.store.dispatch({ type: "snapshot-noted", number: 3, note: "of the dialog" });
    expect(leavingOf(panel.store.state)).toEqual([]);
    await panel.takeSnapshot();
    expect(titlesOf(panel)).toEqual(["kept 1", "kept 2", "Snapshot 3", "Snapshot 4"]);
    expect(keptBytesOf(panel.store.state.snapshots)).toBeGreaterThan(ROOM_BYTES);
  });

  test("counts what a snapshot and its diffs keep together once, and what a diff keeps of the deleted too", async () => {
    const { world, panel } = createWorld();
    world.keptBytes = 1_000_000;
    await takeSnapshots(panel, 2);
    const before = keptBytesOf(panel.store.state.snapshots);
    await panel.snapshots.compare([1, 2]);
    const after = keptBytesOf(panel.store.state.snapshots);
    expect(after - before).toBeLessThan(10_000);
    panel.store.dispatch({ type: "snapshot-deleted", number: 1 });
    expect(after - keptBytesOf(panel.store.state.snapshots)).toBeLessThan(10_000);
  });
});

describe("a diff", () => {
  test("is an entry of the list, and asked for once", async () => {
    const { world, panel } = createWorld();
    await takeSnapshots(panel, 2);
    await panel.snapshots.compare([1, 2]);
    expect(shown(panel)).toMatchObject({
      number: -1,
      kind: "diff",
      title: "Snapshot 1 → Snapshot 2",
      sharing: "owner",
    });
    expect(world.compared).toEqual([{ snapshot: -1, numbers: [1, 2], sharing: "owner" }]);
    panel.store.dispatch({ type: "snapshot-painted", number: -1, at: 5 });
    expect(writeStatus(shown(panel))).toBe("Snapshot 1 → Snapshot 2: ±0 B (±0 %)");
    panel.store.dispatch({ type: "snapshot-shown", number: 1 });
    await panel.snapshots.compare([1, 2]);
    expect(shown(panel).number).toBe(-1);
    expect(world.compared).toHaveLength(1);
    await panel.snapshots.compare([2, 1]);
    expect(shown(panel)).toMatchObject({ number: -2, title: "Snapshot 2 → Snapshot 1" });
    await panel.takeSnapshot();
    expect(shown(panel).number).toBe(3);
  });

  test("of several snapshots is one of rounds, and another than that of its first and last", async () => {
    const { world, panel } = createWorld();
    world.keptBytes = 1_000_000;
    await takeSnapshots(panel, 4);
    const before = keptBytesOf(panel.store.state.snapshots);
    await panel.snapshots.compare([1, 2, 3, 4]);
    expect(shown(panel)).toMatchObject({
      title: "Snapshot 1 → Snapshot 4, 3 rounds",
      before: { number: 1 },
      between: [{ number: 2 }, { number: 3 }],
      after: { number: 4 },
      scope: "growth",
      caveats: [],
    });
    expect(shortTitleOf(shown(panel))).toBe("1 → 4, 3 rounds");
    await panel.snapshots.compare([1, 4]);
    expect(shown(panel)).toMatchObject({ title: "Snapshot 1 → Snapshot 4", between: [] });
    await panel.snapshots.compare([1, 2, 3, 4]);
    expect(shown(panel).number).toBe(-1);
    expect(world.compared.map(({ numbers }) => numbers)).toEqual([
      [1, 2, 3, 4],
      [1, 4],
    ]);
    await panel.snapshots.compare([1, 2, 2, 4]);
    await panel.snapshots.compare([1, 2, -1]);
    expect(world.compared).toHaveLength(2);
    /* A snapshot between stays as long as the comparison does. */
    panel.store.dispatch({ type: "snapshot-renamed", number: 2, title: "second" });
    expect(shown(panel)).toMatchObject({ between: [{ title: "second" }, { title: "Snapshot 3" }] });
    panel.store.dispatch({ type: "snapshot-deleted", number: 2 });
    expect(before - keptBytesOf(panel.store.state.snapshots)).toBeLessThan(10_000);
  });

  test("is not made of one snapshot, of a diff, or of what is not there", async () => {
    const { world, panel } = createWorld();
    await takeSnapshots(panel, 2);
    await panel.snapshots.compare([1, 1]);
    await panel.snapshots.compare([1, 7]);
    await panel.snapshots.compare([1, 2]);
    await panel.snapshots.compare([-1, 2]);
    expect(world.compared).toHaveLength(1);
  });

  test("goes by the names of its snapshots until it has one of its own, and stays when they go", async () => {
    const { panel } = createWorld();
    await takeSnapshots(panel, 2);
    await panel.snapshots.compare([1, 2]);
    panel.store.dispatch({ type: "snapshot-renamed", number: 1, title: "start" });
    expect(shown(panel).title).toBe("start → Snapshot 2");
    expect(shortTitleOf(shown(panel))).toBe("start → 2");
    panel.store.dispatch({ type: "snapshot-renamed", number: -1, title: "the leak" });
    expect(shortTitleOf(shown(panel))).toBe("the leak");
    panel.store.dispatch({ type: "snapshot-renamed", number: 2, title: "end" });
    expect(shown(panel)).toMatchObject({
      title: "the leak",
      before: { title: "start" },
      after: { title: "end" },
    });
    panel.store.dispatch({ type: "snapshot-deleted", number: 1 });
    expect(titlesOf(panel)).toEqual(["end", "the leak"]);
    expect(shown(panel).title).toBe("the leak");
  });

  test("is derived anew by another policy, and for another scope", async () => {
    const { world, panel } = createWorld();
    await takeSnapshots(panel, 2);
    await panel.snapshots.compare([1, 2]);
    const derived = shown(panel).derived;
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    world.derivations[0]!.resolve(derived);
    await idle(panel);
    panel.store.dispatch({ type: "scope-chosen", scope: "shrunk" });
    expect(panel.store.state.busy).toMatchObject({ kind: "derive" });
    world.derivations[1]!.resolve(derived);
    await idle(panel);
    expect(world.derivations).toMatchObject([{ snapshot: -1, sharing: "root" }, { snapshot: -1 }]);
    expect(shown(panel)).toMatchObject({ sharing: "root", scope: "shrunk" });
    /* What is no diff has no scope to be behind. */
    panel.store.dispatch({ type: "snapshot-shown", number: 1 });
    expect(world.derivations).toHaveLength(3);
    world.derivations[2]!.resolve(derived);
    await idle(panel);
    expect(shown(panel)).toMatchObject({ number: 1, sharing: "root" });
    panel.store.dispatch({ type: "scope-chosen", scope: "all" });
    expect(world.derivations).toHaveLength(3);
  });

  test("opens with its growth, whatever was chosen for another one", async () => {
    const { world, panel } = createWorld();
    await takeSnapshots(panel, 3);
    await panel.snapshots.compare([1, 2]);
    expect(shown(panel)).toMatchObject({ scope: "growth" });
    panel.store.dispatch({ type: "scope-chosen", scope: "all" });
    world.derivations[0]!.resolve(shown(panel).derived);
    await idle(panel);
    expect(shown(panel)).toMatchObject({ scope: "all" });
    await panel.snapshots.compare([2, 3]);
    expect(shown(panel)).toMatchObject({ scope: "growth" });
    expect(panel.store.state.scope).toBe("growth");
    expect(world.derivations).toHaveLength(1);
  });

  test("has a view of its own, and none of those that tell one size; what was chosen before holds for others", async () => {
    const { panel } = createWorld();
    await takeSnapshots(panel, 2);
    await panel.snapshots.compare([1, 2]);
    panel.store.dispatch({ type: "view-chosen", view: "changes" });
    expect(shownViewOf(panel.store.state, shown(panel))).toBe("changes");
    expect(viewsOf(panel.store.state, shown(panel))).toEqual(["icicle", "changes", "types", "warnings"]);
    panel.store.dispatch({ type: "snapshot-shown", number: 1 });
    expect(shownViewOf(panel.store.state, shown(panel))).toBe("icicle");
    expect(viewsOf(panel.store.state, shown(panel))).not.toContain("changes");
    panel.store.dispatch({ type: "snapshot-shown", number: -1 });
    expect(shownViewOf(panel.store.state, shown(panel))).toBe("changes");
  });

  test("that cannot be made is a sentence", async () => {
    const { world, panel } = createWorld();
    await takeSnapshots(panel, 2);
    world.refusal = new PanelError("derive-failed", "The snapshots cannot be compared: snapshot 1 is not open.");
    await panel.snapshots.compare([1, 2]);
    expect(panel.store.state.failure?.message).toContain("cannot be compared");
    expect(shown(panel).number).toBe(2);
  });
});
