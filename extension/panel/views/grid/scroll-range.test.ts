import { expect, test } from "vitest";
import type { ScrollPlace } from "./scroll-range.ts";
import { placeAfterScroll, scrollRangeOf, scrollTopFor, topToShow } from "./scroll-range.ts";

const VIEW = 800;
const ROW = 20;
const START: ScrollPlace = { scrollTop: 0, top: 0 };

test("a list that an element can be high enough for is scrolled as it is", () => {
  const range = scrollRangeOf(500_000 * ROW, VIEW);
  expect(range.sheetHeight).toBe(10_000_000);
  expect(placeAfterScroll(range, START, 1234.5)).toEqual({ scrollTop: 1234.5, top: 1234.5 });
  expect(scrollTopFor(range, 777)).toBe(777);
});

test("no element is so high that floats miss a pixel of it", () => {
  expect(scrollRangeOf(5_000_000 * ROW, VIEW).sheetHeight).toBeLessThan(2 ** 24);
});

test.each([1_000_000, 2_000_000, 50_000_000])(
  "%i rows scroll pixel by pixel, and the ends are where they are",
  (count) => {
    const range = scrollRangeOf(count * ROW, VIEW);
    const lastTop = count * ROW - VIEW;
    const middle = placeAfterScroll(range, START, range.sheetHeight / 2);
    expect(Math.abs(middle.top - lastTop / 2)).toBeLessThan(lastTop / 1000);
    const wheel = placeAfterScroll(range, middle, middle.scrollTop + 100);
    expect(wheel.top - middle.top).toBeCloseTo(100);
    expect(placeAfterScroll(range, wheel, range.sheetHeight - VIEW).top).toBe(lastTop);
    expect(placeAfterScroll(range, wheel, 0).top).toBe(0);
    /* The way back: the sheet is scrolled to where the list is to begin. */
    for (const top of [0, 20, lastTop / 3, lastTop]) {
      const scrollTop = scrollTopFor(range, top);
      expect(placeAfterScroll(range, { scrollTop, top }, scrollTop).top).toBe(top);
    }
  },
);

test("a step past the view scrolls by a row, a jump puts the row in the middle, and what is in view stays", () => {
  const range = scrollRangeOf(1000 * ROW, VIEW);
  expect(topToShow(range, 0, 39, ROW)).toBe(0);
  expect(topToShow(range, 0, 40, ROW)).toBe(20);
  expect(topToShow(range, 100, 4, ROW)).toBe(80);
  expect(topToShow(range, 0, 500, ROW)).toBe(500 * ROW - (VIEW - ROW) / 2);
  expect(topToShow(range, 0, 999, ROW)).toBe(1000 * ROW - VIEW);
  expect(topToShow(range, 5000, 0, ROW)).toBe(0);
});
