import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";

/** More than a hidden class can have: kMaxNumberOfDescriptors. */
const MANY = 1021;
/** `key 1000` and so on: 8 characters and a header of 12 bytes. */
const KEY_BYTES = 20;

function keysOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `key ${1000 + i}`);
}

function dictionaryOf(keys: readonly PropertyKey[]): object {
  const dictionary = Object.create(Object.prototype);
  for (const key of keys) dictionary[key] = 1;
  return dictionary;
}

function measure(root: unknown) {
  return takeSnapshot({ layout: "chrome", roots: { o: root } });
}

describe("the strings of an object's keys", () => {
  test("are counted where no hidden class can have so many", () => {
    expect(measure(dictionaryOf(keysOf(MANY))).toFolded()).toContain(
      `o;Object;properties;key;string ${MANY * KEY_BYTES}\n`,
    );
  });

  test("may be those of a hidden class where there are fewer: they are in the most alone", () => {
    const snapshot = measure(dictionaryOf(keysOf(MANY - 1)));
    expect(snapshot.toFolded()).not.toContain("string");
    expect(snapshot.maxTotalSize - snapshot.totalSize).toBeGreaterThan((MANY - 1) * KEY_BYTES);
  });

  test("are there once for all objects that have them, and once for each at most", () => {
    const one = measure([dictionaryOf(keysOf(MANY))]);
    const two = measure([dictionaryOf(keysOf(MANY)), dictionaryOf(keysOf(MANY))]);
    const stringBytes = (folded: string) =>
      [...folded.matchAll(/;string (\d+)$/gm)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
    expect(stringBytes(two.toFolded())).toBe(stringBytes(one.toFolded()));
    expect(two.maxTotalSize - one.maxTotalSize).toBeGreaterThan(MANY * KEY_BYTES);
  });

  test("are those that values have, too", () => {
    const keys = keysOf(MANY);
    const listAlone = measure({ keys, byKey: {} }).totalSize;
    const both = measure({ keys, byKey: dictionaryOf(keys) }).totalSize;
    const dictionaryAlone = measure(dictionaryOf(keys)).totalSize - MANY * KEY_BYTES;
    const empty = measure({}).totalSize;
    expect(both - listAlone).toBe(dictionaryAlone - empty);
  });

  test("are none for indices, symbols and single letters, and two bytes a character beyond U+00FF", () => {
    const symbols = Array.from({ length: MANY }, (_, i) => Symbol(`symbol ${i}`));
    const indices = Array.from({ length: MANY }, (_, i) => `${i}`);
    expect(measure(dictionaryOf([...symbols, ...indices, "a"])).toFolded()).not.toContain("string");
    const wide = keysOf(MANY).map((key) => `鍵${key}`);
    expect(measure(dictionaryOf(wide)).toFolded()).toContain(`o;Object;properties;key;string ${MANY * 32}\n`);
  });

  test("stand beside values under [key], getters and setters among them", () => {
    const dictionary = dictionaryOf(keysOf(MANY));
    Object.defineProperty(dictionary, "key 1000", { get: () => 1, set: () => {}, enumerable: true });
    Object.defineProperty(dictionary, "key 1001", { value: { inner: 1 } });
    const folded = measure(dictionary).toFolded();
    expect(folded).toContain("o;Object;[key];Function 56\n");
    expect(folded).toContain("o;Object;[key];Object;inner 4\n");
    expect(folded).toContain(`o;Object;properties;key;string ${MANY * KEY_BYTES}\n`);
  });
});
