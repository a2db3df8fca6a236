import { describe, expect, test } from "vitest";
import { commandOf, type KeyPress, keyCapsOf, SHORTCUTS } from "./shortcuts.ts";

function press(key: string, ...held: ("ctrlKey" | "metaKey" | "altKey" | "shiftKey")[]): KeyPress {
  const has = (modifier: (typeof held)[number]): boolean => held.includes(modifier);
  return {
    key,
    ctrlKey: has("ctrlKey"),
    metaKey: has("metaKey"),
    altKey: has("altKey"),
    shiftKey: has("shiftKey"),
  };
}

describe("keys", () => {
  test("mean one thing in one place", () => {
    const seen = new Set<string>();
    for (const { scope, keys } of SHORTCUTS) {
      for (const key of keys) {
        expect(seen.has(`${scope} ${key}`)).toBe(false);
        seen.add(`${scope} ${key}`);
      }
    }
  });

  test("mean different things in different places", () => {
    expect(commandOf("icicle", press("ArrowDown"))).toBe("down");
    expect(commandOf("grid", press("ArrowDown"))).toBe("next");
    expect(commandOf("panel", press("ArrowDown"))).toBeNull();
  });

  test("with Ctrl are those with ⌘; in the order of the table", () => {
    expect(commandOf("panel", press("z", "ctrlKey"))).toBe("undo");
    expect(commandOf("panel", press("z", "metaKey"))).toBe("undo");
    expect(commandOf("panel", press("Z", "ctrlKey", "shiftKey"))).toBe("redo");
    expect(commandOf("panel", press("y", "ctrlKey"))).toBe("redo");
    expect(commandOf("panel", press("z"))).toBeNull();
    expect(commandOf("panel", press("z", "ctrlKey", "altKey"))).toBeNull();
  });

  test("of signs do not ask where the sign is on the keyboard; of letters do not ask for Caps Lock", () => {
    expect(commandOf("panel", press("?", "shiftKey"))).toBe("help");
    expect(commandOf("panel", press("?"))).toBe("help");
    expect(commandOf("panel", press("/", "shiftKey"))).toBe("find");
    expect(commandOf("panel", press("Z", "ctrlKey"))).toBe("undo");
  });

  test("with other modifiers are other keys", () => {
    expect(commandOf("icicle", press("Enter", "ctrlKey"))).toBeNull();
    expect(commandOf("find", press("Enter", "shiftKey"))).toBe("previous-match");
    expect(commandOf("icicle", press("F10", "shiftKey"))).toBe("menu");
    expect(commandOf("icicle", press("F10"))).toBeNull();
  });

  test("that a page could be named after mean nothing", () => {
    expect(commandOf("panel", press("__proto__"))).toBeNull();
    expect(commandOf("panel", press("constructor"))).toBeNull();
  });

  test("are shown as they stand on a keyboard", () => {
    expect(keyCapsOf("Ctrl+Shift+Z")).toEqual(["Ctrl", "Shift", "Z"]);
    expect(keyCapsOf("Alt+ArrowLeft")).toEqual(["Alt", "←"]);
    expect(keyCapsOf("+")).toEqual(["+"]);
    expect(keyCapsOf("Ctrl++")).toEqual(["Ctrl", "+"]);
  });
});
