import { expect, test } from "vitest";
import {
  boxLabelOf,
  boxPathOf,
  boxPathTextOf,
  boxSelfSizeOf,
  firstChildOf,
  headOf,
  NO_BOX,
  parentBoxOf,
} from "./box.ts";
import { chainOf, framesOf, randomFrames } from "./frames.fixture.ts";

const cart = framesOf(`
  root cart 0
    type Object 12
      field items 4
        type Array 16
          storage elements 12
            type Object 12
      field mixed 4
        type Map 8
        type Set 8
      field total 4
`);

const labels = (frames: typeof cart, boxes: readonly number[]): string[] => boxes.map((box) => boxLabelOf(frames, box));

test("a field with its single type is one box; a field with two types is not", () => {
  const all = Array.from({ length: cart.count }, (_, frame) => headOf(cart, frame));
  expect(labels(cart, [...new Set(all)])).toEqual([
    "All roots",
    "cart",
    "Object",
    "items: Array",
    "elements",
    "Object",
    "mixed",
    "Map",
    "Set",
    "total",
  ]);
});

test("the own bytes of a box are those of both its frames", () => {
  expect(boxSelfSizeOf(cart, 3)).toBe(20);
});

test("a path is made of boxes, as is the way up and down", () => {
  const elements = 5;
  expect(labels(cart, boxPathOf(cart, elements))).toEqual(["All roots", "cart", "Object", "items: Array", "elements"]);
  expect(parentBoxOf(cart, elements)).toBe(3);
  expect(firstChildOf(cart, 3)).toBe(elements);
  expect(firstChildOf(cart, 10)).toBe(NO_BOX);
  expect(boxPathTextOf(cart, elements)).toBe("cart › Object › items: Array › elements");
});

test("a merged frame stays by itself", () => {
  const frames = framesOf(`
    root a 0
      type Object 12
        field items 4
          type (3 more) 30 merged
  `);
  expect(boxLabelOf(frames, 3)).toBe("items");
});

test("a name from the page has no power over the text around it", () => {
  const frames = framesOf("root a 1");
  const labelled = (name: string): string => boxLabelOf({ ...frames, names: ["", name] }, 1);
  expect(labelled("")).toBe("(empty name)");
  expect(labelled("a\nb\u2028c\u0000")).toBe("a b c ");
  expect(labelled("\u202egpj.exe")).toBe("\ufffdgpj.exe");
  expect(labelled("constructor")).toBe("constructor");
  const long = labelled(`${"a".repeat(1_000_000)}z`);
  expect(long).toHaveLength(201);
  expect(long.endsWith("az")).toBe(true);
});

test("a long path leaves out its middle", () => {
  const frames = chainOf(10_000);
  const last = headOf(frames, frames.count - 1);
  expect(boxPathOf(frames, last)).toHaveLength(10_002);
  expect(boxPathTextOf(frames, last, 4)).toBe("list › next0: Link › … 9997 more … › next9998: Link › next9999: Link");
});

test("every frame is in one box: the head's head is itself, and parents come first", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const frames = randomFrames(seed, 300);
    for (let frame = 1; frame < frames.count; frame++) {
      const head = headOf(frames, frame);
      expect(headOf(frames, head)).toBe(head);
      expect(frame - head).toBeLessThanOrEqual(1);
      expect(parentBoxOf(frames, head)).toBeLessThan(head);
    }
  }
});
