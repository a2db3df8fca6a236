import { afterMs } from "./after-ms.ts";
import type { Session } from "./session.ts";

/** What the engine counts on a whole heap, and no walk can see. Bytes. It is not known whose objects they are. */
export interface HeapTotals {
  /** Of all objects. */
  readonly heap: number;
  /** Room of arrays for items that they have not. */
  readonly spareItems: number;
  /** Room of ordinary objects for fields that they have not. */
  readonly spareFields: number;
  /** Room of objects that are dictionaries for keys that they have not. */
  readonly spareKeys: number;
  /** Numbers that do not fit into a word. */
  readonly numberBoxes: number;
}

/** The engine writes its totals after each collection of garbage while this is traced. */
const CATEGORY = "disabled-by-default-v8.gc_stats";
const TOTALS_EVENT = "V8.GC_Objects_Stats";
const THREAD_NAME_EVENT = "thread_name";
/** The thread of pages, in a process that may have workers, too. */
const PAGE_THREAD = "CrRendererMain";
/** A page makes some of both. */
const MOST_EVENTS = 200;

/** Waits for the browser at most, in milliseconds. Counting makes a collection longer by half, so nothing is counted any more after `LONGEST_MS`. */
const START_MS = 2_000;
const LONGEST_MS = 5_000;
const COMPLETE_MS = 2_000;

/** How far the totals of a page may be from the heap in use, in parts of it and in bytes: external sources and what all pages share are in the one alone. */
const TOLERANCE = 0.25;
const TOLERANCE_BYTES = 4 * 1024 * 1024;

/** A trace of the collections of garbage that happen until `end`. No failure of it is one of the snapshot: then there are no totals. */
export class CollectionTrace {
  readonly #session: Session;
  readonly #events: unknown[] = [];
  readonly #unsubscribe: readonly (() => void)[];
  readonly #isComplete: Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: "starting" | "running" | "over" = "starting";

  private constructor(session: Session) {
    this.#session = session;
    let complete = (): void => {};
    this.#isComplete = new Promise((resolve) => {
      complete = resolve;
    });
    this.#unsubscribe = [
      session.on("Tracing.dataCollected", (params) => this.#receive(params)),
      session.on("Tracing.tracingComplete", () => complete()),
    ];
  }

  /** Resolves when collections are counted, or when the browser refuses or does not answer. */
  static async start(session: Session): Promise<CollectionTrace> {
    const trace = new CollectionTrace(session);
    await Promise.race([trace.#start(), afterMs(START_MS)]);
    /* The browser may grant it later. */
    if (trace.#state === "starting") trace.#state = "over";
    return trace;
  }

  async #start(): Promise<void> {
    const traceConfig = { recordMode: "recordUntilFull", includedCategories: [CATEGORY], excludedCategories: ["*"] };
    try {
      await this.#session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
    } catch {
      /* Another trace runs, or the debugger is detached. */
      this.#state = "over";
      return;
    }
    if (this.#state === "starting") {
      this.#state = "running";
      this.#timer = setTimeout(() => this.end(), LONGEST_MS);
    } else {
      this.#sendEnd();
    }
  }

  /** Ends the counting, if it is not over. */
  end(): void {
    if (this.#state !== "running") return;
    this.#state = "over";
    clearTimeout(this.#timer);
    this.#sendEnd();
  }

  #sendEnd(): void {
    /* A session that has ended has ended its trace. */
    this.#session.send("Tracing.end").catch(() => {});
  }

  /** Ends it, and resolves to the totals of a heap that has so many bytes in use; `undefined` if none came in time. */
  async totals(usedHeapSize: number): Promise<HeapTotals | undefined> {
    const wasStarted = this.#timer !== undefined;
    this.end();
    if (wasStarted) await Promise.race([this.#isComplete, afterMs(COMPLETE_MS)]);
    this.close();
    return heapTotalsOf(this.#events, usedHeapSize);
  }

  /** Ends it without totals. */
  close(): void {
    this.end();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  #receive(params: unknown): void {
    for (const event of listOf(fieldOf(params, "value"))) {
      const name = fieldOf(event, "name");
      if (name !== TOTALS_EVENT && name !== THREAD_NAME_EVENT) continue;
      if (this.#events.length < MOST_EVENTS) this.#events.push(event);
    }
  }
}

/** The last totals of the page's own heap among the events of a trace: of its thread, and near the bytes in use. */
export function heapTotalsOf(events: readonly unknown[], usedHeapSize: number): HeapTotals | undefined {
  const threadNames = new Map<string, unknown>();
  for (const event of events) {
    if (fieldOf(event, "name") !== THREAD_NAME_EVENT) continue;
    threadNames.set(threadOf(event), fieldOf(fieldOf(event, "args"), "name"));
  }
  const last = new Map<string, HeapTotals>();
  for (const event of events) {
    if (fieldOf(event, "name") !== TOTALS_EVENT) continue;
    const thread = threadOf(event);
    if ((threadNames.get(thread) ?? PAGE_THREAD) !== PAGE_THREAD) continue;
    const totals = totalsOf(fieldOf(fieldOf(event, "args"), "live"));
    if (totals !== undefined) last.set(thread, totals);
  }
  const distance = ({ heap }: HeapTotals): number => Math.abs(heap - usedHeapSize);
  const nearest = [...last.values()].toSorted((a, b) => distance(a) - distance(b))[0];
  if (nearest === undefined) return undefined;
  return distance(nearest) <= Math.max(usedHeapSize * TOLERANCE, TOLERANCE_BYTES) ? nearest : undefined;
}

/** Of live objects, in JSON. The engine promises nothing of its form. */
function totalsOf(live: unknown): HeapTotals | undefined {
  if (typeof live !== "string") return undefined;
  let types: unknown;
  try {
    types = fieldOf(JSON.parse(live), "type_data");
  } catch {
    return undefined;
  }
  if (typeof types !== "object" || types === null) return undefined;
  const bytesOf = (type: string, figure: string): number => bytesIn(fieldOf(fieldOf(types, type), figure));
  const spareOf = (type: string): number => bytesOf(type, "over_allocated");
  return {
    heap: Object.keys(types).reduce((sum, type) => sum + bytesOf(type, "overall"), 0),
    spareItems: spareOf("ARRAY_ELEMENTS_TYPE"),
    spareFields: spareOf("JS_OBJECT_TYPE") + spareOf("OBJECT_PROPERTY_ARRAY_TYPE"),
    spareKeys: spareOf("OBJECT_PROPERTY_DICTIONARY_TYPE"),
    numberBoxes: bytesOf("HEAP_NUMBER_TYPE", "overall"),
  };
}

function threadOf(event: unknown): string {
  return `${String(fieldOf(event, "pid"))} ${String(fieldOf(event, "tid"))}`;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function bytesIn(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
}
