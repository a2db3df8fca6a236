import type { TimelineCounts } from "../../core/graph/graph.ts";
import { millisecondsSince, now } from "../../core/realm/clock.ts";
import { nativeTextOf } from "../../core/realm/function-origin.ts";
import { ownPropertyOf, prototypeOf, uncurry } from "../../core/realm/introspect.ts";
import { nativeGetterFrom } from "../../core/realm/introspect-native.ts";

/** The source of the browser's own method. Of another one, such as `eval`, its argument might be code. */
const METHOD_SOURCE = "function getEntriesByType() { [native code] }";

type EntriesByType = (performance: object, type: string) => TimelineEntries;

const performanceOf = nativeGetterFrom(globalThis, "performance");

const STEPS = 3;
/** After a type that took as long, the page gets its turn. */
const LONG_MS = 20;

/** Entries whose names are read, at even distances. */
const MAX_NAMES = 1000;
/** Development builds of React put it before the names of components. */
const REACT_MARK = "\u200b";

/**
 * Counts the entries of this realm's performance timeline, type by type. The browser has no count of them, so it makes a list, with a wrapper for each entry: 16 bytes on the heap
 * and about 50 beside it, which go when the entry goes; 500,000 take 0.2 s. Types that the timeline does not keep are not asked for: the browser warns in the console.
 */
export class TimelineCount {
  #step = 0;
  #marks = 0;
  #markEntries: TimelineEntries | undefined;
  #markedAt = 0;
  #measures = 0;
  #resources = 0;
  #reactMeasures = 0;

  /** Counts type after type, until one took long; true when all are counted. */
  advance(): boolean {
    const started = now();
    do this.#countNext();
    while (this.#step < STEPS && millisecondsSince(started) < LONG_MS);
    return this.#step >= STEPS;
  }

  /** The marks of the page, in the order of their time; undefined where there are none. */
  get markEntries(): TimelineEntries | undefined {
    return this.#markEntries;
  }

  /** When they were listed, by the clock of the page. */
  get markedAt(): number {
    return this.#markedAt;
  }

  #countNext(): void {
    switch (this.#step++) {
      case 0:
        this.#resources = lengthOf(entriesAt("resource"));
        break;
      case 1:
        this.#markedAt = now();
        this.#markEntries = entriesAt("mark");
        this.#marks = lengthOf(this.#markEntries);
        break;
      default:
        this.#addMeasures(entriesAt("measure"));
    }
  }

  get counts(): TimelineCounts {
    return {
      marks: this.#marks,
      measures: this.#measures,
      resources: this.#resources,
      reactMeasures: this.#reactMeasures,
    };
  }

  #addMeasures(measures: TimelineEntries | undefined): void {
    const count = lengthOf(measures);
    this.#measures = count;
    if (measures === undefined || count === 0) return;
    const step = count > MAX_NAMES ? count / MAX_NAMES : 1;
    const nameOf = nativeGetterFrom(measures[0], "name");
    let read = 0;
    let ofReact = 0;
    for (let at = 0; at < count; at += step) {
      const name = nameOf(measures[at | 0]);
      read++;
      if (typeof name === "string" && name[0] === REACT_MARK) ofReact++;
    }
    this.#reactMeasures = ((count * ofReact) / read) | 0;
  }
}

export interface TimelineEntries {
  readonly [index: number]: object;
  readonly length: number;
}

/** Undefined where the page left no function for it. */
function entriesAt(type: string): TimelineEntries | undefined {
  try {
    const performance = performanceOf(globalThis);
    if (typeof performance !== "object" || performance === null) return undefined;
    return methodOf(performance)?.(performance, type);
  } catch {
    /* Something of the page stands in its place. */
    return undefined;
  }
}

function methodOf(performance: object): EntriesByType | undefined {
  for (let at: object | null = performance; at !== null; at = prototypeOf(at)) {
    const value: unknown = ownPropertyOf(at, "getEntriesByType")?.value;
    if (typeof value === "function" && nativeTextOf(value) === METHOD_SOURCE)
      return uncurry(value as (this: object, type: string) => TimelineEntries);
  }
  return undefined;
}

function lengthOf(entries: TimelineEntries | undefined): number {
  return entries === undefined ? 0 : entries.length;
}
