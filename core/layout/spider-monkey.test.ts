import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";
import { FIREFOX } from "./engines.ts";
import { bigIntSizeOf, mapTableSizeOf, setTableSizeOf } from "./layout.ts";
import { arrayRoomOf, leastStringSizeOf, slotRoomOf, valuesSizeOf } from "./spider-monkey.ts";

/* Figures on the right are sizes of cells in the heap snapshot of Firefox 153. */
describe("sizes", () => {
  const map = (live: number) => FIREFOX.mapHeaderSize + mapTableSizeOf(FIREFOX, live);
  const set = (live: number) => FIREFOX.mapHeaderSize + setTableSizeOf(FIREFOX, live);
  const array = (items: number) => 24 + (items === 0 ? 0 : 16 + 8 * items) + arrayRoomOf(items, false).least;
  test.each([
    ["literal of 1 field", 24 + valuesSizeOf(1), 40],
    ["literal of 4 fields", 24 + valuesSizeOf(4), 56],
    ["literal of 6 fields", 24 + valuesSizeOf(6), 72],
    ["literal of 9 fields", 24 + valuesSizeOf(9), 120],
    ["13 fields", 24 + valuesSizeOf(13), 152],
    ["17 fields, added one by one", 24 + valuesSizeOf(17), 184],
    ["Map of 0", map(0), 120],
    ["Map of 5", map(5), 280],
    ["Map of 6", map(6), 408],
    ["Map of 43", map(43), 2440],
    ["Map of 86", map(86), 8312],
    ["Set of 21", set(21), 536],
    ["Set of 171", set(171), 8312],
    ["array of 1", array(1), 56],
    ["array of 3", array(3), 72],
    ["array of 14", array(14), 152],
    ["array of 200", array(200), 1640],
    ["array of 2,000", array(2000), 16_408],
    ["string of 16 characters", leastStringSizeOf(16, 16), 24],
    ["string of 24 characters", leastStringSizeOf(24, 24), 32],
    ["string of 12 characters in two bytes each", leastStringSizeOf(12, 24), 32],
    ["BigInt of 64 bits", bigIntSizeOf(FIREFOX, 64), 16],
    ["BigInt of 65 bits", bigIntSizeOf(FIREFOX, 65), 32],
    ["BigInt of 257 bits", bigIntSizeOf(FIREFOX, 257), 64],
  ])("%s", (_name, size, measured) => expect(size).toBe(measured));
});

test("each way to make an object, an array or a string lies between the least and the most", () => {
  const measured: [fields: number, sizes: readonly number[]][] = [
    [0, [24, 40, 56]],
    [3, [56, 104]],
    [5, [72, 120, 104]],
    [9, [120, 168]],
    [30, [280, 312, 296]],
    [200, [2200, 2104, 2088]],
  ];
  for (const [fields, sizes] of measured) {
    const { least, most } = slotRoomOf(fields, fields, 100_000);
    for (const size of sizes) {
      expect(24 + 8 * fields + least).toBeLessThanOrEqual(size);
      expect(24 + 8 * fields + most).toBeGreaterThanOrEqual(size);
    }
  }
  for (const [items, sizes] of [
    [0, [40, 88, 120]],
    [7, [120, 152]],
    [15, [184, 280, 296]],
    [127, [1064, 2072]],
  ] as const) {
    const counted = 24 + (items === 0 ? 0 : 16 + 8 * items);
    const { least, most } = arrayRoomOf(items, items === 0);
    for (const size of sizes) {
      expect(counted + least).toBeLessThanOrEqual(size);
      expect(counted + most).toBeGreaterThanOrEqual(size);
    }
  }
});

test("the walk sizes objects by it: numbers in their words, fields in steps, arrays with their items", () => {
  const sizeOf = (value: unknown) => takeSnapshot({ layout: "firefox", roots: { value } }).totalSize;
  expect(sizeOf({ a: 0.5, b: 1, c: 2 ** 40 })).toBe(56);
  expect(sizeOf([0.5, 1, 2 ** 40, -0])).toBe(72);
  expect(sizeOf(new Map([[1.5, 2.5]]))).toBe(280);
  expect(sizeOf(new Uint8Array(17))).toBe(88);
  expect(sizeOf("thirty characters and no more.")).toBe(52);
  expect(sizeOf(Object.assign(new Map(), { label: 1 }))).toBe(120);
});
