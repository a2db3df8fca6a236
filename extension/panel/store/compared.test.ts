import { expect, test } from "vitest";
import { comparedOf, withTick } from "./compared.ts";
import { createWorld } from "./panel.fixture.ts";

async function listOf(count: number) {
  const { panel } = createWorld();
  for (let taken = 0; taken < count; taken++) await panel.takeSnapshot();
  return panel;
}

test("the last two are compared, unless others are ticked; in the order of the list", async () => {
  const panel = await listOf(4);
  const numbersOf = (...ticked: number[]): (number | undefined)[] => {
    const compared = comparedOf(panel.store.state.snapshots, ticked);
    return [compared?.before.number, compared?.after.number];
  };
  expect(numbersOf()).toEqual([3, 4]);
  expect(numbersOf(1)).toEqual([1, 4]);
  expect(numbersOf(4)).toEqual([3, 4]);
  expect(numbersOf(2, 1)).toEqual([1, 2]);
  await panel.snapshots.compare([1, 2]);
  expect(numbersOf()).toEqual([3, 4]);
});

test("one snapshot is compared with nothing", async () => {
  const panel = await listOf(1);
  expect(comparedOf(panel.store.state.snapshots, [1])).toBeNull();
  expect(comparedOf([], [])).toBeNull();
});

test("a third tick takes the place of the first; a tick again takes it back", () => {
  expect(withTick(withTick([], 1), 2)).toEqual([1, 2]);
  expect(withTick([1, 2], 3)).toEqual([2, 3]);
  expect(withTick([1, 2], 1)).toEqual([2]);
});

test("a snapshot that is gone is ticked no more", async () => {
  const panel = await listOf(3);
  for (const number of [1, 2]) panel.store.dispatch({ type: "snapshot-ticked", number });
  expect(panel.store.state.ticked).toEqual([1, 2]);
  panel.store.dispatch({ type: "snapshot-deleted", number: 1 });
  const compared = comparedOf(panel.store.state.snapshots, panel.store.state.ticked);
  expect([compared?.before.number, compared?.after.number]).toEqual([2, 3]);
});
