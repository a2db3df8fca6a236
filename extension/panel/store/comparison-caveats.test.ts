import { expect, test } from "vitest";
import { framesOf } from "../frames/frames.fixture.ts";
import { comparisonCaveatsOf } from "./comparison-caveats.ts";
import { createWorld, shown } from "./panel.fixture.ts";
import type { Taken } from "./state.ts";

async function takenSnapshot(): Promise<Extract<Taken, { kind: "walked" }>> {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  const snapshot = shown(panel);
  if (snapshot.kind !== "walked") throw new Error(`a ${snapshot.kind} was taken`);
  return snapshot;
}

test("two snapshots of one page with the same roots have none", async () => {
  const snapshot = await takenSnapshot();
  expect(comparisonCaveatsOf([snapshot, { ...snapshot, number: 2 }])).toEqual([]);
  const [list, cart] = ["shop.example/list", "shop.example/cart"].map((page) => ({ ...snapshot, page }));
  expect(comparisonCaveatsOf([list!, cart!])).toEqual([]);
});

test("different pages are named", async () => {
  const snapshot = await takenSnapshot();
  const [one, other] = ["shop.example/list", "mail.example/inbox"].map((page) => ({ ...snapshot, page }));
  expect(comparisonCaveatsOf([one!, other!, one!])).toEqual([
    "They are of different pages: shop.example and mail.example.",
  ]);
});

test("rounds that end on different pages of a site are said, and a watch that does not last", async () => {
  const snapshot = await takenSnapshot();
  const [list, cart] = ["shop.example/list", "shop.example/cart"].map((page) => ({ ...snapshot, page }));
  expect(comparisonCaveatsOf([list!, cart!, list!])).toEqual([
    expect.stringContaining("on different pages (shop.example/list, shop.example/cart):"),
  ]);
  const watched = { ...snapshot, derived: { ...snapshot.derived, watched: { ageMs: 1, rows: [] } } };
  expect(comparisonCaveatsOf([watched, watched])).toEqual([]);
  expect(comparisonCaveatsOf([watched, snapshot])).toEqual([expect.stringContaining("was not watched all the time")]);
});

test("a walk and a heap snapshot of V8 are of different kinds", async () => {
  const walked = await takenSnapshot();
  const heap: Taken = { ...walked, kind: "heap", source: "heap-snapshot" };
  expect(comparisonCaveatsOf([walked, heap])).toEqual([expect.stringContaining("most paths will be new or gone")]);
});

test("roots that a snapshot does not have are named", async () => {
  const walked = await takenSnapshot();
  const withRoots = (title: string, ...names: string[]): Taken => {
    const frames = framesOf(names.map((name) => `root ${name} 4`).join("\n"));
    return { ...walked, title, derived: { ...walked.derived, frames } };
  };
  const [first, second, other] = [
    withRoots("Snapshot 1", "app"),
    withRoots("later", "app", "a", "b", "c", "d"),
    withRoots("Snapshot 3", "store"),
  ] as const;
  expect(comparisonCaveatsOf([first, second])).toEqual(["Snapshot 1 does not have the roots a, b, c and 1 more."]);
  expect(comparisonCaveatsOf([first, other])).toEqual([
    "Snapshot 1 does not have the root store.",
    "Snapshot 3 does not have the root app.",
  ]);
  const last = withRoots("Snapshot 4", "app", "store");
  expect(comparisonCaveatsOf([first, last, other, last])).toEqual([
    "Snapshot 1 does not have the root store.",
    "Snapshot 3 does not have the root app.",
  ]);
});
