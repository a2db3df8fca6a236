import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";
import { engineStrings } from "./engine-strings.ts";

const sizesOf = (value: unknown) => {
  const { totalSize, maxTotalSize } = takeSnapshot({ roots: { value }, layout: "chrome" });
  return { least: totalSize, most: maxTotalSize };
};

describe("a string that the engine has itself", () => {
  test.each(["get", "length", "constructor", "undefined", "Symbol.iterator", "month", "42", "é", "Invalid Date"])(
    "%j costs nothing, or as much as a copy of it",
    (text) => {
      const { least, most } = sizesOf(text);
      expect(least).toBe(0);
      expect(most).toBeGreaterThanOrEqual(12 + text.length);
    },
  );

  test("has a copy for each reference at most", () => {
    const one = sizesOf(["length"]);
    const three = sizesOf(["length", "length", "length"]);
    expect(three.least - one.least).toBe(2 * 4);
    expect(three.most - one.most).toBeGreaterThanOrEqual(2 * (4 + 20));
  });

  test.each(["a-1", "getter", "Length", "\u0100", "100", "cart"])("%j is not one", (text) => {
    expect(sizesOf(text).least).toBeGreaterThan(0);
  });

  test("the empty string has no copies", () => expect(sizesOf("")).toEqual({ least: 0, most: 0 }));

  test("costs nothing as a key of a large dictionary", () => {
    const dictionaryOf = (name: string) => {
      const keys = Array.from({ length: 2000 }, (_, i) => `entry ${i}`);
      return Object.fromEntries([...keys, name].map((key) => [key, 0]));
    };
    expect(sizesOf(dictionaryOf("lengthy")).least - sizesOf(dictionaryOf("length")).least).toBe(20);
  });

  test("costs nothing after an object that could not be read had it", () => {
    const unreadable = new Proxy(
      { a: "length", b: "own text" },
      {
        getOwnPropertyDescriptor(target, key) {
          if (key === "b") throw new Error("no");
          return Reflect.getOwnPropertyDescriptor(target, key);
        },
      },
    );
    const least = (after: object) => sizesOf([unreadable, after]).least;
    expect(least({ a: "length" })).toBe(least({ a: 1 }));
    expect(least({ a: "lengthy" })).toBe(least({ a: 1 }) + 20);
  });
});

test("names of the engine, of the document and of the realm are among them", () => {
  const strings = new Set(engineStrings());
  for (const name of ["flatMap", "textContent", "hasOwnProperty", "WebAssembly", "[object Array]", "10", "99", "a"]) {
    expect(strings).toContain(name);
  }
});
