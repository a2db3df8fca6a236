import { expect, test } from "vitest";
import { limitsOf } from "./coverage.ts";
import { createWorld, fileOf, folded, shown } from "./panel.fixture.ts";

test("a walk says every time what JavaScript cannot look into", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  expect(shown(panel).derived.warnings).toEqual([]);
  const [limits, ...more] = limitsOf(shown(panel));
  expect(more).toEqual([]);
  for (const unseen of ["closures", "#private fields", "WeakMaps", "Promises", "workers"]) {
    expect(limits).toContain(unseen);
  }
});

test("a walk with closures does not say that they are missing", async () => {
  const { world, panel } = createWorld();
  world.hasClosures = true;
  await panel.takeSnapshot();
  const [limits] = limitsOf(shown(panel));
  expect(limits).toMatch(/^The debugger was asked/);
  expect(limits).toContain("workers");
});

test("a file says what such a file does not have; a comparison says it of both sides", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  await panel.openFiles([fileOf("a.folded", folded)]);
  const ofFile = limitsOf(shown(panel));
  expect(ofFile).toEqual([expect.stringMatching(/^A file of stacks/)]);
  await panel.snapshots.compare([1, 2]);
  expect(limitsOf(shown(panel))).toEqual([expect.stringContaining("closures"), ...ofFile]);
});

test("a comparison of two walks says it once", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  await panel.takeSnapshot();
  await panel.snapshots.compare([1, 2]);
  expect(limitsOf(shown(panel))).toHaveLength(1);
});
