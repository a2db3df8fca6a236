import { describe, expect, test } from "vitest";
import { CHROME, NODE } from "./engines.ts";
import { doubleArraySizeOf, fixedArraySizeOf, nameDictionarySizeOf, stringSizeOf } from "./layout.ts";
import {
  type ObjectsOfShape,
  unseenDoubleElementsSizeOf,
  unseenElementsSizeOf,
  unseenIndexedSizeOf,
  unseenIntegerElementsSizeOf,
  unseenObjectSizeOf,
  unseenStringSizeOf,
} from "./unseen.ts";

const PLAIN: ObjectsOfShape = {
  isPlain: true,
  hasPrototype: true,
  headerSize: CHROME.objectHeaderSize,
  fields: 3,
  hasAccessors: false,
  isEmptyArray: false,
  count: 100_000,
};
const ofPlain = (change: Partial<ObjectsOfShape>) => unseenObjectSizeOf(CHROME, { ...PLAIN, ...change });
const DICTIONARY = nameDictionarySizeOf(CHROME, 3) - 3 * CHROME.wordSize;

describe("objects", () => {
  test("a few that no other has the keys of may be in dictionary mode", () => {
    expect(ofPlain({ count: 1 })).toBeGreaterThanOrEqual(DICTIONARY);
    expect(ofPlain({ count: 512 })).toBeGreaterThanOrEqual(DICTIONARY);
  });

  test("many of one shape have four spare words, and the bound of their sum never falls as they become more", () => {
    expect(ofPlain({})).toBeLessThan(5 * CHROME.wordSize);
    let before = 0;
    for (const count of [1, 100, 512, 1000, 10_000, 1_000_000]) {
      const sum = count * ofPlain({ count });
      expect(sum).toBeGreaterThan(before);
      before = sum;
    }
  });

  test("however many, those that are dictionaries as a rule may be: without a prototype, with a getter, with many keys", () => {
    expect(ofPlain({ isPlain: false, hasPrototype: false })).toBeGreaterThanOrEqual(DICTIONARY);
    expect(ofPlain({ hasAccessors: true })).toBeGreaterThanOrEqual(DICTIONARY);
    expect(ofPlain({ fields: 19 })).toBeLessThan(nameDictionarySizeOf(CHROME, 19) / 10);
    expect(ofPlain({ fields: 20 })).toBeGreaterThanOrEqual(nameDictionarySizeOf(CHROME, 20) - 20 * CHROME.wordSize);
    expect(ofPlain({ isPlain: false, fields: 20 })).toBeLessThan(6 * CHROME.wordSize);
  });

  test("the first instances of a class have room for eight more fields, also those of a Map", () => {
    const map = { isPlain: false, headerSize: CHROME.mapHeaderSize, fields: 0 };
    expect(ofPlain({ ...map, count: 6 })).toBe(8 * CHROME.wordSize);
    expect(ofPlain({ ...map, count: 7 })).toBe(0);
  });

  test("some arrays without elements keep room for sixteen", () => {
    const array = { isPlain: false, headerSize: CHROME.arrayHeaderSize, fields: 0, isEmptyArray: true };
    expect(ofPlain({ ...array, count: 100 })).toBe(doubleArraySizeOf(CHROME, 16));
    expect(ofPlain({ ...array, count: 100_000 })).toBeLessThan(2);
  });
});

test("texts of fewer than 13 characters are whole; longer ones may be joined of three", () => {
  expect(unseenStringSizeOf(CHROME, stringSizeOf(CHROME, 12, 1))).toBe(0);
  expect(unseenStringSizeOf(CHROME, stringSizeOf(CHROME, 13, 1))).toBe(60);
  expect(unseenStringSizeOf(NODE, 1000)).toBe(96);
});

describe("elements", () => {
  test("spare capacity covers every step by which push grows an array", () => {
    for (const capacity of [17, 43, 82, 140, 227, 358, 554, 848, 1289, 1951, 2944, 4433, 6667, 10_018]) {
      for (let length = Math.ceil(((capacity - 16) * 2) / 3); length <= capacity; length++) {
        const tagged = fixedArraySizeOf(CHROME, length);
        const double = doubleArraySizeOf(CHROME, length);
        expect(tagged + unseenElementsSizeOf(CHROME, length)).toBeGreaterThanOrEqual(
          fixedArraySizeOf(CHROME, capacity),
        );
        expect(double + unseenDoubleElementsSizeOf(CHROME, length)).toBeGreaterThanOrEqual(
          doubleArraySizeOf(CHROME, capacity),
        );
        expect(tagged + unseenIntegerElementsSizeOf(CHROME, length)).toBeGreaterThanOrEqual(
          doubleArraySizeOf(CHROME, capacity),
        );
      }
    }
  });

  test("of index keys far apart there is no array", () => {
    expect(unseenIndexedSizeOf(CHROME, 12, 1_000_000)).toBeLessThan(1000);
    expect(unseenIndexedSizeOf(CHROME, 12, 100)).toBeGreaterThan(8 * 100 - 500);
  });
});
