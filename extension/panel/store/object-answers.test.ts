import { expect, test } from "vitest";
import type { WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import { createWorld, derived, ELEMENTS, fileOf, folded, ITEMS, idle, STORE, shown } from "./panel.fixture.ts";
import { PanelError } from "./services.ts";

const rows: readonly WasteRow[] = [
  { kind: "unused-capacity", frame: ELEMENTS, size: 0, maxSize: 8, count: 1, references: 0, mostCopied: null },
];

test("waste is asked for once for each table of frames, and is about that table", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  const asked = panel.objects.askWaste();
  await panel.objects.askWaste();
  expect(world.wasteAsked).toHaveLength(1);
  expect(world.wasteAsked[0]).toMatchObject({ snapshot: 1, sharing: "owner", transforms: [] });
  world.wasteAsked[0]!.resolve(rows);
  await asked;
  expect(panel.store.state.waste).toEqual({ derived: shown(panel).derived, rows });
});

test("an answer about frames that are no longer shown is dropped", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  const first = panel.objects.askWaste();
  panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
  world.derivations[0]!.resolve({ ...derived });
  await idle(panel);
  const second = panel.objects.askWaste();
  world.wasteAsked[0]!.resolve(rows);
  await first;
  expect(panel.store.state.waste).toBeNull();
  world.wasteAsked[1]!.resolve([]);
  await second;
  expect(panel.store.state.waste?.rows).toEqual([]);
  expect(world.wasteAsked[1]).toMatchObject({ sharing: "root" });
});

test("waste that cannot be found gets a sentence", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  const asked = panel.objects.askWaste();
  world.wasteAsked[0]!.reject(new PanelError("worker-died", "The worker died."));
  await asked;
  expect(panel.store.state.waste?.rows).toBeNull();
  expect(panel.store.state.failure?.message).toBe("The worker died.");
});

test("a file of stacks has no objects to ask about", async () => {
  const { world, panel } = createWorld();
  await panel.openFiles([fileOf("a.folded", folded)]);
  await panel.objects.askWaste();
  await panel.objects.askReferrers(ITEMS);
  expect(world.wasteAsked).toEqual([]);
  expect(world.referrersAsked).toEqual([]);
});

test("who refers to a box is asked about its type frame, once", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  await panel.objects.askReferrers(ITEMS);
  await panel.objects.askReferrers(ITEMS);
  expect(world.referrersAsked).toMatchObject([{ snapshot: 1, frame: ITEMS + 1, sharing: "owner" }]);
  expect(panel.store.state.referrers).toMatchObject({ frame: ITEMS + 1, referrers: { references: 3 } });
});

test("nothing refers to a root, or to a part of an object", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  for (const box of [0, STORE, ELEMENTS]) await panel.objects.askReferrers(box);
  expect(world.referrersAsked).toEqual([]);
});

test("where the question fails nothing is said, and it may be asked again", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  world.refusal = new PanelError("worker-died", "The worker died.");
  await panel.objects.askReferrers(ITEMS);
  expect(panel.store.state).toMatchObject({ referrers: null, failure: null });
  world.refusal = null;
  await panel.objects.askReferrers(ITEMS);
  expect(panel.store.state.referrers).not.toBeNull();
});

test("answers go with the frames that they are about", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  await panel.objects.askReferrers(ITEMS);
  panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
  world.derivations[0]!.resolve({ ...derived });
  await idle(panel);
  expect(panel.store.state.referrers).toBeNull();
});

test("the string of an insight is read once, and shown if it is what stood there", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  world.readings.set(7, { state: "same", key: "text", preview: '"An error happened"' });
  world.readings.set(8, { state: "changed", key: "text", preview: '"another"' });
  await panel.objects.askSample(7);
  await panel.objects.askSample(7);
  expect(world.read).toEqual([{ snapshot: 1, nodes: [7], cells: [-1] }]);
  expect(panel.store.state.sample).toEqual({ derived: shown(panel).derived, node: 7, text: '"An error happened"' });
  await panel.objects.askSample(8);
  expect(panel.store.state.sample).toMatchObject({ node: 8, text: "" });
});

test("detached trees are asked for once for each table of frames", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  const trees = { holder: ITEMS, frame: STORE, component: -1, trees: 2, nodes: 3, size: 400 };
  world.detached = [trees];
  await panel.objects.askDetached();
  world.detached = [];
  await panel.objects.askDetached();
  expect(panel.store.state.detached).toEqual({ derived: shown(panel).derived, rows: [trees] });
});

const holder = { name: [{ kind: "root", place: ["store"], type: "Object", times: 1 }], text: "store: Object" } as const;

test("who holds the selected box is asked once, and again without an ignored holder", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "box-selected", box: ITEMS });
  await panel.objects.askHolders();
  await panel.objects.askHolders();
  expect(world.holdersAsked).toMatchObject([
    { snapshot: 1, target: { of: "frame", frame: ITEMS + 1 }, ignored: [], sharing: "owner" },
  ]);
  panel.store.dispatch({ type: "holder-ignored", holder });
  panel.store.dispatch({ type: "holder-ignored", holder: { ...holder } });
  await panel.objects.askHolders();
  expect(world.holdersAsked[1]?.ignored).toEqual([holder.name]);
  expect(panel.store.state.holders.ignored).toHaveLength(1);
});

test("an ignored holder is looked at again, and the answer is known still", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "box-selected", box: ITEMS });
  await panel.objects.askHolders();
  const { question } = panel.store.state.holders.found!;
  panel.store.dispatch({ type: "holder-ignored", holder });
  await panel.objects.askHolders();
  expect(panel.store.state.holders.found?.question).not.toBe(question);
  panel.store.dispatch({ type: "holder-restored", index: 0 });
  await panel.objects.askHolders();
  expect(panel.store.state.holders.found?.question).toBe(question);
  expect(world.holdersAsked).toHaveLength(2);
});

test("in Types, the holders of the selected type are asked for", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "view-chosen", view: "types" });
  panel.store.dispatch({ type: "type-selected", name: "Array" });
  await panel.objects.askHolders();
  expect(world.holdersAsked).toMatchObject([{ target: { of: "type", name: "Array" } }]);
});

test("holders of everything, and of stacks, are not asked for", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  await panel.objects.askHolders();
  await panel.openFiles([fileOf("a.folded", folded)]);
  panel.store.dispatch({ type: "box-selected", box: ITEMS });
  await panel.objects.askHolders();
  expect(world.holdersAsked).toEqual([]);
});

test("holders that cannot be found may be asked for again", async () => {
  const { world, panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "box-selected", box: ITEMS });
  world.refusal = new PanelError("worker-died", "The worker died.");
  await panel.objects.askHolders();
  expect(panel.store.state.holders.found?.holders).toBeNull();
  world.refusal = null;
  await panel.objects.askHolders();
  expect(panel.store.state.holders.found?.holders).not.toBeNull();
});
