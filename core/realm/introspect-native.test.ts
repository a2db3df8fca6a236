import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";
import { originOfFunction } from "./function-origin.ts";
import { nativeGetterFrom } from "./introspect-native.ts";

const boom = (): never => {
  throw new Error("page code was run");
};

describe("originOfFunction", () => {
  test.each<[string, object]>([
    ["a method", Array.prototype.slice],
    ["a constructor", Map],
    ["a getter", Object.getOwnPropertyDescriptor(Map.prototype, "size")!.get!],
    ["a method under a symbol", Array.prototype[Symbol.iterator]],
  ])("%s of the engine is builtin", (_what, value) => {
    expect(originOfFunction(value)).toBe("builtin");
  });

  test.each<[string, object]>([
    ["a bound function", (() => 1).bind(null)],
    ["a proxy of a function", new Proxy(() => 1, {})],
    ["a resolver", resolverOfPromise()],
  ])("%s is nameless", (_what, value) => expect(originOfFunction(value)).toBe("nameless"));

  test.each<[string, object]>([
    ["an arrow function", () => 1],
    ["a class", class Blob {}],
    ["an object", {}],
    ["a function that says it is native", Object.assign(() => "function f() { [native code] }", { toString: boom })],
    ["a body in a comment", new Function("/* { [native code] } */")],
    ["an arrow that ends in a text", () => "{ [native code] }"],
    ["a function whose name is native code", { "f() { [native code] }": () => 1 }["f() { [native code] }"]],
  ])("%s is of the page", (_what, value) => expect(originOfFunction(value)).toBe("page"));

  test("a function bound to a native one is nameless, so it is not called as an accessor", () => {
    const fake = Object.defineProperty({}, "size", { get: boom.bind(null) });
    expect(nativeGetterFrom(fake, "size")({})).toBeUndefined();
  });
});

function resolverOfPromise(): object {
  let resolver: object = {};
  new Promise((resolve) => {
    resolver = resolve;
  });
  return resolver;
}

describe("what is called like a type of the platform", () => {
  test("is measured as the page's own, and nothing of it is run", () => {
    class Blob {
      get size(): number {
        return boom();
      }
      data = "some text";
      get [Symbol.toStringTag](): string {
        return boom();
      }
    }
    class Element {
      parts = [1];
    }
    Object.defineProperty(Element.prototype, Symbol.toStringTag, { value: "Element" });
    Object.defineProperty(Element.prototype, "isConnected", { get: boom });
    const snapshot = takeSnapshot({ roots: { blob: new Blob(), element: new Element() }, layout: "chrome" });
    expect(snapshot.warnings).toEqual([]);
    expect(snapshot.offHeapSize).toBe(0);
    expect(snapshot.toFolded()).toContain("blob;Blob 12\nblob;Blob;data 4\n");
    expect(snapshot.toFolded()).toContain("element;Element 12\nelement;Element;parts 4\n");
  });
});
