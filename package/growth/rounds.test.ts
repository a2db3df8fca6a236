import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../../core/index.ts";
import { writeRounds } from "./growth-text.ts";
import { Rounds, type RoundsAnswer } from "./rounds.ts";

interface Store {
  readonly users: object[];
  readonly log: object[];
  readonly draft: { rows: number[] };
}

/** Five rounds of the action on a store that is a root. */
function roundsOf(action: (store: Store, round: number) => void, ignore: readonly string[] = []): RoundsAnswer {
  const store: Store = { users: [{ id: 1 }], log: [], draft: { rows: [] } };
  const rounds = new Rounds();
  const take = (): void => rounds.add(takeSnapshot({ roots: { store }, layout: "chrome" }).encode());
  take();
  for (let round = 1; round <= 5; round++) {
    action(store, round);
    take();
  }
  return rounds.answer(ignore);
}

const LEAK = (store: Store): void => {
  store.users.push({ id: 1 });
  store.log.push({ at: 1 });
};

test("what grew in every round is a tree, with counts by round, own bytes and a sentence", () => {
  const answer = roundsOf(LEAK);
  expect(answer.hasGrown).toBe(true);
  expect(writeRounds(answer)).toBe(`2 places grew in each of 5 rounds:

store › Object
  log: Array
    0 → 1 → 2 → 3 → 4 → 5 objects, own +108 B, at least +20 B a round
    5 more objects in log of store: one a round.
  users: Array
    1 → 2 → 3 → 4 → 5 → 6 objects, own +100 B, at least +20 B a round
    5 more objects in users of store: one a round.`);
});

test("what is filled once and what comes and goes is no growth, and the text says what changed", () => {
  const answer = roundsOf((store, round) => {
    if (round === 1) for (let i = 0; i < 50; i++) store.users.push({ id: i });
    store.draft.rows = Array.from({ length: round % 3 }, (_, i) => i);
  });
  expect(answer.hasGrown).toBe(false);
  expect(writeRounds(answer)).toMatch(/^Nothing grew in every round\.\nFrom round to round the snapshots changed by /);
});

describe("ignored paths", () => {
  test.each(["store › log", "store › Object › log: Array", "store;log", "store;Object;log"])("%s", (path) => {
    const answer = roundsOf(LEAK, [path]);
    expect(answer.hasGrown).toBe(true);
    expect(writeRounds(answer)).toMatch(/^1 place grew .*\n\nstore › Object › users: Array\n/);
  });

  test("all that grew may be ignored", () => {
    const answer = roundsOf(LEAK, ["store"]);
    expect(answer.hasGrown).toBe(false);
    expect(writeRounds(answer)).toBe("What grew in every round is ignored.");
  });

  test("of one that is nowhere, near ones are named beside what grew", () => {
    const answer = roundsOf(LEAK, ["store › lgo"]);
    expect(answer.kept).toHaveLength(2);
    expect(writeRounds(answer)).toMatch(
      /\nThe ignored path "store › lgo" is not in the snapshots\. The nearest: store › Object › log: Array/,
    );
  });

  test("one that is there and did not grow is no remark", () => {
    expect(writeRounds(roundsOf(LEAK, ["store › draft"]))).not.toContain("ignored");
  });

  test("an empty name is refused", () => {
    expect(() => roundsOf(LEAK, ["store › "])).toThrow('A name of the path "store › " is empty');
  });
});
