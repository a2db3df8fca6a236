import { expect, test } from "vitest";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import {
  broughtTo,
  canRedo,
  canUndo,
  NO_TRANSFORMS,
  redone,
  transformsOf,
  undone,
  withoutTransform,
  withTransform,
} from "./transform-history.ts";

const only = (name: string): Transform => ({ type: "only-type", name });
const namesOf = (history: typeof NO_TRANSFORMS): string[] =>
  transformsOf(history).map((one) => (one.type === "only-type" ? one.name : one.type));

test("transforms come one after the other; undo and redo go along what was", () => {
  const two = withTransform(withTransform(NO_TRANSFORMS, only("A")), only("B"));
  const without = withoutTransform(two, 0);
  expect(namesOf(without)).toEqual(["B"]);
  expect(namesOf(undone(without))).toEqual(["A", "B"]);
  expect(namesOf(undone(undone(without)))).toEqual(["A"]);
  expect(namesOf(redone(undone(undone(without))))).toEqual(["A", "B"]);
  expect(transformsOf(redone(undone(without)))).toBe(transformsOf(without));
});

test("a new transform ends what could be redone", () => {
  const back = undone(withTransform(NO_TRANSFORMS, only("A")));
  expect(canRedo(back)).toBe(true);
  const other = withTransform(back, only("B"));
  expect(canRedo(other)).toBe(false);
  expect(namesOf(other)).toEqual(["B"]);
  expect(redone(other)).toBe(other);
});

test("at the ends nothing happens", () => {
  expect(canUndo(NO_TRANSFORMS)).toBe(false);
  expect(undone(NO_TRANSFORMS)).toBe(NO_TRANSFORMS);
  expect(redone(NO_TRANSFORMS)).toBe(NO_TRANSFORMS);
});

test("a list that holds after all is gone back to, or comes on top", () => {
  const two = withTransform(withTransform(NO_TRANSFORMS, only("A")), only("B"));
  const first = transformsOf(undone(two));
  expect(transformsOf(broughtTo(two, first))).toBe(first);
  expect(canRedo(broughtTo(two, first))).toBe(true);
  const foreign = [only("C")];
  expect(transformsOf(broughtTo(two, foreign))).toBe(foreign);
  expect(namesOf(undone(broughtTo(two, foreign)))).toEqual(["A", "B"]);
});

test("of many lists the oldest are forgotten", () => {
  let history = NO_TRANSFORMS;
  for (let i = 0; i < 500; i++) history = withTransform(history, only(String(i)));
  expect(history.lists.length).toBeLessThanOrEqual(100);
  expect(transformsOf(history).length).toBe(500);
  for (let i = 0; i < 500; i++) history = undone(history);
  expect(canUndo(history)).toBe(false);
});
