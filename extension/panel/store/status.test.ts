import { expect, test } from "vitest";
import { createWorld, ITEMS, shown } from "./panel.fixture.ts";
import { writeDisplayed, writeStatus } from "./status.ts";

test("the status names the part that is displayed: the focus, and what is left by changes of Path", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  expect(writeDisplayed(shown(panel))).toBe("");
  panel.store.dispatch({ type: "snapshot-painted", number: 1, at: 3000 });
  const status = writeStatus(shown(panel));
  panel.store.dispatch({ type: "box-focused", box: ITEMS });
  expect(writeDisplayed(shown(panel))).toBe("In focus: 1.1 KiB in 1 object");
  expect(writeStatus(shown(panel))).toBe(status);
  const transform = { type: "invert" } as const;
  const hidden = { ...shown(panel), trail: [], transforms: [transform] };
  expect(writeDisplayed(hidden)).toMatch(/^After 1 change of Path: [\d.]+ K?i?B in \d+ objects/);
  expect(writeDisplayed({ ...shown(panel), transforms: [transform, transform] })).toMatch(
    /^In focus, after 2 changes of Path: 1.1 KiB in 1 object$/,
  );
});
