import { expect, test } from "vitest";
import {
  classNumberOf,
  flagsOfClass,
  LAST_CLASS,
  SHAPE_ARRAY,
  SHAPE_COMPONENT,
  SHAPE_CONTENT,
  SHAPE_COUNTED,
  SHAPE_DETACHED,
  SHAPE_INLINE,
  SHAPE_NEEDLESS,
  SHAPE_NO_PROTOTYPE,
  SHAPE_OBJECT,
  SHAPE_PLAIN,
} from "./graph.ts";

const FLAGS = [
  SHAPE_OBJECT,
  SHAPE_CONTENT,
  SHAPE_COUNTED,
  SHAPE_NEEDLESS,
  SHAPE_ARRAY,
  SHAPE_PLAIN,
  SHAPE_NO_PROTOTYPE,
  SHAPE_COMPONENT,
  SHAPE_INLINE,
  SHAPE_DETACHED,
];

test("each flag of a shape has a bit of its own, and the number of the class has the bits above them", () => {
  const all = FLAGS.reduce((sum, flag) => sum + flag, 0);
  expect(FLAGS.reduce((set, flag) => set | flag, 0)).toBe(all);
  for (const number of [0, 1, 2, LAST_CLASS]) {
    expect(flagsOfClass(number) & all).toBe(0);
    expect(classNumberOf(flagsOfClass(number) | all)).toBe(number);
  }
  expect(Uint16Array.of(flagsOfClass(LAST_CLASS) | all)[0]).toBe(flagsOfClass(LAST_CLASS) | all);
});
