import { expect, test } from "vitest";
import type { ActionTarget } from "./object-actions.ts";
import { createWorld, ITEMS } from "./panel.fixture.ts";
import { PanelError } from "./services.ts";

const BOX: ActionTarget = { of: "box", box: ITEMS };
const OBJECT: ActionTarget = { of: "object", object: { node: 7, cell: 3 }, label: '"session-617"' };

async function worldWithSnapshot() {
  const made = createWorld();
  await made.panel.takeSnapshot();
  return made;
}

test("an action on a box is about its largest object, one on an object about that", async () => {
  const { panel, world } = await worldWithSnapshot();
  await panel.objectActions.use(BOX, "log");
  await panel.objectActions.use(OBJECT, "store");
  expect(world.used.map(({ node, use }) => [node, use])).toEqual([
    [expect.any(Number), "log"],
    [7, "store"],
  ]);
  expect(panel.store.state.notice).toBe("Stored as the global variable temp1.");
});

test("logging says that scripts of the page may record it", async () => {
  const { panel } = await worldWithSnapshot();
  await panel.objectActions.use(OBJECT, "log");
  expect(panel.store.state.notice).toContain("Scripts of the page that record what is logged have it, too.");
});

test("what cannot be done is said, and nothing else happens", async () => {
  const { panel, world } = await worldWithSnapshot();
  world.refusal = new PanelError("object-gone", "The object is gone.");
  await panel.objectActions.use(OBJECT, "reveal");
  expect(panel.store.state.failure).toEqual({ message: "The object is gone.", retry: null });
  expect(panel.store.state.notice).toBeNull();
});

test("the path is copied as an expression where there is one; of a box without one as its path", async () => {
  const { panel, world } = await worldWithSnapshot();
  world.expression = 'app.sessions.get("session-617")';
  await panel.objectActions.copyPath(OBJECT);
  expect(world.copied).toEqual(['app.sessions.get("session-617")']);
  world.expression = null;
  await panel.objectActions.copyPath(BOX);
  expect(world.copied[1]).toContain(" › ");
  expect(panel.store.state.notice).toContain("no expression leads to the object");
  await panel.objectActions.copyPath(OBJECT);
  expect(panel.store.state.failure?.message).toBe("No expression leads to this object in the console.");
});

test("a snapshot of one object alone is one of the list, and asks for no root", async () => {
  const { panel, world } = await worldWithSnapshot();
  await panel.objectActions.snapshotOnly(OBJECT);
  expect(world.requests.map(({ only }) => only?.name)).toEqual([undefined, '"session-617"']);
  expect(panel.store.state.snapshots).toHaveLength(2);
});

test("in a comparison, an action is on the object of the snapshot after; a box without one is copied as a path", async () => {
  const { panel, world } = await worldWithSnapshot();
  await panel.takeSnapshot();
  await panel.snapshots.compare([1, 2]);
  expect(panel.objectActions.refusal()).toBeNull();
  await panel.objectActions.use(OBJECT, "store");
  expect(world.used.map(({ snapshot, node }) => [snapshot, node])).toEqual([[-1, 7]]);
  world.expression = "app";
  world.largest = null;
  await panel.objectActions.copyPath(BOX);
  expect(world.copied).toEqual([expect.stringContaining(" › ")]);
  await panel.objectActions.use(BOX, "log");
  expect(panel.store.state.failure?.message).toBe("No object stands behind this box.");
});

test("before a snapshot of the page there is nothing to act on", async () => {
  const { panel, world } = createWorld();
  expect(panel.objectActions.refusal()).toBe("Only objects of a snapshot of this page can be used.");
  await panel.objectActions.use(OBJECT, "log");
  expect(world.used).toEqual([]);
  expect(panel.store.state.failure?.message).toBe("Only objects of a snapshot of this page can be used.");
});
