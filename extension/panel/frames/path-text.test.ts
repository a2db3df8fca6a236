import { expect, test } from "vitest";
import { boxPathTextOf, headOf, TOP_BOX } from "./box.ts";
import { chainOf, framesOf, randomFrames } from "./frames.fixture.ts";
import { namedBoxOf, pathTextOf } from "./path-text.ts";

test("lead and end are the path", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const frames = randomFrames(seed, 200);
    for (let frame = 0; frame < frames.count; frame++) {
      const head = headOf(frames, frame);
      const { lead, end } = pathTextOf(frames, head, Number.POSITIVE_INFINITY);
      expect(lead + end).toBe(boxPathTextOf(frames, head));
    }
  }
});

test("a deep path has its ends", () => {
  const frames = chainOf(1000);
  expect(pathTextOf(frames, TOP_BOX, 4)).toEqual({ lead: "", end: "All roots" });
  expect(pathTextOf(frames, headOf(frames, frames.count - 1), 4)).toEqual({
    lead: "list › next0: Link › … 995 more … › next996: Link › next997: Link › ",
    end: "next998: Link › next999: Link",
  });
});

test("what has no name of the app's own stands for the field around it", () => {
  const frames = framesOf(`
    root scene 0
      type Object 12
        field mesh 4
          type Uint8Array 40
            storage buffer 0
              type ArrayBuffer 40
                storage backing_store 9000 off-heap
    type Object 1
  `);
  expect([1, 2, 3, 5, 7].map((box) => boxPathTextOf(frames, namedBoxOf(frames, box)))).toEqual([
    "scene",
    "scene",
    "scene › Object › mesh: Uint8Array",
    "scene › Object › mesh: Uint8Array",
    "scene › Object › mesh: Uint8Array",
  ]);
  expect(namedBoxOf(frames, 8)).toBe(8);
});

test("what is shared stands for the type that shares it, where it is in one", () => {
  const frames = framesOf(`
    root chart 0
      type Chart 12
        shared (shared) 0
          type LinearScale 40
            shared (shared) 0
              type string 400
          type string 200
  `);
  expect([6, 7].map((box) => boxPathTextOf(frames, namedBoxOf(frames, box)))).toEqual([
    "chart › Chart › (shared) › LinearScale",
    "chart",
  ]);
});
