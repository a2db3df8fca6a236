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
  expect(comparisonCaveatsOf(snapshot, { ...snapshot, number: 2 })).toEqual([]);
  const [list, cart] = ["shop.example/list", "shop.example/cart"].map((page) => ({ ...snapshot, page }));
  expect(comparisonCaveatsOf(list!, cart!)).toEqual([]);
});

test("different pages are named", async () => {
  const snapshot = await takenSnapshot();
  const [one, other] = ["shop.example/list", "mail.example/inbox"].map((page) => ({ ...snapshot, page }));
  expect(comparisonCaveatsOf(one!, other!)).toEqual(["They are of different pages: shop.example and mail.example."]);
});

test("a walk and a heap snapshot of V8 are of different kinds", async () => {
  const walked = await takenSnapshot();
  const heap: Taken = { ...walked, kind: "heap", source: "heap-snapshot" };
  expect(comparisonCaveatsOf(walked, heap)).toEqual([expect.stringContaining("most paths will be new or gone")]);
});

test("roots of one side alone are named, by side", async () => {
  const walked = await takenSnapshot();
  const withRoots = (title: string, ...names: string[]): Taken => {
    const frames = framesOf(names.map((name) => `root ${name} 4`).join("\n"));
    return { ...walked, title, derived: { ...walked.derived, frames } };
  };
  expect(comparisonCaveatsOf(withRoots("Snapshot 1", "app"), withRoots("later", "app", "a", "b", "c", "d"))).toEqual([
    "Only later has the roots a, b, c and 1 more.",
  ]);
  expect(comparisonCaveatsOf(withRoots("Snapshot 1", "app"), withRoots("later", "store"))).toEqual([
    "Only Snapshot 1 has the root app.",
    "Only later has the root store.",
  ]);
});
