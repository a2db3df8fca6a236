import { Scene } from "three";
import { afterEach, describe, expect, test } from "vitest";
import { libraryFixtures } from "../impls/libraries/libraries.fixture.ts";
import { describe as describeClass, registerImpl, registerRoot, visit } from "../index.ts";
import { createBasicWalk } from "./basic-walk.ts";

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("allocative.registry"));
  Reflect.deleteProperty(globalThis, "__VUE__");
});

function needsExtensions(value: unknown): boolean {
  const { walk, needsExtensions } = createBasicWalk();
  walk.addRoot("value", value);
  walk.advance(Number.POSITIVE_INFINITY);
  return needsExtensions();
}

describe("a basic walk is enough", () => {
  class Plain {
    items = [1, "text", new Map([["key", { nested: true }]])];
  }
  test.each<[string, unknown]>([
    ["plain data", { a: [1, 2], b: new Set(["x y"]) }],
    ["classes of the page", new Plain()],
    ["symbols of the page", { [Symbol("own")]: 1 }],
  ])("for %s", (_name, value) => expect(needsExtensions(value)).toBe(false));

  test("where roots are registered", () => {
    registerRoot("plain", {});
    expect(needsExtensions({})).toBe(false);
  });
});

describe("a basic walk asks for extensions", () => {
  test("for an object with its own [visit]", () => {
    expect(needsExtensions({ list: [{ [visit]() {} }] })).toBe(true);
  });

  test("for a class with a [visit]", () => {
    class Described {
      [visit](): void {}
    }
    class Derived extends Described {}
    expect(needsExtensions([new Derived()])).toBe(true);
  });

  test("where an impl or a class is registered", () => {
    class Foreign {}
    const unregister = registerImpl(Foreign, () => {});
    expect(needsExtensions({})).toBe(true);
    unregister();
    describeClass(class Other {}, {});
    expect(needsExtensions({})).toBe(true);
  });

  test("for a scene of three.js before what is in it", () => {
    expect(needsExtensions(new Scene())).toBe(true);
  });

  test("where Vue runs", () => {
    Object.defineProperty(globalThis, "__VUE__", { value: true, configurable: true });
    expect(needsExtensions({})).toBe(true);
  });

  /* Without Vue's own mark its proxies pass for their targets, in an extended walk too. */
  const libraries = Object.entries(libraryFixtures()).filter(([name]) => !name.startsWith("vue:"));
  test.each(libraries)("for %s", (_name, value) => {
    expect(needsExtensions(value)).toBe(true);
  });
});
