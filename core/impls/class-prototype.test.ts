import { expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";

function foldedOf(root: unknown): string[] {
  return takeSnapshot({ roots: { root }, layout: "chrome" }).toFolded().trimEnd().split("\n");
}

class Base {
  run(): number {
    return 1;
  }
  get total(): number {
    throw new Error("a getter was run");
  }
}
class Derived extends Base {
  override run(): number {
    return 2;
  }
}

test("methods and getters of a class stand under its prototype, once, whatever leads to them", () => {
  const folded = foldedOf([Base, Base.prototype.run, Derived]);
  expect(folded).toContain("root;Array;elements;Function;prototype;Object;total;get;Function 28");
  const { objectCount } = takeSnapshot({ roots: { root: [Base, Base.prototype, Base.prototype.run, Derived] } });
  /* The list, two classes with their prototypes, two methods and a getter. */
  expect(objectCount).toBe(8);
});

test("instances do not have them", () => {
  expect(foldedOf(new Derived())).toEqual(["root;Derived 12"]);
});

test("functions that are no classes have no prototype read", () => {
  function classy() {}
  const { class: method, classes } = { class() {}, classes: () => 1 };
  expect(foldedOf([classy, method, classes])).toEqual([
    "root;Array 16",
    "root;Array;elements 20",
    "root;Array;elements;Function 88",
  ]);
});

test("a getter that many objects share takes no bytes of each", () => {
  const get = () => 1;
  const list = Array.from({ length: 100 }, (_, i) => Object.defineProperty({ i }, "total", { get, enumerable: true }));
  expect(foldedOf(list)).toContain("root;Array;elements;Object;total 12");
});
