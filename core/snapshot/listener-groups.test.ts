import { expect, test } from "vitest";
import type { RegistrationsByType } from "../natives/listed-listeners.ts";
import { ListenerGroups } from "./listener-groups.ts";

/** As DevTools lists them. */
const listed = (byType: Readonly<Record<string, readonly unknown[]>>): RegistrationsByType =>
  Object.fromEntries(
    Object.entries(byType).map(([type, callbacks]) => [
      type,
      callbacks.map((listener) => ({ listener: listener as object, useCapture: false })),
    ]),
  );

const isOurs = (type: string): boolean => type === "ours";

function labelsOf(groups: ListenerGroups): string[] {
  return groups.groups.flatMap(({ name, listeners }) =>
    Array.from(listeners, ({ type, label }) => `${name} ${type} ${label}`),
  );
}

test("listeners are labelled by the name of the function, else by its source", () => {
  const groups = new ListenerGroups(globalThis, isOurs);
  const handlers = { onKey() {} };
  const renamed = Object.defineProperty(() => 1, "name", {
    get() {
      throw new Error("a getter was run");
    },
  });
  groups.add("window", listed({ keyup: [handlers.onKey, ...[(n: number) => n + 1], renamed] }));
  groups.add("window", listed({ keyup: [handlers.onKey.bind(handlers)] }));
  groups.add("document", listed({ click: [{ handleEvent() {} }] }));
  groups.add("button", listed({}));
  /* It is not the page's. */
  groups.add("document", listed({ ours: [() => 1] }));
  expect(labelsOf(groups)).toEqual([
    "window keyup onKey",
    "window keyup (n) => n + 1",
    "window keyup () => 1",
    "window keyup bound onKey",
    "document click handleEvent",
  ]);
});

test("a label is one line of at most 60 characters", () => {
  const groups = new ListenerGroups(globalThis, isOurs);
  const nameless = [
    (event: { readonly data: string }) => {
      const parsed = JSON.parse(event.data) as { readonly rows: readonly number[] };
      return parsed.rows;
    },
  ];
  const long = Object.defineProperty(() => 1, "name", { value: "x".repeat(1000) });
  groups.add("window", listed({ message: [...nameless, long] }));
  const { listeners } = groups.groups[0]!;
  expect(listeners[0]!.label).toMatch(/^\(event\) => \{ const parsed = JSON\.parse.*…$/);
  expect([0, 1].map((i) => listeners[i]!.label.length)).toEqual([60, 60]);
  expect(listeners[1]!.label).toBe(`${"x".repeat(59)}…`);
});

test("a Proxy whose traps throw has a label, too", () => {
  const trap = () => {
    throw new Error("a trap");
  };
  const groups = new ListenerGroups(globalThis, isOurs);
  groups.add("window", listed({ keyup: [new Proxy(() => 1, { getOwnPropertyDescriptor: trap, get: trap })] }));
  expect(labelsOf(groups)).toEqual(["window keyup function () { [native code] }"]);
});

test("a page that makes up names has a bounded number of targets, types and labels", () => {
  const groups = new ListenerGroups(globalThis, isOurs);
  const named = (name: string) => Object.defineProperty(() => 1, "name", { value: name });
  for (let i = 0; i < 20_000; i++) groups.add(`x-${i}`, listed({ [`type-${i}`]: [named(`f${i}`)] }));
  const all = groups.groups.flatMap(({ listeners }) => Array.from(listeners));
  expect(all.length).toBe(20_000);
  expect(groups.groups.length).toBe(1_001);
  expect(groups.groups.at(-1)!.name).toBe("(other elements)");
  expect(new Set(all.map(({ type }) => type)).size).toBe(1_001);
  expect(new Set(all.map(({ label }) => label)).size).toBe(8_001);
});
