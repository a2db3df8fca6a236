import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { analyseScript } from "../../scopes/sources/analyse-script.ts";
import { originalPlacesOf } from "../../scopes/sources/original/original-places.ts";
import { serve } from "../worker/rpc.ts";
import type { SourceApi } from "../worker/source-api.ts";
import { createSourceAnalyser } from "./source-analyser.ts";

/** The worker's program in this thread. A source called DEADLY ends it. */
class FakeWorker {
  static started: FakeWorker[] = [];
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: Partial<ErrorEvent>) => void) | null = null;
  isEnded = false;
  readonly #inside = { onmessage: null as ((event: MessageEvent) => void) | null, postMessage: () => {} };

  constructor() {
    FakeWorker.started.push(this);
    this.#inside.postMessage = ((message: unknown) => {
      if (!this.isEnded) this.onmessage?.({ data: structuredClone(message) } as MessageEvent);
    }) as () => void;
    serve<SourceApi>(this.#inside, { analyse: analyseScript, findPlaces: originalPlacesOf });
  }

  postMessage(message: { readonly args: readonly unknown[] }): void {
    const data = structuredClone(message);
    if (message.args[0] === "DEADLY") this.onerror?.({ message: "out of memory", preventDefault: () => {} });
    else this.#inside.onmessage?.({ data } as MessageEvent);
  }

  addEventListener(): void {}

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

const NO_MAP = Promise.resolve(undefined);

test("one worker reads all sources; those that do not parse are undefined", async () => {
  const { analyse } = createSourceAnalyser();
  const [one, other, third] = await Promise.all(
    ["let a;", "let = ;", "let b;"].map((source) => analyse(source, "module", NO_MAP)),
  );
  expect(one?.top).toEqual([{ name: "a", start: 4 }]);
  expect(other).toBeUndefined();
  expect(third?.top).toEqual([{ name: "b", start: 4 }]);
  expect(FakeWorker.started).toHaveLength(1);
});

test("a source that ends the worker is undefined, and a new worker reads the next one", async () => {
  const { analyse } = createSourceAnalyser();
  const [deadly, next] = await Promise.all(["DEADLY", "let b;"].map((source) => analyse(source, "script", NO_MAP)));
  expect(deadly).toBeUndefined();
  expect(next?.top).toHaveLength(1);
  expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
});

test("the worker ends when it had nothing to read for a while", async () => {
  const { analyse } = createSourceAnalyser();
  await analyse("let a;", "script", NO_MAP);
  vi.advanceTimersByTime(4_000);
  await analyse("let b;", "script", NO_MAP);
  vi.advanceTimersByTime(4_000);
  expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([false]);
  vi.advanceTimersByTime(2_000);
  expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([true]);
  await analyse("let c;", "script", NO_MAP);
  expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
});

test("the source map of a script gives its variables their names again", async () => {
  const map = JSON.stringify({ version: 3, sources: ["src/a.ts"], names: ["store"], mappings: "IAAAA" });
  const atUrl = Promise.resolve({ text: map, url: "https://a.example/a.js.map" });
  const scopes = await createSourceAnalyser().analyse("let a;", "script", atUrl);
  expect(scopes?.original).toMatchObject({ topNames: ["store"], sources: ["src/a.ts"] });
});

test("a map that stands in the script is read", async () => {
  const map = btoa(JSON.stringify({ version: 3, sources: ["a.ts"], names: ["store"], mappings: "IAAAA" }));
  const url = `data:application/json;charset=utf-8;base64,${map}`;
  const inScript = Promise.resolve({ text: url, url: "https://a.example/src/a.js" });
  const scopes = await createSourceAnalyser().analyse("let a;", "script", inScript);
  expect(scopes?.original).toMatchObject({ topNames: ["store"], sources: ["src/a.ts"] });
});
