import type { Warning } from "../../core/graph/graph.ts";
import { askBound, askWeakMaps } from "./ask-hidden.ts";
import {
  type Answer,
  type Chosen,
  type CollectedClosures,
  type ReadTexts,
  type Taken,
  type TextRow,
  UNKNOWN_SCOPE,
} from "./closure-messages.ts";
import { ClosureTables } from "./closure-tables.ts";
import { CollectionTrace, type HeapTotals } from "./heap-totals.ts";
import type { PageScripts } from "./page-scripts.ts";
import { internalOf, RemotePage, RemotePageError, type RemoteProperties } from "./remote-page.ts";
import type { Session } from "./session.ts";
import type { ResourceLoader } from "./source-map-reader.ts";

export interface AskClosuresOptions {
  readonly session: Session;
  /** The same without an end of its own: by it the page is left as it was, when the questions are over. */
  readonly lasting: Session;
  /** By which the source maps of scripts are loaded; their own frames where it is left out. */
  readonly loader?: ResourceLoader;
  /** Kept from one snapshot to the next. */
  readonly scripts: PageScripts;
  /** The object id of the agent's handle in that session. */
  readonly agent: string;
  readonly pageUrl: string;
  /** Sources of the extension’s own functions in the page, such as the agent. */
  readonly ownSources: readonly string[];
  /** Functions of one source text, and functions in all, that are asked at most. */
  readonly limits: ClosureLimits;
  /** Functions asked so far, and how many there are to ask. */
  readonly onProgress: (asked: number, toAsk: number) => void;
  /** Ends the questions. */
  readonly signal: AbortSignal;
}

export interface ClosureLimits {
  readonly perText: number;
  readonly total: number;
}

export const USUAL_LIMITS: ClosureLimits = { perText: 200, total: 50_000 };
/** Not `Infinity`: the limits travel as JSON. */
export const NO_LIMITS: ClosureLimits = { perText: Number.MAX_SAFE_INTEGER, total: Number.MAX_SAFE_INTEGER };

/** Code of the warning that some functions were not asked. */
export const CLOSURES_NOT_ASKED = "closures-not-asked";

/** What was asked, and how long it took. */
export interface ClosuresReport extends CollectedClosures {
  readonly warnings: readonly Warning[];
  readonly asked: number;
  readonly spared: number;
  /** Functions whose scopes were not those that their source says. */
  readonly unexpected: number;
  /** Bytes of the page's heap in use, without garbage. */
  readonly usedHeapSize: number;
  /** What the engine counts on the whole heap; `undefined` where the browser did not say in time. */
  readonly heapTotals: HeapTotals | undefined;
  readonly sourcesMs: number;
  readonly findMs: number;
  readonly askMs: number;
}

/** Functions in one batch, and batches under way at a time. The debugger copies the scopes of each, so a batch takes memory in the page. */
const BATCH = 50;
const FIRST_BATCH = 25;
const UNDER_WAY = 3;
/** The same where the page is so busy that it answers once a frame, in so many milliseconds. */
const BUSY_BATCH = 400;
const MOST_UNDER_WAY = 12;
const BUSY_MS = 40;
/** Variables in the scopes of one batch, about: the copy of one takes some 30 bytes in the page until it is collected. */
const VARIABLES_PER_BATCH = 50_000;
/** Bytes that the page's heap may grow by before the copies that are not needed any more are collected, and what must have come since the last time. */
const ROOM_FOR_COPIES = 40_000_000;
const LEAST_COPIES = 20_000_000;
/** How long the agent may work at a stretch, in milliseconds. */
const SLICE_MS = 25;
const BUSY_SLICE_MS = 100;
const ROWS_PER_CALL = 4_000;

/** The browser makes it for `monitorEvents`, whenever DevTools evaluates something with its command-line API. */
const DEVTOOLS_SOURCES = ["(function(e) { console.log(e.type, e); })"];

let askings = 0;

/** Asks the functions of a page for their scopes, and hands the answers to the agent. Rejects with the signal's reason when it is aborted, and when the session ends. */
export async function askClosures(options: AskClosuresOptions): Promise<ClosuresReport> {
  const { session, lasting, agent, signal } = options;
  const page = new RemotePage(session);
  const trace = CollectionTrace.start(lasting);
  let isDone = false;
  try {
    signal.throwIfAborted();
    const report = await ask(options, page, `allocative-closures-${++askings}`, trace);
    isDone = true;
    return report;
  } finally {
    void trace.then((started) => started.close());
    await leave(lasting, page.groups, isDone ? undefined : agent);
  }
}

/** Has page and debugger forget what they keep for us. A page that is gone has. */
async function leave(session: Session, groups: readonly string[], agent: string | undefined): Promise<void> {
  const page = new RemotePage(session);
  const forgotten: Promise<unknown>[] = groups.map((group) => page.release(group));
  forgotten.push(session.send("Debugger.disable"));
  if (agent !== undefined) forgotten.push(page.call(agent, "dropClosures"));
  await Promise.allSettled(forgotten);
}

