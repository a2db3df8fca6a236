import type { Warning } from "../../core/graph/graph.ts";
import { pageWords } from "../../core/graph/page-words.ts";
import type { ProcessCounts } from "../protocol/messages.ts";
import { askBound, askWeakMaps } from "./ask-hidden.ts";
import {
  type Answer,
  type Chosen,
  type CollectedClosures,
  type ReadTexts,
  SCOPE_NOT_OF_PAGE,
  type Taken,
  type TextRow,
  UNKNOWN_SCOPE,
} from "./closure-messages.ts";
import { ClosureTables } from "./closure-tables.ts";
import { CollectionTrace, type HeapTotals } from "./heap-totals.ts";
import { contextsOf } from "./page-contexts.ts";
import type { PageScript, PageScripts, ScriptChoice } from "./page-scripts.ts";
import { askProcessCounts } from "./process-counts.ts";
import { internalOf, RemotePage, RemotePageError, type RemoteProperties } from "./remote-page.ts";
import { type Session, SessionEndedError } from "./session.ts";
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
  /** The context that the agent is in; that of the session's own document where it is left out. */
  readonly context?: number;
  readonly pageUrl: string;
  /** Which of the frames that the agent can read are asked, too. */
  readonly frames?: FrameChoice;
  /** Sources of the extension’s own functions in the page, such as the agent. */
  readonly ownSources: readonly string[];
  /** The scripts whose functions are asked; all of the page where it is left out, and what `eval` made. */
  readonly asks?: ScriptChoice;
  /** Functions of one source text, and functions in all, that are asked at most. */
  readonly limits: ClosureLimits;
  /** Functions asked so far, and how many there are to ask. */
  readonly onProgress: (asked: number, toAsk: number) => void;
  /** Ends the questions. */
  readonly signal: AbortSignal;
}

export interface FrameChoice {
  readonly wants: (frame: string) => boolean;
  /** A name that no script knows, for the moment in which the agent offers its handles. */
  readonly handle: string;
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
  /** What the browser counts in its process, without garbage; `null` where it did not say. */
  readonly processCounts: ProcessCounts | null;
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
/** It is there while functions are found. No function of a page has its text. */
const OWN_FUNCTION = "()=>{/**/}";

const CLOSURES_PATH = "Closures";

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
  const { session, lasting, loader, scripts, agent, context: ownContext, ownSources, asks, frames } = options;
  const started = performance.now();
  const [{ scripts: read, unparsed }, functions] = await Promise.all([
    scripts.read(session, loader, asks),
    tracing.then(() => allFunctions(page, group, ownContext)),
  ]);
  /* Garbage has just been collected, and nothing was copied yet. */
  const usedHeapSize = await page.usedHeapSize();
  const processCounts = await askProcessCounts(session, lasting);
  const totals = tracing.then((trace) => trace.totals(usedHeapSize));
  const findMs = performance.now() - started;
  const notOfPage = new Set<number>();
  for (const source of [...ownSources, ...DEVTOOLS_SOURCES, OWN_FUNCTION]) {
    for (const key of await scripts.keysIn(source)) notOfPage.add(key);
  }
  const ofFrames = frames === undefined ? [] : await frameRealms(session, page, agent, group, frames);
  const inFrames = new Set(ofFrames.map(({ context }) => context));
  const known = { notOfPage, group, usedHeapSize };
  const own = await askRealm(options, page, {
    handle: agent,
    frame: "",
    context: ownContext,
    functions,
    read: scriptsOfRealm(read, ({ context }) =>
      ownContext === undefined ? !inFrames.has(context) : context === ownContext,
    ),
    ...known,
  });
  const warnings = [...own.warnings];
  for (const realm of ofFrames) {
    const { frame, context } = realm;
    try {
      const found = await allFunctions(page, group, context);
      const ofRealm = scriptsOfRealm(read, (script) => script.context === context);
      const asked = await askRealm(options, page, { ...realm, functions: found, read: ofRealm, ...known });
      warnings.push(...asked.warnings);
    } catch (error) {
      if (options.signal.aborted || error instanceof SessionEndedError) throw error;
      warnings.push(frameNotAsked(frame, error));
    }
  }
  return {
    ...own,
    usedHeapSize,
    heapTotals: await totals,
    processCounts,
    findMs,
    askMs: performance.now() - started - findMs,
    warnings: [
      ...warnings,
      ...unparsed.filter(({ context }) => ownContext === undefined || context === ownContext).map(unreadable),
    ],
  };
}

/** A realm that the agent has a handle for. */
interface Realm {
  readonly handle: string;
  /** As among the roots; `""` for the page. */
  readonly frame: string;
  /** `undefined` for that of the session's own document. */
  readonly context: number | undefined;
}

interface RealmQuestions extends Realm {
  /** An array of all its functions. */
  readonly functions: string;
  /** The scripts that ran there. */
  readonly read: readonly PageScript[];
  readonly notOfPage: ReadonlySet<number>;
  readonly group: string;
  readonly usedHeapSize: number;
}

type RealmReport = Pick<
  ClosuresReport,
  "functionCount" | "contextCount" | "asked" | "spared" | "unexpected" | "warnings"
>;

