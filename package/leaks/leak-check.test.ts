import type { Page } from "playwright";
import { expect, test } from "vitest";
import { takeSnapshot } from "../../core/index.ts";
import { misfitsOfObject } from "../answers/documented-schemas.fixture.ts";
import { leaksAnswerOf } from "../answers/leaks.ts";
import { checkForLeaks } from "./leak-check.ts";
import type { RoundSteps } from "./round-steps.ts";

const URL = "https://shop.example/";

/** A page that draws at once. */
const page = { evaluate: async () => {}, waitForLoadState: async () => {} } as unknown as Page;

async function answerAfter(store: object, steps: Partial<RoundSteps>, rounds = 3) {
  const nothing = async (): Promise<void> => {};
  const measured = {
    takeSnapshot: async () => ({
      parts: [{ worker: "", bytes: takeSnapshot({ roots: { store }, layout: "chrome" }).encode() }],
      warnings: [],
      url: URL,
    }),
  };
  const all = { setup: nothing, action: nothing, back: nothing, ...steps };
  return leaksAnswerOf(await checkForLeaks({ page, measured, steps: all, rounds, onProgress: () => {} }), URL);
}

test("what grows in every round is a leak, with its path, its sentence and its figures", async () => {
  const seen: object[] = [];
  const answer = await answerAfter(
    { seen },
    { action: async () => void seen.push({ id: seen.length }, { id: seen.length }) },
  );
  expect(answer).toMatchObject({ hasLeak: true, head: "1 place grew in every round", rounds: 3 });
  expect(misfitsOfObject(answer, "allocative.leaks/1", "answer")).toEqual([]);
  expect(answer.rows).toHaveLength(1);
  expect(answer.rows[0]).toMatchObject({
    path: "store › Object › seen: Array",
    foldedPath: "store;Object;seen;Array",
    sentence: "6 more objects in seen of store: 2 a round.",
    counts: [0, 2, 4, 6],
  });
});

test("what is undone in each round is no leak", async () => {
  const open: object[] = [{}];
  const answer = await answerAfter(
    { open },
    { action: async () => void open.push({ dialog: true }), back: async () => void open.pop() },
  );
  expect(answer).toMatchObject({ hasLeak: false, head: "Nothing grew in every round", rows: [] });
});

test("a step that throws ends the check with its round and its words", async () => {
  const back = async (): Promise<void> => {
    throw new Error("no button Close");
  };
  await expect(answerAfter({}, { back })).rejects.toThrow("Round 1: back failed: no button Close");
});