async function ask(
  options: AskClosuresOptions,
  page: RemotePage,
  group: string,
  tracing: Promise<CollectionTrace>,
): Promise<ClosuresReport> {
  const { session, loader, scripts, agent, ownSources, pageUrl, limits, onProgress, signal } = options;
  const started = performance.now();
  const [{ scripts: read, unparsed }, functions] = await Promise.all([
    scripts.read(session, loader),
    tracing.then(() => allFunctions(page, group)),
  ]);
  /* Garbage has just been collected, and nothing was copied yet. */
  const usedHeapSize = await page.usedHeapSize();
  const totals = tracing.then((trace) => trace.totals(usedHeapSize));
  const findMs = performance.now() - started;
  await page.call(agent, "beginClosures", [{ objectId: functions }]);
  const notOfPage = new Set<number>();
  for (const source of [...ownSources, ...DEVTOOLS_SOURCES]) {
    for (const key of await scripts.keysIn(source)) notOfPage.add(key);
  }
  const keys = await textKeys(page, agent, signal);
  const tables = new ClosureTables(read, pageUrl, notOfPage);
  const texts = tables.textsOf(keys);
  await sendRows(page, agent, "addScripts", tables.scripts);
  await sendRows(page, agent, "addScopes", tables.scopes);
  await sendRows(page, agent, "addTexts", texts);
  await page.call(agent, "takeLexicals", [internalOf(await ownFunction(page, group), "[[Scopes]]")]);
  const { toAsk, leftOut, boundFunctions } = await page.call<Chosen>(agent, "chooseFunctions", [
    { value: limits.perText },
    { value: limits.total },
  ]);
  const sourcesMs = performance.now() - started;
  const questions = new Questions(page, agent, group, tables, keys, texts, usedHeapSize);
  await questions.askAll((asked) => onProgress(asked, toAsk), signal);
  await askBound(page, agent, group, boundFunctions, signal);
  if (read.some(({ mentionsWeakMap }) => mentionsWeakMap)) await askWeakMaps(page, agent, group, signal);
  const collected = await page.call<CollectedClosures>(agent, "endClosures");
  return {
    ...collected,
    asked: questions.asked,
    spared: questions.spared,
    unexpected: questions.unexpected,
    usedHeapSize,
    heapTotals: await totals,
    findMs,
    sourcesMs,
    askMs: performance.now() - started - sourcesMs,
    warnings: warningsOf(leftOut, limits, unparsed),
  };
}

/** An array of all functions of the page's realm. */
async function allFunctions(page: RemotePage, group: string): Promise<string> {
  const prototype = internalOf(await ownFunction(page, group), "[[Prototype]]");
  if (!("objectId" in prototype)) throw new RemotePageError("expected the prototype of functions; got none");
  return await page.objectsWithPrototype(prototype.objectId, group);
}

/** What a function has that was just made: the prototype of functions, whatever the page made of the globals, and the scope that classic scripts share. */
async function ownFunction(page: RemotePage, group: string): Promise<RemoteProperties> {
  const { objectId = "" } = await page.evaluate("()=>{}", group);
  return await page.propertiesOf(objectId);
}

async function textKeys(page: RemotePage, agent: string, signal: AbortSignal): Promise<readonly number[]> {
  const all: number[] = [];
  let sliceMs = SLICE_MS;
  for (;;) {
    signal.throwIfAborted();
    const sentAt = performance.now();
    const { isDone, keys } = await page.call<ReadTexts>(agent, "readTexts", [{ value: sliceMs }]);
    for (const key of keys) all.push(key);
    if (isDone) return all;
    if (performance.now() - sentAt - sliceMs > BUSY_MS) sliceMs = BUSY_SLICE_MS;
  }
}

async function sendRows(page: RemotePage, agent: string, method: string, rows: readonly object[]): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS_PER_CALL) {
    await page.call(agent, method, [{ value: rows.slice(first, first + ROWS_PER_CALL) }]);
  }
}

/** The questions to the functions that were chosen, batch by batch. */
class Questions {
  asked = 0;
  spared = 0;
  unexpected = 0;
  readonly #page: RemotePage;
  readonly #agent: string;
  readonly #group: string;
  readonly #tables: ClosureTables;
  readonly #keys: readonly number[];
  readonly #texts: readonly TextRow[];
  readonly #sizeBefore: number;
  #sizeCollected = 0;
  #collection: Promise<void> | undefined;
  #batches = 0;
  /** How long the page last took to answer something that takes no time. */
  #answerMs = 0;

  constructor(
    page: RemotePage,
    agent: string,
    group: string,
    tables: ClosureTables,
    keys: readonly number[],
    texts: readonly TextRow[],
    sizeBefore: number,
  ) {
    this.#sizeBefore = sizeBefore;
    this.#page = page;
    this.#agent = agent;
    this.#group = group;
    this.#tables = tables;
    this.#keys = keys;
    this.#texts = texts;
  }

