import { expect, test } from "vitest";
import type { WheelTurn } from "./wheel-gesture.ts";
import { panPixelsOf, scrollPixelsOf, WheelGesture, zoomFactorOf } from "./wheel-gesture.ts";

const turn = (change: Partial<WheelTurn>): WheelTurn => ({
  deltaX: 0,
  deltaY: 100,
  deltaMode: 0,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  timeStamp: 0,
  ...change,
});

test("ctrl and a pinch zoom, shift and sideways pan, plain scrolls", () => {
  expect(new WheelGesture().modeOf(turn({}))).toBe("scroll");
  expect(new WheelGesture().modeOf(turn({ ctrlKey: true }))).toBe("zoom");
  expect(new WheelGesture().modeOf(turn({ metaKey: true }))).toBe("zoom");
  expect(new WheelGesture().modeOf(turn({ shiftKey: true }))).toBe("pan");
  expect(new WheelGesture().modeOf(turn({ deltaX: 9, deltaY: 8 }))).toBe("pan");
});

test("a movement stays what it began as until it pauses", () => {
  const gesture = new WheelGesture();
  expect(gesture.modeOf(turn({ ctrlKey: true, timeStamp: 1000 }))).toBe("zoom");
  expect(gesture.modeOf(turn({ timeStamp: 1100 }))).toBe("zoom");
  expect(gesture.modeOf(turn({ shiftKey: true, timeStamp: 1240 }))).toBe("zoom");
  expect(gesture.modeOf(turn({ timeStamp: 1500 }))).toBe("scroll");
  expect(gesture.modeOf(turn({ ctrlKey: true, timeStamp: 1600 }))).toBe("scroll");
  expect(gesture.modeOf(turn({ ctrlKey: true, timeStamp: 1800 }))).toBe("zoom");
});

test("towards the user shows more, away less, and back is where it was", () => {
  expect(zoomFactorOf(turn({ deltaY: 5 }))).toBeGreaterThan(1);
  expect(zoomFactorOf(turn({ deltaY: 100 })) * zoomFactorOf(turn({ deltaY: -100 }))).toBeCloseTo(1);
  expect(zoomFactorOf(turn({ deltaY: 100_000 }))).toBeLessThan(2);
});

test("shift turns the wheel to the side, on systems that have done so already too", () => {
  expect(panPixelsOf(turn({ shiftKey: true, deltaY: 30 }))).toBe(30);
  expect(panPixelsOf(turn({ shiftKey: true, deltaX: 30, deltaY: 0 }))).toBe(30);
  expect(scrollPixelsOf(turn({ deltaY: 3, deltaMode: 1 }))).toBe(48);
});
