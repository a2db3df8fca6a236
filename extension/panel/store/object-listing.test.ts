import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { REST_OF_PARTS } from "../frames/type-tree.ts";
import { objectAt, unreadReasonOf } from "./object-state.ts";
import { createWorld, ITEMS, OBJECT } from "./panel.fixture.ts";
import type { ObjectReading } from "./services.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** When all that was asked for is answered. */
const settled = (): Promise<void> => vi.advanceTimersByTimeAsync(5000).then(() => undefined);

async function listed(count = 3, readings: readonly (readonly [number, ObjectReading])[] = []) {
  const { world, panel } = createWorld();
  world.count = count;
  for (const [node, reading] of readings) world.readings.set(node, reading);
  await panel.takeSnapshot();
  panel.listing.ask();
  await settled();
  const { store, listing } = panel;
  const select = async (box: number): Promise<void> => {
    store.dispatch({ type: "box-selected", box });
    listing.ask();
    await settled();
  };
  return { world, store, listing, select, panel, objects: () => store.state.objects };
}

const reading = (preview: string, state: ObjectReading["state"] = "same"): ObjectReading => ({
  state,
  key: `"${preview}"`,
  preview,
});

test("the objects of the focus, then of what is selected, largest first", async () => {
  const { world, select } = await listed();
  await select(OBJECT);
  await select(OBJECT);
  const [focus, object] = world.objectsAsked.map(({ query }) => query);
  expect(world.objectsAsked).toHaveLength(2);
  expect(focus).toMatchObject({ target: { of: "frame", frame: 0 }, contents: "usual", bucket: null, text: "" });
  expect(object).toMatchObject({ target: { frame: OBJECT }, sort: { column: "retained", direction: "descending" } });
});

test("of a comparison the worker and the page are asked by its own number, which stands for the snapshot after", async () => {
  const { world, panel, listing } = await listed();
  await panel.takeSnapshot();
  await panel.snapshots.compare([1, 2]);
  expect(world.comparisons).toEqual([{ comparison: -1, after: 2 }]);
  listing.ask();
  await settled();
  listing.show(0, 3);
  await settled();
  expect(world.objectsAsked.at(-1)).toMatchObject({ snapshot: -1, scope: "growth" });
  expect(world.read.at(-1)).toMatchObject({ snapshot: -1, nodes: [0, 1, 2] });
});

test("a comparison with a file of stacks after has no objects", async () => {
  const { world, panel, listing } = await listed();
  await panel.openFiles([new File(["a;b 12\n"], "app.folded")]);
  await panel.snapshots.compare([1, 2]);
  listing.ask();
  await settled();
  expect(world.objectsAsked.map(({ snapshot }) => snapshot)).toEqual([1]);
});

test("boxes that the selection passes are not asked about", async () => {
  const { world, store, listing } = await listed();
  for (const box of [OBJECT, ITEMS]) {
    store.dispatch({ type: "box-selected", box });
    listing.ask();
  }
  await settled();
  expect(world.objectsAsked).toHaveLength(2);
});

test("all objects of a selected type", async () => {
  const { world, store, listing } = await listed();
  store.dispatch({ type: "view-chosen", view: "types" });
  store.dispatch({ type: "type-selected", name: "User" });
  listing.ask();
  await settled();
  expect(world.objectsAsked.at(-1)!.query.target).toEqual({ of: "type", name: "User" });
  store.dispatch({ type: "type-selected", name: "Object", shape: "{id, sku}" });
  listing.ask();
  await settled();
  expect(world.objectsAsked.at(-1)!.query.target).toEqual({ of: "type", name: "Object", shape: "{id, sku}" });
  /* The rest of the shapes has no label: the list is of the type. */
  store.dispatch({ type: "type-selected", name: "Object", shape: REST_OF_PARTS });
  listing.ask();
  await settled();
  expect(world.objectsAsked.at(-1)!.query.target).toEqual({ of: "type", name: "Object" });
});

test("of many rows those in view are read, each page once, and looked up in the page", async () => {
  const { world, listing, objects } = await listed(1_000_000, [[999_990, reading("far away")]]);
  listing.show(0, 20);
  await settled();
  listing.show(999_980, 1_000_000);
  await settled();
  listing.show(0, 20);
  await settled();
  expect(world.objectsRead.map(({ first }) => first)).toEqual([0, 999_936]);
  expect(world.read.map(({ nodes }) => nodes[0])).toEqual([0, 999_936]);
  expect(objectAt(objects(), 999_990)).toMatchObject({ row: { node: 999_990 }, reading: { preview: "far away" } });
  expect(objectAt(objects(), 500_000)).toBeNull();
});

test("a list that the worker has no more is asked for again", async () => {
  const { world, listing } = await listed();
  world.objectsAsked.push(world.objectsAsked[0]!);
  listing.show(0, 3);
  await settled();
  expect(world.objectsAsked).toHaveLength(3);
});

test("filters and selection end with what they were about, and a selected row is found again in another order", async () => {
  const { store, listing, select, objects } = await listed();
  listing.show(0, 3);
  await settled();
  store.dispatch({ type: "object-selected", index: 2 });
  store.dispatch({ type: "object-bucket-chosen", bucket: 4 });
  store.dispatch({ type: "objects-filtered", text: "user" });
  expect(objects().selected).toMatchObject({ row: 2 });
  store.dispatch({ type: "grid-sorted", grid: "objects", sort: { column: "key", direction: "ascending" } });
  listing.ask();
  await settled();
  listing.show(0, 3);
  await settled();
  expect(objects()).toMatchObject({ bucket: 4, text: "user", current: 2, selected: { row: 2 } });
  await select(OBJECT);
  expect(objects()).toMatchObject({ bucket: null, text: "", current: -1, selected: null });
});

test("a text is looked for in the previews of all rows", async () => {
  const found = [
    [700, reading('{name: "Ann"}')],
    [1400, reading('{name: "Anna"}')],
  ] as const;
  const rest = Array.from({ length: 1500 }, (_, node) => [node, reading("{}")] as const);
  const { world, store, listing, objects } = await listed(1500, [...rest, ...found]);
  store.dispatch({ type: "objects-filtered", text: "ann" });
  listing.ask();
  listing.searchPreviews();
  await settled();
  expect(objects()).toMatchObject({ previewed: [700, 1400], reading: null });
  expect([...world.objectsAsked.at(-1)!.query.found!]).toEqual([700, 1400]);
});

test("where nothing of the page can be read, no more than the first rows are tried", async () => {
  const { world, store, listing } = await listed(100_000);
  store.dispatch({ type: "objects-filtered", text: "ann" });
  listing.searchPreviews();
  await settled();
  expect(world.read.map(({ nodes }) => nodes.length)).toEqual([500]);
});

test("why no row can be read is said once", async () => {
  const gone: ObjectReading = { state: "unread", key: "", preview: "The page was reloaded." };
  const { listing, objects } = await listed(
    3,
    [0, 1, 2].map((node) => [node, gone] as const),
  );
  listing.show(0, 3);
  await settled();
  expect(unreadReasonOf(objects())).toBe("The page was reloaded.");
});