  async askAll(onProgress: (settled: number) => void, signal: AbortSignal): Promise<void> {
    const asking: Promise<void>[] = [];
    const failures: unknown[] = [];
    let isEnd = false;
    const askSome = async (): Promise<void> => {
      for (let isLong = false; failures.length === 0; ) {
        signal.throwIfAborted();
        const count = await this.#askBatch(isLong);
        onProgress(this.asked + this.spared);
        if (this.#answerMs > BUSY_MS && asking.length < MOST_UNDER_WAY && !isEnd) start();
        if (count > 0) continue;
        if (isLong) break;
        isLong = true;
      }
      isEnd = true;
    };
    const start = (): void => {
      asking.push(askSome().catch((error) => void failures.push(error)));
    };
    for (let i = 0; i < UNDER_WAY; i++) start();
    /* More are added while they run. */
    for (let i = 0; i < asking.length; i++) await asking[i];
    if (failures.length > 0) throw failures[0];
  }

  /** Asks one batch; how many functions it had. */
  async #askBatch(isLong: boolean): Promise<number> {
    const number = this.#batches++;
    const group = `${this.#group}-${number}`;
    const page = this.#page;
    try {
      const usual = number < UNDER_WAY ? FIRST_BATCH : this.#answerMs > BUSY_MS ? BUSY_BATCH : BATCH;
      const size = isLong ? 1 : usual;
      const sentAt = performance.now();
      const [batch, heapSize] = await Promise.all([
        page.callForObject(
          this.#agent,
          "nextFunctions",
          [{ value: size }, { value: VARIABLES_PER_BATCH }, { value: number }, { value: isLong }],
          group,
        ),
        page.usedHeapSize(),
      ]);
      this.#answerMs = performance.now() - sentAt;
      await this.#collectAbove(heapSize);
      const { result } = await page.propertiesOf(batch);
      const functions = result.filter(({ name, value }) => value?.objectId !== undefined && /^\d+$/.test(name));
      if (functions.length === 0) return 0;
      const texts = String(result.find(({ name }) => name === "texts")?.value?.value)
        .split(",")
        .map(Number);
      const properties = await Promise.all(functions.map(({ value }) => page.propertiesOf(value?.objectId ?? "")));
      const answers = properties.map((said, i) => this.#answerOf(said, texts[i] ?? -1));
      const taken = await page.call<Taken>(this.#agent, "takeScopes", [
        { value: number },
        { value: answers },
        ...properties.map((said) => internalOf(said, "[[Scopes]]")),
      ]);
      this.asked += functions.length;
      this.spared += taken.spared;
      this.unexpected += taken.unexpected;
      return functions.length;
    } finally {
      void page.release(group);
    }
  }

  /** Finding objects of which there is none collects garbage. Left to itself, the engine would let copies of variables grow to a multiple of the page's heap. */
  async #collectAbove(size: number): Promise<void> {
    const isMuch = size > this.#sizeBefore + ROOM_FOR_COPIES && size > this.#sizeCollected + LEAST_COPIES;
    if (isMuch && this.#collection === undefined) {
      this.#collection = this.#collect().finally(() => {
        this.#collection = undefined;
      });
    }
    await this.#collection;
  }

  async #collect(): Promise<void> {
    const page = this.#page;
    const group = `${this.#group}-collection`;
    try {
      const { objectId = "" } = await page.evaluate("({})", group);
      await page.objectsWithPrototype(objectId, group);
    } finally {
      void page.release(group);
    }
    this.#sizeCollected = await page.usedHeapSize();
  }

  #answerOf({ internalProperties = [] }: RemoteProperties, text: number): Answer {
    const row = this.#texts[text];
    const place = internalProperties.find(({ name }) => name === "[[FunctionLocation]]")?.value?.value as
      | { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber: number }
      | undefined;
    const script = place === undefined ? (row?.script ?? -1) : this.#tables.scriptRow(place.scriptId);
    if (row !== undefined && row.scope !== UNKNOWN_SCOPE) return { scope: row.scope, script };
    if (place === undefined) return { scope: UNKNOWN_SCOPE, script };
    const key = this.#keys[text] ?? -1;
    return { scope: this.#tables.scopeAt(key, place.scriptId, place.lineNumber, place.columnNumber), script };
  }
}

function warningsOf(leftOut: number, limits: ClosureLimits, unparsed: readonly string[]): readonly Warning[] {
  const warnings: Warning[] = [];
  if (leftOut > 0) {
    const functions = leftOut === 1 ? "1 further function was" : `${leftOut} further functions were`;
    warnings.push({
      code: CLOSURES_NOT_ASKED,
      path: "Closures",
      detail: `${functions} not asked for variables, because at most ${limits.perText} functions of one source text and ${limits.total} in all are. What only their closures hold is not in this snapshot.`,
    });
  }
  for (const url of unparsed) {
    warnings.push({
      code: "source-unreadable",
      path: "Closures",
      detail: `The source of ${url} cannot be parsed. The variables of its functions are shown under the names that the browser gives them.`,
    });
  }
  return warnings;
}
