import { expect, test } from "vitest";
import { arrangementOf, offsetOf } from "../frames/arrangement.ts";
import { headOf, parentBoxOf, TOP_BOX } from "../frames/box.ts";
import { framesOf, randomFrames, randomFrom, withRanges } from "../frames/frames.fixture.ts";
import { WHOLE } from "../frames/zoom.ts";
import { boxIndexAt, boxIndexOfFrame } from "./hit-test.ts";
import { BOX_MORE, layoutIcicle, rowOf } from "./layout.ts";
import { extentOf, isTooNarrow, middleInSight, zoomInto, zoomToShow } from "./zoom-to-box.ts";

const WIDTH = 200;

test("by opening boxes of several, one comes to any box that has a width", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = randomFrom(seed);
    const frames = withRanges(randomFrames(seed, 2000), seed);
    const arrangement = arrangementOf(
      frames,
      (["size", "max-size", "count"] as const)[seed % 3]!,
      (["size", "name"] as const)[seed % 2]!,
    );
    for (let round = 0; round < 20; round++) {
      const box = headOf(frames, 1 + Math.floor(random() * (frames.count - 1)));
      if (arrangement.totals[box] === 0) continue;
      /* Down the path, as a user would: to the box itself if it is drawn, else into the box that holds it. */
      let [focus, zoom] = [TOP_BOX, WHOLE];
      for (let clicks = 0; focus !== box; clicks++) {
        expect(clicks).toBeLessThan(80);
        let next = box;
        while (parentBoxOf(frames, next) !== focus) next = parentBoxOf(frames, next);
        const row = rowOf(arrangement, next);
        const boxes = layoutIcicle({ arrangement, focus, zoom, width: WIDTH, firstRow: row, endRow: row + 1 });
        const index = boxIndexOfFrame(boxes, row, next);
        const at = middleInSight(arrangement, { focus, zoom }, next);
        expect(at).toBeGreaterThan(-1e-6);
        expect(at).toBeLessThan(1 + 1e-6);
        if (index >= 0 && (boxes.flags[index]! & BOX_MORE) === 0) {
          [focus, zoom] = [next, WHOLE];
          continue;
        }
        /* Between pixels, the one beside it is as good. */
        const shown = index >= 0 ? index : boxIndexAt(boxes, row, Math.min(WIDTH - 1, Math.floor(at * WIDTH)));
        const isMore = shown >= 0 && (boxes.flags[shown]! & BOX_MORE) !== 0;
        zoom = isMore
          ? zoomInto(arrangement, focus, zoom, { from: boxes.from[shown]!, to: boxes.to[shown]! }, at)
          : zoomToShow(arrangement, focus, next, WIDTH);
        if (middleInSight(arrangement, { focus, zoom }, next) < 0) zoom = zoomToShow(arrangement, focus, next, WIDTH);
      }
    }
  }
});

test("a box that was asked for is drawn by itself, and no longer too narrow", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = randomFrom(seed);
    const frames = randomFrames(seed, 1000);
    const arrangement = arrangementOf(frames, "size", seed % 2 === 0 ? "size" : "name");
    for (let round = 0; round < 30; round++) {
      const box = headOf(frames, 1 + Math.floor(random() * (frames.count - 1)));
      if (arrangement.totals[box] === 0) continue;
      const zoom = zoomToShow(arrangement, TOP_BOX, box, WIDTH);
      expect(isTooNarrow(arrangement, { focus: TOP_BOX, zoom }, box, WIDTH)).toBe(false);
      const row = rowOf(arrangement, box);
      const boxes = layoutIcicle({ arrangement, focus: TOP_BOX, zoom, width: WIDTH, firstRow: row, endRow: row + 1 });
      const index = boxIndexOfFrame(boxes, row, box);
      expect(boxes.frame[index]).toBe(box);
      expect(boxes.flags[index]! & BOX_MORE).toBe(0);
    }
  }
});

test("an extent is what the box takes of its focus", () => {
  const frames = framesOf(`
    root a 12
      type Object 20
        field b 64
        field c 32
  `);
  const arrangement = arrangementOf(frames, "size", "size");
  expect(extentOf(arrangement, TOP_BOX, 4)).toEqual({ from: 0.5, to: 0.75 });
  expect(extentOf(arrangement, 2, 2)).toEqual({ from: 0, to: 1 });
  expect(offsetOf(arrangement, 4, 2)).toBe(64);
  expect(middleInSight(arrangement, { focus: TOP_BOX, zoom: { from: 0.5, to: 1 } }, 4)).toBe(0.25);
});
