import { describe, expect, test } from "vitest";
import { randomTable } from "../../../core/flamegraph/frame-table.fixture.ts";
import { applyTransforms, type Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { TOP_BOX, tailOf } from "./box.ts";
import { describeTransform, transformOf, typeNameOf, writeTransform } from "./box-transform.ts";
import { framesOf, storeFrames } from "./frames.fixture.ts";

const frames = storeFrames;
const [STORE, OBJECT, ITEMS, ELEMENTS] = [1, 2, 3, 5];

describe("the transform about a box", () => {
  test("names it by path; a field and its type are one box", () => {
    const hide = transformOf("hide", frames, ITEMS);
    expect(hide).toMatchObject({ type: "hide", box: { steps: [{}, {}, { name: "items" }], type: "Array" } });
    expect(applyTransforms(frames, [hide!]).frames.totalSize[0]).toBe(frames.totalSize[0]! - 1112);
  });

  test("is none where it makes no sense", () => {
    expect(transformOf("focus", frames, TOP_BOX)).toBeNull();
    expect(transformOf("hide", frames, TOP_BOX)).toBeNull();
    expect(transformOf("merge", frames, STORE)).toBeNull();
    expect(transformOf("merge", frames, OBJECT)).not.toBeNull();
    expect(transformOf("only-type", frames, STORE)).toBeNull();
    expect(transformOf("only-type", frames, ELEMENTS)).toBeNull();
    expect(transformOf("invert", frames, TOP_BOX)).toEqual({ type: "invert" });
  });

  test("takes no bytes from outside of the JS heap onto it", () => {
    const buffer = framesOf(`
      root store 0
        type ArrayBuffer 12
          storage backing_store 1000 off-heap
            storage spare 24 off-heap
    `);
    expect(transformOf("merge", buffer, 3)).toBeNull();
    expect(transformOf("merge", buffer, 4)).not.toBeNull();
    expect(transformOf("hide", buffer, 3)).not.toBeNull();
  });

  test("of a type is that of the box's objects", () => {
    expect(typeNameOf(frames, ITEMS)).toBe("Array");
    expect(typeNameOf(frames, OBJECT)).toBe("Object");
    expect(typeNameOf(frames, TOP_BOX)).toBeNull();
    expect(transformOf("only-type", frames, ITEMS)).toEqual({ type: "only-type", name: "Array" });
  });

  test.each([1, 2, 3, 4, 5])("seed %i: always finds its box", (seed) => {
    const random = randomTable(seed, 200);
    for (let box = 1; box < random.count; box = tailOf(random, box) + 1) {
      for (const type of ["focus", "hide", "merge", "only-type"] as const) {
        const transform = transformOf(type, random, box);
        if (transform !== null) expect(applyTransforms(random, [transform]).found).toEqual([true]);
      }
    }
  });
});

describe("a chip", () => {
  test("says what was done to what", () => {
    const texts = (["focus", "hide", "merge", "only-type", "invert", "my-code"] as const).map((type) =>
      writeTransform(transformOf(type, frames, ITEMS)!),
    );
    expect(texts).toEqual([
      "focus items: Array",
      "hide items: Array",
      "merge items: Array",
      "only Array",
      "invert",
      "my code",
    ]);
    expect(writeTransform(transformOf("hide", frames, ELEMENTS)!)).toBe("hide elements");
  });

  test("tells the whole path in its title, but for the middle of a long one", () => {
    expect(describeTransform(transformOf("hide", frames, ITEMS)!)).toBe(
      "Without this subtree and its bytes: store › Object › items › Array",
    );
    const steps = Array.from({ length: 40 }, (_, i) => ({ name: `step ${i}`, kind: 2 as const }));
    const text = describeTransform({ type: "focus", box: { steps, type: null } });
    expect(text).toMatch(/^Only this subtree: step 0 › step 1 › … 28 more … › step 30 › .* › step 39$/);
  });

  test("is one line of readable length, whatever the page's names are", () => {
    const name = `a\n\u202eb${"x".repeat(10_000)}`;
    const transform: Transform = { type: "only-type", name };
    expect(writeTransform(transform)).toMatch(/^only a �bx+…x+$/);
    expect(describeTransform(transform).length).toBeLessThan(400);
  });
});
