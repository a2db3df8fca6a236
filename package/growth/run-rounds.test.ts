import { expect, test } from "vitest";
import { takeSnapshot } from "../../core/index.ts";
import { requireAction, runRounds } from "./run-rounds.ts";

function measuredList() {
  const list: object[] = [];
  const sizes: number[] = [];
  const takeSnapshotOfList = async (): Promise<Uint8Array> => {
    sizes.push(list.length);
    return takeSnapshot({ roots: { list } }).encode();
  };
  return { list, sizes, measured: { takeSnapshot: takeSnapshotOfList } };
}

test("a round before the first snapshot, and a snapshot after each of the others", async () => {
  const { list, sizes, measured } = measuredList();
  const { answer } = await runRounds(() => void list.push({}), measured, { rounds: 3 });
  expect(sizes).toEqual([1, 2, 3, 4]);
  expect(answer.hasGrown).toBe(true);
});

test("rounds and rounds before the first snapshot can be chosen; by default there are 5 and 1", async () => {
  const { list, sizes, measured } = measuredList();
  await runRounds(() => void list.push({}), measured, {});
  expect(sizes).toEqual([1, 2, 3, 4, 5, 6]);
  await runRounds(() => void list.push({}), measured, { rounds: 2, warmUp: 0 });
  expect(sizes.slice(6)).toEqual([6, 7, 8]);
});

test.each([
  [{ rounds: 1 }, "rounds is 1; it is a whole number from 2 on"],
  [{ rounds: 2.5 }, "rounds is 2.5"],
  [{ warmUp: -1 }, "warmUp is -1; it is a whole number from 0 on"],
])("%o is refused before anything is run", async (options, words) => {
  const { list, sizes, measured } = measuredList();
  await expect(runRounds(() => void list.push({}), measured, options)).rejects.toThrow(words);
  expect([list.length, sizes.length]).toEqual([0, 0]);
});

test("an error of the action is the test's, and says in which round it was thrown", async () => {
  const { list, measured } = measuredList();
  const action = (): void => {
    if (list.push({}) === 3) throw new TypeError("no such button");
  };
  await expect(runRounds(action, measured, { rounds: 4 })).rejects.toThrow(
    new TypeError("In round 2 of 4: no such button"),
  );
});

test("toGrow takes a function", () => {
  expect(() => requireAction(Promise.resolve())).toThrow("it was given object");
  expect(() => requireAction(null)).toThrow("it was given null");
});
