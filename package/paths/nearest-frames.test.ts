import { expect, test } from "vitest";
import { type FrameTable, frameNameOf, framePathOf } from "../../core/flamegraph/frame-table.ts";
import { framesOfExport } from "../budget/folded-frames.ts";
import { nearestFrames } from "./nearest-frames.ts";

const SHOP = framesOfExport(`shop;Object;users;Array;elements;Object;name 900
shop;Object;users;Array 16
shop;Object;posts;Array;elements;Object;users 400
shop;Object;constructor 8
shelf;Map;table;key 300
cart;Object;sku 100
`);

const pathsOf = (frames: FrameTable, found: readonly number[]): string[] =>
  found.map((frame) =>
    framePathOf(frames, frame)
      .map((at) => frameNameOf(frames, at))
      .join(";"),
  );

/** What is nearest to a path that fails at its first name below the frame of the path `from`. */
function nearest(from: string, ...names: string[]): string[] {
  for (let f = 0; f < SHOP.count; f++) {
    if (pathsOf(SHOP, [f])[0] === from) return pathsOf(SHOP, nearestFrames(SHOP, f, names));
  }
  throw new Error(`no ${from}`);
}

test("names between that were left out are found, the shortest way first", () => {
  expect(nearest("shop", "users")).toEqual(["shop;Object;users", "shop;Object;posts;Array;elements;Object;users"]);
  expect(nearest("shop", "posts", "users")).toEqual(["shop;Object;posts;Array;elements;Object;users"]);
  expect(nearest("", "Object", "sku")).toEqual(["cart;Object;sku"]);
});

test("a mistyped name is found, among roots, too", () => {
  expect(nearest("", "shpo", "Object")).toEqual(["shop"]);
  expect(nearest("", "Cart")).toEqual(["cart"]);
  expect(nearest("shop;Object", "user")).toEqual(["shop;Object;users"]);
});

test("a mistyped name is found where a name before it was left out as well", () => {
  expect(nearest("shop", "usres")[0]).toBe("shop;Object;users");
});

test("a name that is like it far down is not meant", () => {
  expect(nearest("", "keys")).toEqual(["shop", "shelf", "cart"]);
  expect(nearest("shelf;Map", "keys")).toEqual(["shelf;Map;table;key"]);
});

test("where no name is like it, the largest children, or the frame that has none", () => {
  expect(nearest("", "nothing like it")).toEqual(["shop", "shelf", "cart"]);
  expect(nearest("shop;Object", "zzzzzzzz")).toEqual([
    "shop;Object;users",
    "shop;Object;posts",
    "shop;Object;constructor",
  ]);
  expect(nearest("cart;Object;sku", "text")).toEqual(["cart;Object;sku"]);
});

test("names of what every object has are names like others", () => {
  expect(nearest("shop", "constructor")).toEqual(["shop;Object;constructor"]);
  expect(nearest("shop", "__proto__")).toEqual(["shop;Object"]);
});

test("no more than three, from a deep and from a wide table", () => {
  const chain = Array.from({ length: 50_000 }, (_, depth) => `next${depth}`).join(";");
  const deep = framesOfExport(`${chain} 12\n`);
  expect(pathsOf(deep, nearestFrames(deep, 1, ["next3"]))).toEqual(["next0;next1;next2;next3"]);
  const wide = framesOfExport(Array.from({ length: 100_000 }, (_, i) => `all;Type${i} 12\n`).join(""));
  expect(pathsOf(wide, nearestFrames(wide, 1, ["type5"]))[0]).toBe("all;Type5");
  expect(nearestFrames(wide, 1, ["type5"])).toHaveLength(3);
});
