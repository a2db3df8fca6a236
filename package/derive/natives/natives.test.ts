import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { takeSnapshot } from "../../../core/index.ts";

const REGISTRY = Symbol.for("allocative.registry");
const { setInterval: realSetInterval, clearInterval: realClearInterval } = globalThis;

/** The timers of a browser are numbers. */
const timers = new Map<number, NodeJS.Timeout>();

beforeAll(async () => {
  Object.assign(globalThis, {
    setInterval: (callback: () => void, delay: number) => {
      const timer = realSetInterval(callback, delay).unref();
      timers.set(timers.size + 1, timer);
      return timers.size;
    },
    clearInterval: (id: number) => realClearInterval(timers.get(id)),
  });
  await import("./natives.ts");
});

beforeEach(() => void vi.resetModules());

afterAll(() => {
  Object.assign(globalThis, { setInterval: realSetInterval, clearInterval: realClearInterval });
  Reflect.deleteProperty(globalThis, REGISTRY);
});

/** Paths of types and fields, without bytes. */
function pathsNow(): readonly string[] {
  return takeSnapshot()
    .toFolded()
    .trim()
    .split("\n")
    .map((line) => line.replace(/ \d+$/, ""));
}

test("a listener is a root until it is removed, under its target and type", () => {
  const target = new EventTarget();
  const rows = [{ name: "Ada" }];
  const onSave = (): unknown => rows;
  Object.assign(onSave, { rows });
  target.addEventListener("save", onSave);
  expect(pathsNow()).toContain("Listeners;EventTarget;save;onSave;Function;rows;Array;elements;Object");
  target.removeEventListener("save", onSave);
  expect(pathsNow().filter((path) => path.includes("save"))).toEqual([]);
});

test("a listener for one event ends with it, and one with a signal when that aborts", () => {
  const target = new EventTarget();
  const ending = new AbortController();
  target.addEventListener("stop", () => {}, { signal: ending.signal });
  target.addEventListener("stop", { handleEvent() {} });
  const stops = () => pathsNow().filter((path) => path.includes("EventTarget;stop;"));
  expect(stops()).toEqual([
    "Listeners;EventTarget;stop;() => {};Function",
    "Listeners;EventTarget;stop;handleEvent;Object",
    "Listeners;EventTarget;stop;handleEvent;Object;handleEvent",
    "Listeners;EventTarget;stop;handleEvent;Object;handleEvent;Function",
  ]);
  ending.abort();
  expect(stops()).toEqual([
    "Listeners;EventTarget;stop;handleEvent;Object",
    "Listeners;EventTarget;stop;handleEvent;Object;handleEvent",
    "Listeners;EventTarget;stop;handleEvent;Object;handleEvent;Function",
  ]);
});

test("a listener without a name is shown by the text that the app has", async () => {
  await import("../runtime/runtime.ts");
  const target = new EventTarget();
  const listener = new Function('return (a) =>{/**/const $allocative_1=()=>["",void 0,{a}];return( a.b)/**/}')();
  target.addEventListener("key", listener);
  expect(pathsNow()).toContain("Listeners;EventTarget;key;(a) => a.b;Function");
});

test("a timer is a root until it is cleared", () => {
  const poll = (): void => {};
  Object.assign(poll, { answers: [1, 2] });
  const id = setInterval(poll, 1_000_000);
  expect(pathsNow()).toContain("Timers;setInterval;poll;Function;answers;Array");
  clearInterval(id);
  expect(pathsNow().filter((path) => path.startsWith("Timers"))).toEqual([]);
});

test("a second copy wraps nothing: each registration is listed once", async () => {
  const { addEventListener } = EventTarget.prototype;
  await import("./natives.ts");
  expect(EventTarget.prototype.addEventListener).toBe(addEventListener);
});

test("given roots alone are walked where roots are given", () => {
  new EventTarget().addEventListener("save", () => {});
  expect(takeSnapshot({ roots: { mine: {} } }).toFolded()).not.toContain("Listeners");
});

test("what lists throws, or is no function: a snapshot has the rest", () => {
  const natives = Reflect.get(Reflect.get(globalThis, REGISTRY), "natives");
  const put = (value: unknown): void => {
    Object.defineProperty(Reflect.get(globalThis, REGISTRY), "natives", { value, configurable: true });
  };
  try {
    for (const value of [undefined, 1, {}, { listTo: 1 }]) {
      put(value);
      expect(pathsNow().filter((path) => path.startsWith("Listeners"))).toEqual([]);
    }
    const kept = { kept: [1] };
    put({
      listTo: (add: (...registration: unknown[]) => void) => {
        add("listener", "window", "keyup", kept);
        add("nonsense", "window", "keyup", kept);
        add("constructor", "window", "keyup", kept);
        add("listener", 1, Symbol("type"), kept);
        add("timer", "", "setTimeout", "code");
        throw new Error("a page did this");
      },
    });
    expect(pathsNow().filter((path) => /^(Listeners|Timers)/.test(path))).toEqual([
      "Listeners;window;keyup;handleEvent;Object",
      "Listeners;window;keyup;handleEvent;Object;kept",
      "Listeners;window;keyup;handleEvent;Object;kept;Array",
      "Listeners;window;keyup;handleEvent;Object;kept;Array;elements",
    ]);
  } finally {
    put(natives);
  }
});

test("a callback and its target are collected as without it", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const references = (() => {
    const target = new EventTarget();
    const listener = (): void => {};
    target.addEventListener("save", listener);
    return [new WeakRef(target), new WeakRef(listener)];
  })();
  for (const reference of references) {
    for (let round = 0; round < 10 && reference.deref() !== undefined; round++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      collect();
    }
    expect(reference.deref()).toBeUndefined();
  }
});
