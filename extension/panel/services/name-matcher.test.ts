import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PatternApi } from "../worker/pattern-api.ts";
import { serve } from "../worker/rpc.ts";
import { createNameMatcher } from "./name-matcher.ts";

/** A worker in this thread. It never ends with the pattern /slow/. */
class FakeWorker {
  static started: FakeWorker[] = [];
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: Partial<ErrorEvent>) => void) | null = null;
  isEnded = false;
  readonly seen: string[] = [];
  readonly #inside = { onmessage: null as ((event: MessageEvent) => void) | null, postMessage: () => {} };

  constructor() {
    FakeWorker.started.push(this);
    this.#inside.postMessage = ((message: unknown) => {
      if (!this.isEnded) this.onmessage?.({ data: structuredClone(message) } as MessageEvent);
    }) as () => void;
    serve<PatternApi>(this.#inside, {
      matchNames: (names, pattern) => {
        this.seen.push(...names);
        return pattern.source === "slow"
          ? (new Promise(() => {}) as never)
          : Uint8Array.from(names, (name) => Number(pattern.test(name)));
      },
    });
  }

  postMessage(message: unknown): void {
    this.#inside.onmessage?.({ data: structuredClone(message) } as MessageEvent);
  }

  terminate(): void {
    this.isEnded = true;
  }
}

beforeEach(() => {
  FakeWorker.started = [];
  vi.stubGlobal("Worker", FakeWorker);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("tries each pattern on each name, of long ones on the beginning; one worker answers all", async () => {
  const matcher = createNameMatcher(() => new Worker(""));
  const [one, other] = await matcher.match(["items", "Item", `${"x".repeat(5_000)}item`], [/item/, /^I/]);
  expect([...one!]).toEqual([1, 0, 0]);
  expect([...other!]).toEqual([0, 1, 0]);
  await matcher.match(["a"], [/a/]);
  expect(FakeWorker.started).toHaveLength(1);
  expect(FakeWorker.started[0]!.seen.every((name) => name.length <= 1_000)).toBe(true);
});

test("a pattern that does not end is given up, and the next one has another worker", async () => {
  const matcher = createNameMatcher(() => new Worker(""));
  const slow = expect(matcher.match(["a"], [/slow/])).rejects.toMatchObject({
    code: "pattern-slow",
    message: "This regular expression takes too long on the names here.",
  });
  await vi.runAllTimersAsync();
  await slow;
  expect(FakeWorker.started[0]!.isEnded).toBe(true);
  expect(await matcher.match(["a"], [/a/])).toEqual([Uint8Array.of(1)]);
  expect(FakeWorker.started).toHaveLength(2);
});

test("a question ends the one before; when it fails, the sentence is the engine's", async () => {
  const matcher = createNameMatcher(() => new Worker(""));
  const before = expect(matcher.match(["a"], [/slow/])).rejects.toMatchObject({ code: "cancelled" });
  expect(await matcher.match(["a"], [/b/])).toEqual([Uint8Array.of(0)]);
  await before;
  const failing = matcher.match(["a"], [/slow/]);
  FakeWorker.started[1]!.onerror?.({ message: "out of memory", preventDefault: () => {} });
  await expect(failing).rejects.toThrow("The search failed: out of memory.");
});