/** Asks the functions of one realm. */
async function askRealm(
  { pageUrl, scripts, asks, limits, onProgress, signal }: AskClosuresOptions,
  page: RemotePage,
  { handle, frame, context, functions, read, notOfPage, group, usedHeapSize }: RealmQuestions,
): Promise<RealmReport> {
  await page.call(handle, "beginClosures", [{ objectId: functions }]);
  const keys = await textKeys(page, handle, signal);
  const tables = new ClosureTables(read, pageUrl, notOfPage, scripts.emptyScopes, asks === undefined);
  const texts = tables.textsOf(keys);
  await sendRows(page, handle, "addScripts", tables.scripts);
  await sendRows(page, handle, "addScopes", tables.scopes);
  await sendRows(page, handle, "addTexts", texts);
  await page.call(handle, "takeLexicals", [internalOf(await ownFunction(page, group, context), "[[Scopes]]")]);
  const { toAsk, leftOut, boundFunctions } = await page.call<Chosen>(handle, "chooseFunctions", [
    { value: limits.perText },
    { value: limits.total },
  ]);
  const questions = new Questions(page, handle, group, tables, keys, texts, usedHeapSize);
  await questions.askAll((asked) => onProgress(asked, toAsk), signal);
  await askBound(page, handle, group, boundFunctions, signal);
  /* The prototype of WeakMaps is that of the agent's own realm. */
  const hasWeakMaps = frame === "" && read.some(({ mentionsWeakMap }) => mentionsWeakMap);
  if (hasWeakMaps) await askWeakMaps(page, handle, group, signal);
  const collected = await page.call<CollectedClosures>(handle, "endClosures");
  const { asked, spared, unexpected } = questions;
  return { ...collected, asked, spared, unexpected, warnings: leftOutWarnings(leftOut, limits, frame) };
}

/** The frames that are wanted, each with the handle that the agent put there, as an object of its own context. */
async function frameRealms(
  session: Session,
  page: RemotePage,
  agent: string,
  group: string,
  { wants, handle: name }: FrameChoice,
): Promise<readonly Realm[]> {
  const realms: Realm[] = [];
  try {
    if ((await page.call<number>(agent, "offerToFrames", [{ value: name }])) === 0) return [];
    for (const { id: context, isDefault } of await contextsOf(session)) {
      if (!isDefault) continue;
      try {
        const expression = `typeof ${name}=="undefined"?0:${name}`;
        const { objectId: handle } = await page.evaluate(expression, group, context);
        if (handle === undefined) continue;
        const frame = await page.call<string>(handle, "frameName");
        if (wants(frame)) realms.push({ handle, frame, context });
      } catch (error) {
        /* The frame is gone. */
        if (error instanceof SessionEndedError) throw error;
      }
    }
  } finally {
    await page.call(agent, "withdrawFromFrames", [{ value: name }]);
  }
  return realms;
}

/** The scripts of a realm, and those of others that it may share with them. */
function scriptsOfRealm(scripts: readonly PageScript[], isOwn: (script: PageScript) => boolean): readonly PageScript[] {
  const own = new Set(scripts.filter(isOwn).map(({ url }) => url));
  return scripts.filter((script) => isOwn(script) || !own.has(script.url));
}

/** An array of all functions of the page's realm. */
async function allFunctions(page: RemotePage, group: string, context?: number): Promise<string> {
  const prototype = internalOf(await ownFunction(page, group, context), "[[Prototype]]");
  if (!("objectId" in prototype)) throw new RemotePageError("expected the prototype of functions; got none");
  return await page.objectsWithPrototype(prototype.objectId, group);
}

/** What a function has that was just made: the prototype of functions, whatever the page made of the globals, and the scope that classic scripts share. */
async function ownFunction(page: RemotePage, group: string, context?: number): Promise<RemoteProperties> {
  const { objectId = "" } = await page.evaluate(OWN_FUNCTION, group, context);
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
    const key = this.#keys[text] ?? -1;
    if (place !== undefined && this.#tables.isNotOfPage(key, place.scriptId))
      return { scope: SCOPE_NOT_OF_PAGE, script };
    if (row !== undefined && row.scope !== UNKNOWN_SCOPE) return { scope: row.scope, script };
    if (place === undefined) return { scope: UNKNOWN_SCOPE, script };
    return { scope: this.#tables.scopeAt(key, place.scriptId, place.lineNumber, place.columnNumber), script };
  }
}

function leftOutWarnings(leftOut: number, limits: ClosureLimits, frame: string): readonly Warning[] {
  if (leftOut === 0) return [];
  const functions = leftOut === 1 ? "1 further function was" : `${leftOut} further functions were`;
  const detail = `${functions} not asked for variables, because at most ${limits.perText} functions of one source text and ${limits.total} in all are. What only their closures hold is not in this snapshot.`;
  return [{ code: CLOSURES_NOT_ASKED, path: frame || CLOSURES_PATH, detail }];
}

/** It may have been removed meanwhile. */
function frameNotAsked(frame: string, error: unknown): Warning {
  const words = pageWords(error instanceof Error ? error.message : String(error));
  const detail = `The functions of the ${frame} could not be asked, with ${words}. What only their closures hold is not in this snapshot.`;
  return { code: CLOSURES_NOT_ASKED, path: frame, detail };
}

function unreadable({ url }: Pick<PageScript, "url">): Warning {
  const detail = `The source of ${url} cannot be parsed. The variables of its functions are shown under the names that the browser gives them.`;
  return { code: "source-unreadable", path: CLOSURES_PATH, detail };
}
