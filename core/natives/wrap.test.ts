import { createContext, runInContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { wrap } from "./wrap.ts";

/** An object with native members, as a prototype of the browser has them. */
function ownerOf(): { readonly slice: (...args: unknown[]) => unknown; value: unknown } {
  const owner = {};
  Object.defineProperty(owner, "slice", {
    ...Object.getOwnPropertyDescriptor(Array.prototype, "slice"),
    enumerable: true,
  });
  return owner as ReturnType<typeof ownerOf>;
}

describe("a wrapped function is as its native", () => {
  test("by name, length, keys and descriptor, and is no constructor", () => {
    const owner = ownerOf();
    const native = owner.slice;
    const before = Object.getOwnPropertyDescriptor(owner, "slice");
    wrap(owner, "slice", "value", () => {});
    const { slice } = owner;
    expect(slice).not.toBe(native);
    expect(Object.getOwnPropertyDescriptor(owner, "slice")).toEqual({ ...before, value: slice });
    expect(Reflect.ownKeys(slice)).toEqual(Reflect.ownKeys(native));
    expect([slice.name, slice.length, "prototype" in slice]).toEqual(["slice", 2, false]);
    expect(() => Reflect.construct(slice, [])).toThrow(TypeError);
    expect(runInContext("(f) => Function.prototype.toString.call(f)", createContext())(slice)).toMatch(
      /^function \(\) \{ \[native code\] \}$/,
    );
  });

  test("gives and throws what it gives and throws, with this and all arguments", () => {
    const owner = ownerOf();
    const noted: unknown[] = [];
    wrap(owner, "slice", "value", (result, self, args) => noted.push([result, self, [...Array.from(args)]]));
    const list = [1, 2, 3];
    expect(owner.slice.call(list, 1, 2)).toEqual([2]);
    expect(noted).toEqual([[[2], list, [1, 2]]]);
    let thrown: unknown;
    try {
      owner.slice.call(undefined);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TypeError);
    /* Nothing of the watch is on the stack. */
    expect((thrown as Error).stack?.split("\n")[1]).toContain("wrap.test.ts");
    expect(noted).toHaveLength(1);
  });

  test("whatever the note does", () => {
    const owner = ownerOf();
    wrap(owner, "slice", "value", () => {
      throw new Error("not counted");
    });
    expect(owner.slice.call([1, 2], 1)).toEqual([2]);
  });

  test("and an error of the page's own code keeps its stack", () => {
    const owner = ownerOf();
    wrap(owner, "slice", "value", () => {});
    const index = {
      valueOf() {
        throw new Error("of the page");
      },
    };
    let thrown: Error | undefined;
    try {
      owner.slice.call([1], index);
    } catch (error) {
      thrown = error as Error;
    }
    expect(thrown?.stack).toContain("valueOf");
  });
});

test("what cannot be replaced stays", () => {
  const frozen = Object.freeze(ownerOf());
  const { slice } = frozen;
  wrap(frozen, "slice", "value", () => {});
  wrap(frozen, "missing", "value", () => {});
  expect(frozen.slice).toBe(slice);
  expect(Reflect.ownKeys(frozen)).toEqual(["slice"]);
});
