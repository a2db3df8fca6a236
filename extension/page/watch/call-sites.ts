import { captureStack } from "../../../core/natives/capture-stack.ts";
import { bare, uncurry } from "../../../core/realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList } from "../../../core/realm/safe-collections.ts";

const EngineError = Error;
const { get, getOwnPropertyDescriptor, defineProperty, deleteProperty, getPrototypeOf } = Reflect;
const { setPrototypeOf } = Object;
const sliceOf = uncurry(String.prototype.slice) as (text: string, start: number, end: number) => string;

/** Steps of a stack that are kept: libraries may stand between the browser and the page's own code. */
const MAX_FRAMES = 6;
const MAX_TEXT = 1_000;
/** Further ones are one place, which is not known. */
const MAX_SITES = 5_000;

/** Of what could not be placed. */
export const UNKNOWN_SITE = 0;

/** One step of a stack, innermost first. */
export interface SiteFrame {
  readonly functionName: string;
  readonly script: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

type CallSiteReader = (frame: object) => unknown;

/** What the engine has of a stack; the page can replace its methods. */
interface CallSiteReaders {
  readonly scriptOf: CallSiteReader;
  readonly lineOf: CallSiteReader;
  readonly columnOf: CallSiteReader;
  readonly positionOf: CallSiteReader;
  readonly functionNameOf: CallSiteReader;
}

type Frames = { readonly [index: number]: object; readonly length: number };

const isThere = bare({ writable: true, enumerable: true, configurable: true });
const ourLimit = bare({ ...isThere, value: MAX_FRAMES });
const noPreparing = bare({ ...isThere, value: undefined as unknown });

/**
 * The places in the page's scripts that called the browser, each once. V8 hands a stack to `Error.prepareStackTrace`: for that moment, in which no code of the page runs, ours stands there; what the page has
 * there is put back.
 */
export class CallSites {
  readonly #sites: SafeList<SafeList<SiteFrame>> = createSafeList();
  #indexByKey = createSafeMap<string, number>();
  readonly #ours: PropertyDescriptor;
  #readers: CallSiteReaders | undefined;
  #found = UNKNOWN_SITE;

  constructor() {
    this.#sites[UNKNOWN_SITE] = createSafeList();
    this.#ours = bare({ ...isThere, value: (_error: unknown, frames: Frames) => this.#take(frames) });
    /* Its methods are taken before the page can replace them. */
    this.#read(undefined);
    this.#sites.length = 1;
    this.#indexByKey = createSafeMap();
  }

  get count(): number {
    return this.#sites.length;
  }

  /** Innermost first; none of a place that is not known. */
  framesOf(site: number): SafeList<SiteFrame> {
    return this.#sites[site];
  }

  /** The place that called the function. */
  siteAbove(called: (...args: never[]) => unknown): number {
    this.#found = UNKNOWN_SITE;
    this.#read(called);
    return this.#found;
  }

  #read(called: ((...args: never[]) => unknown) | undefined): void {
    const limit = replace("stackTraceLimit", ourLimit);
    if (limit === undefined) return;
    const preparing = replace("prepareStackTrace", this.#ours);
    if (preparing !== undefined) {
      const holder = bare({});
      captureStack(holder, called);
      /* V8 makes the text when it is read. */
      get(holder, "stack");
      putBack("prepareStackTrace", preparing);
    }
    putBack("stackTraceLimit", limit);
  }

  #take(frames: Frames): string {
    if (frames.length === 0) return "";
    this.#readers ??= readersOf(frames[0]);
    const { scriptOf, lineOf, columnOf, positionOf } = this.#readers;
    const first = frames[0];
    let key = `${textOf(scriptOf(first))} ${lineOf(first)} ${columnOf(first)}`;
    for (let i = 1; i < frames.length; i++) key += ` ${positionOf(frames[i])}`;
    let site = this.#indexByKey.get(key);
    if (site === undefined) {
      if (this.#sites.length >= MAX_SITES) return "";
      site = this.#sites.length;
      this.#sites[site] = this.#framesFrom(frames, this.#readers);
      this.#indexByKey.set(key, site);
    }
    this.#found = site;
    return "";
  }

  #framesFrom(frames: Frames, { scriptOf, lineOf, columnOf, functionNameOf }: CallSiteReaders): SafeList<SiteFrame> {
    const found: SafeList<SiteFrame> = createSafeList();
    for (let i = 0; i < frames.length; i++) {
      const script = textOf(scriptOf(frames[i]));
      if (script === "") continue;
      found[found.length] = {
        functionName: textOf(functionNameOf(frames[i])),
        script,
        line: numberOf(lineOf(frames[i])),
        column: numberOf(columnOf(frames[i])),
      };
    }
    return found;
  }
}

/** What stood there; undefined where the page does not let it be replaced. */
function replace(key: string, property: PropertyDescriptor): PropertyDescriptor | undefined {
  const found = getOwnPropertyDescriptor(EngineError, key);
  if (found !== undefined) setPrototypeOf(found, null);
  return defineProperty(EngineError, key, property) ? (found ?? noPreparing) : undefined;
}

function putBack(key: string, property: PropertyDescriptor): void {
  if (property === noPreparing) deleteProperty(EngineError, key);
  else defineProperty(EngineError, key, property);
}

function readersOf(frame: object): CallSiteReaders {
  const prototype = getPrototypeOf(frame) as Readonly<Record<string, () => unknown>>;
  return {
    scriptOf: uncurry(prototype.getScriptNameOrSourceURL) as CallSiteReader,
    lineOf: uncurry(prototype.getLineNumber) as CallSiteReader,
    columnOf: uncurry(prototype.getColumnNumber) as CallSiteReader,
    positionOf: uncurry(prototype.getPosition) as CallSiteReader,
    functionNameOf: uncurry(prototype.getFunctionName) as CallSiteReader,
  };
}

function textOf(value: unknown): string {
  if (typeof value !== "string") return "";
  return value.length > MAX_TEXT ? sliceOf(value, 0, MAX_TEXT) : value;
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
