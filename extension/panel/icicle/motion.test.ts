import { expect, test } from "vitest";
import { arrangementOf } from "../frames/arrangement.ts";
import { headOf, isInside, TOP_BOX } from "../frames/box.ts";
import { randomFrames, randomFrom, withRanges } from "../frames/frames.fixture.ts";
import { WHOLE } from "../frames/zoom.ts";
import { BOX_MORE, layoutIcicle } from "./layout.ts";
import { motionBetween } from "./motion.ts";

test("each end of a motion looks like the sight it stands for", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomFrom(seed);
    const table = withRanges(randomFrames(seed, 200), seed);
    const arrangement = arrangementOf(table, "max-size", seed % 2 === 0 ? "size" : "name");
    const boxAt = () => headOf(table, Math.floor(random() * table.count));
    const [from, to] = [boxAt(), boxAt()];
    const zoom = seed % 3 === 0 ? { from: 0.2, to: 0.6 } : WHOLE;
    const motion = motionBetween(arrangement, { focus: from, zoom }, { focus: to, zoom: WHOLE });
    expect(isInside(table, from, motion.focus) && isInside(table, to, motion.focus)).toBe(true);
    for (const [end, sight] of [
      [motion.from, { focus: from, zoom }],
      [motion.to, { focus: to, zoom: WHOLE }],
    ] as const) {
      if (arrangement.totals[sight.focus] === 0) continue;
      const rows = { arrangement, width: 500, firstRow: 0, endRow: 300 };
      const moving = layoutIcicle({ ...rows, focus: motion.focus, zoom: end });
      const still = layoutIcicle({ ...rows, ...sight });
      for (let box = 0; box < still.count; box++) {
        const isInSight = isInside(table, still.frame[box]!, sight.focus) && (still.flags[box]! & BOX_MORE) === 0;
        if (!isInSight || still.right[box]! - still.left[box]! < 2) continue;
        const other = moving.frame.subarray(0, moving.count).indexOf(still.frame[box]!);
        expect(Math.abs(moving.left[other]! - still.left[box]!)).toBeLessThanOrEqual(1);
        expect(Math.abs(moving.right[other]! - still.right[box]!)).toBeLessThanOrEqual(1);
      }
    }
  }
});

test("the way to where one is stays there", () => {
  const table = randomFrames(3, 50);
  const sight = { focus: TOP_BOX, zoom: { from: 0.25, to: 0.5 } };
  const arrangement = arrangementOf(table, "size", "size");
  expect(motionBetween(arrangement, sight, sight)).toEqual({ focus: TOP_BOX, from: sight.zoom, to: sight.zoom });
});
