import { describe, expect, test } from "vitest";
import { CHROME, NODE } from "./engines.ts";
import {
  bigIntSizeOf,
  doubleArraySizeOf,
  fixedArraySizeOf,
  mapTableSizeOf,
  nameDictionarySizeOf,
  numberDictionarySizeOf,
  propertyArraySizeOf,
  setTableSizeOf,
  stringSizeOf,
  weakTableSizeOf,
} from "./layout.ts";

/* Figures on the right were read from V8's heap snapshot in Chromium. */
describe("sizes", () => {
  test.each([
    ["Map of 4", mapTableSizeOf(CHROME, 4), 76],
    ["Map of 5", mapTableSizeOf(CHROME, 5), 132],
    ["Map of 1000", mapTableSizeOf(CHROME, 1000), 14_356],
    ["Set of 0", setTableSizeOf(CHROME, 0), 60],
    ["Set of 5", setTableSizeOf(CHROME, 5), 100],
    ["Set of 1000", setTableSizeOf(CHROME, 1000), 10_260],
    ["WeakMap when new", weakTableSizeOf(CHROME, 4), 52],
    ["dictionary of 3", nameDictionarySizeOf(CHROME, 3), 80],
    ["dictionary of 20", nameDictionarySizeOf(CHROME, 20), 416],
    ["dictionary of 100", nameDictionarySizeOf(CHROME, 100), 3104],
    ["dictionary of 1000", nameDictionarySizeOf(CHROME, 1000), 24_608],
    ["sparse elements of 2", numberDictionarySizeOf(CHROME, 2), 72],
    ["no elements", fixedArraySizeOf(CHROME, 0), 0],
    ["17 elements", fixedArraySizeOf(CHROME, 17), 76],
    ["3 doubles", doubleArraySizeOf(CHROME, 3), 32],
    ["text of 5", stringSizeOf(CHROME, 5, 1), 20],
    ["BigInt of 65 bits", bigIntSizeOf(CHROME, 65), 24],
    ["properties array of 1", propertyArraySizeOf(CHROME, 1), 20],
    ["properties array of 4", propertyArraySizeOf(CHROME, 4), 32],
  ])("%s", (_name, size, measured) => expect(size).toBe(measured));

  test.each([
    ["Map of 4", mapTableSizeOf(NODE, 4), 152],
    ["dictionary of 3", nameDictionarySizeOf(NODE, 3), 160],
    ["17 elements", fixedArraySizeOf(NODE, 17), 152],
    ["3 doubles", doubleArraySizeOf(NODE, 3), 40],
    ["text of 5", stringSizeOf(NODE, 5, 1), 24],
    ["BigInt of 64 bits", bigIntSizeOf(NODE, 64), 24],
    ["properties array of 1", propertyArraySizeOf(NODE, 1), 40],
    ["properties array of 4", propertyArraySizeOf(NODE, 4), 64],
  ])("%s in Node", (_name, size, measured) => expect(size).toBe(measured));
});
