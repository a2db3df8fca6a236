import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CollectionTrace, heapTotalsOf } from "./heap-totals.ts";
import type { Session } from "./session.ts";

/** As Chromium 150 writes them, with three of its types. */
function collected(spareItems: number, { pid = 7, tid = 7, strings = 9_000_000 } = {}) {
  const live = {
    isolate: "0xb34004b0000",
    id: 8,
    time: 7510.68,
    field_data: { tagged_fields: 11136476, string_data: 375336 },
    bucket_sizes: [32, 64],
    type_data: {
      ARRAY_ELEMENTS_TYPE: { type: 30000, overall: 8_000_000, count: 100_007, over_allocated: spareItems },
      JS_OBJECT_TYPE: { type: 1057, overall: 800_000, count: 53_260, over_allocated: 700 },
      OBJECT_PROPERTY_ARRAY_TYPE: { type: 30001, overall: 0, count: 0, over_allocated: 56 },
      OBJECT_PROPERTY_DICTIONARY_TYPE: { type: 30002, overall: 1_200_000, count: 3004, over_allocated: 432_360 },
      HEAP_NUMBER_TYPE: { type: 130, overall: 600_000, count: 50_027, over_allocated: 0 },
      SEQ_ONE_BYTE_STRING_TYPE: { type: 40, overall: strings, count: 31_066, over_allocated: 0 },
      END: {},
    },
  };
  const args = { live: JSON.stringify(live), dead: "{}" };
  return { name: "V8.GC_Objects_Stats", cat: "disabled-by-default-v8.gc_stats", ph: "I", pid, tid, args };
}

function threadName(tid: number, name: string) {
  return { name: "thread_name", ph: "M", pid: 7, tid, args: { name } };
}

const USED = 19_000_000;

describe("the totals of a heap", () => {
  test("are those of the last collection", () => {
    expect(heapTotalsOf([collected(1), collected(6_400_000)], USED)).toEqual({
      heap: 19_600_000,
      spareItems: 6_400_000,
      spareFields: 756,
      spareKeys: 432_360,
      numberBoxes: 600_000,
    });
  });

  test("are the page's, not those of a worker or of another process", () => {
    const events = [
      collected(1),
      collected(2, { tid: 8 }),
      threadName(7, "CrRendererMain"),
      threadName(8, "DedicatedWorker thread"),
      collected(3, { pid: 9, strings: 1_000_000 }),
    ];
    expect(heapTotalsOf(events, USED)).toMatchObject({ spareItems: 1 });
  });

  test("are not known where they are far from the heap in use", () => {
    expect(heapTotalsOf([collected(1)], 100_000_000)).toBeUndefined();
  });

  test.each([
    [[]],
    [[null, 1, "V8.GC_Objects_Stats", {}]],
    [[{ name: "V8.GC_Objects_Stats" }]],
    [[{ name: "V8.GC_Objects_Stats", args: { live: 1 } }]],
    [[{ name: "V8.GC_Objects_Stats", args: { live: "{" } }]],
    [[{ name: "V8.GC_Objects_Stats", args: { live: '{"type_data":null}' } }]],
  ])("are not known from events of another form: %j", (events) => {
    expect(heapTotalsOf(events, USED)).toBeUndefined();
  });

  test("have nothing of figures that are not counts of bytes", () => {
    const types = { HEAP_NUMBER_TYPE: { overall: "12" }, ARRAY_ELEMENTS_TYPE: { overall: 8, over_allocated: -4 } };
    const event = { name: "V8.GC_Objects_Stats", args: { live: JSON.stringify({ type_data: types }) } };
    expect(heapTotalsOf([event], 8)).toMatchObject({ heap: 8, spareItems: 0, numberBoxes: 0 });
  });
});

describe("a trace of collections", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A browser that answers as the test says. */
  function createBrowser(start: () => Promise<unknown>) {
    const listeners = new Map<string, (params: unknown) => void>();
    const sent: string[] = [];
    const session: Session = {
      async send(method) {
        sent.push(method);
        return method === "Tracing.start" ? start() : {};
      },
      on(event, listener) {
        listeners.set(event, listener);
        return () => listeners.delete(event);
      },
    };
    const emit = (event: string, params: unknown): void => listeners.get(event)?.(params);
    return { session, sent, emit, listeners };
  }

  test("has the totals that the browser sends until it is complete", async () => {
    const { session, sent, emit, listeners } = createBrowser(async () => ({}));
    const trace = await CollectionTrace.start(session);
    const totals = trace.totals(USED);
    emit("Tracing.dataCollected", { value: [collected(64)] });
    emit("Tracing.tracingComplete", {});
    expect(await totals).toMatchObject({ spareItems: 64 });
    expect(sent).toEqual(["Tracing.start", "Tracing.end"]);
    expect(listeners.size).toBe(0);
  });

  test("is done without where the browser refuses, and another's trace is left alone", async () => {
    const { session, sent } = createBrowser(() => Promise.reject(new Error("Tracing has already been started")));
    const trace = await CollectionTrace.start(session);
    expect(await trace.totals(USED)).toBeUndefined();
    expect(sent).toEqual(["Tracing.start"]);
  });

  test("is ended where the browser starts it too late", async () => {
    let grant = (_answer: unknown): void => {};
    const granted = new Promise((resolve) => {
      grant = resolve;
    });
    const { session, sent } = createBrowser(() => granted);
    const starting = CollectionTrace.start(session);
    await vi.advanceTimersByTimeAsync(2_000);
    const trace = await starting;
    expect(await trace.totals(USED)).toBeUndefined();
    grant({});
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(["Tracing.start", "Tracing.end"]);
  });

  test("ends by itself, and is not waited for when it does not complete", async () => {
    const { session, sent } = createBrowser(async () => ({}));
    const trace = await CollectionTrace.start(session);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual(["Tracing.start", "Tracing.end"]);
    const totals = trace.totals(USED);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await totals).toBeUndefined();
    expect(sent).toEqual(["Tracing.start", "Tracing.end"]);
  });
});
