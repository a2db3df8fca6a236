import { expect, test } from "vitest";
import { createPreviewer, MAX_PREVIEW_LENGTH } from "./preview.ts";

const previewOf = createPreviewer();

class Session {
  id = 617;
  rows = Array.from({ length: 400_000 }, () => 0);
}

test.each<[unknown, string]>([
  [undefined, "undefined"],
  [null, "null"],
  [-0, "-0"],
  [12n, "12n"],
  [10n ** 5000n, "bigint"],
  ["text", '"text"'],
  ['in "quotes" \\', '"in \\"quotes\\" \\\\"'],
  [Symbol("tag"), "Symbol(tag)"],
  [[1, "a", { b: 1 }, [1]], 'Array(4) [1, "a", {…}, Array(1)]'],
  [new Array(3), "Array(3) [empty, empty, empty]"],
  [new Session(), "Session {id: 617, rows: Array(400000)}"],
  [{ "in quotes": 1, plain: undefined }, '{"in quotes": 1, plain: undefined}'],
  [new Map([[1, 2]]), "Map(1)"],
  [new Set([1, 2]), "Set(2)"],
  [new Uint8Array(3), "Uint8Array(3)"],
  [new ArrayBuffer(8), "ArrayBuffer(8)"],
  [new DataView(new ArrayBuffer(8)), "DataView"],
  [new Date(0), "Date"],
  [Object.create(null), "[Object: null prototype] {}"],
  [function named() {}, "ƒ named()"],
  [Session, "class Session"],
  [{ [Symbol("hidden")]: 1 }, "{}"],
])("%o is %s", (value, preview) => {
  expect(previewOf(value)).toBe(preview);
});

test("a preview has 80 characters at most, however much there is", () => {
  const long = "x".repeat(1_000_000);
  const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`key ${i}`, long]));
  for (const value of [long, wide, Array.from({ length: 1000 }, () => long), { [long]: long }]) {
    expect(previewOf(value).length).toBeLessThanOrEqual(MAX_PREVIEW_LENGTH);
    expect(previewOf(value)).toContain("…");
  }
});

test("what would change the text around it is an escape", () => {
  expect(previewOf("\u202egnp\u0000\u2066\ud800")).toBe('"\\u202egnp\\u0000\\u2066\\ud800"');
  expect(previewOf("😀")).toBe('"😀"');
});

test("no getter runs, and an object that is no Map is not taken for one", () => {
  const object = {
    get secret(): never {
      throw new Error("ran");
    },
  };
  expect(previewOf(object)).toBe("{secret: (…)}");
  expect(previewOf(Object.create(Map.prototype))).toBe("Map");
  expect(previewOf(new Proxy({}, { getPrototypeOf: () => Map.prototype }))).toBe("Map");
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(previewOf(proxy)).toBe("(unreadable)");
  expect(previewOf({ proxy })).toBe("{proxy: (unreadable)}");
});
