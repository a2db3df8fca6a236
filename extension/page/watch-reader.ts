import type { Watched, WatchedPlace, WatchedRow } from "../../core/graph/watched.ts";
import type { ReadListeners } from "../../core/natives/listed-listeners.ts";
import { append, bare, uncurry } from "../../core/realm/introspect.ts";
import { isBuiltinFunction, nativeGetterFrom } from "../../core/realm/introspect-native.ts";
import { createSafeMap } from "../../core/realm/safe-collections.ts";
import { MAX_SITES_ASKED, type SitePlace, type SiteStep } from "../protocol/messages.ts";
import { watchEventOf } from "../protocol/names.ts";
import type { WatchBox, WatchHandle } from "./watch/start-watch.ts";

/* Taken at load. With what a page put in their place, the watch is not asked for: the page would see the token. */
const AskEvent: unknown = CustomEvent;
const nativeDispatch: unknown = EventTarget.prototype.dispatchEvent;
const performanceOf = nativeGetterFrom(globalThis, "performance");
const isAtHand = isBuiltinFunction(AskEvent) && isBuiltinFunction(nativeDispatch);

const NOWHERE: WatchedPlace = { file: "", script: "", line: 0, column: 0, functionName: "" };

/** What the watch of this page counted, if the page was reloaded with one. */
export class WatchReader {
  readonly #port: MessagePort;
  #token = "";
  #handle: WatchHandle | undefined;
  #places = createSafeMap<number, WatchedPlace>();

  /** `port` is the agent's own. */
  constructor(port: MessagePort) {
    this.#port = port;
  }

  get isWatched(): boolean {
    return this.#handle !== undefined;
  }

  /** Looks for the watch of that token. */
  find(token: string): void {
    if (token === this.#token) return;
    this.#token = token;
    this.#places = createSafeMap();
    this.#handle = token === "" ? undefined : handleOf(token);
    this.#handle?.ignorePort(this.#port);
  }

  place(places: readonly SitePlace[]): void {
    for (let i = 0; i < places.length; i++) this.#places.set(places[i].site, places[i]);
  }

  /** The steps of sites without a place; not of all, if there are many. */
  steps(): SiteStep[] {
    const steps: SiteStep[] = [];
    const handle = this.#handle;
    if (handle === undefined) return steps;
    const count = handle.siteCount();
    let asked = 0;
    for (let site = 0; site < count && asked < MAX_SITES_ASKED; site++) {
      const frames = handle.framesOf(site);
      if (frames.length === 0 || this.#places.get(site) !== undefined) continue;
      asked++;
      for (let f = 0; f < frames.length; f++) {
        const { functionName, script, line, column } = frames[f];
        append(steps, { site, functionName, script, line, column });
      }
    }
    return steps;
  }

  /** What is there now; undefined in a page that is not watched. */
  watched(read: ReadListeners | undefined): Watched | undefined {
    const handle = this.#handle;
    if (handle === undefined) return undefined;
    const tallied = handle.rows(read);
    const rows: WatchedRow[] = [];
    for (let i = 0; i < tallied.length; i++) {
      const { kind, event, target, site, count, size } = tallied[i];
      const { file, script, line, column, functionName } = this.#placeOf(handle, site);
      append(rows, { kind, event, target, file, script, line, column, functionName, count, size });
    }
    return { ageMs: handle.ageMs(), rows };
  }

  /** Of a site that is new since the panel was asked, the innermost step. */
  #placeOf(handle: WatchHandle, site: number): WatchedPlace {
    const known = this.#places.get(site);
    if (known !== undefined) return known;
    const frames = handle.framesOf(site);
    if (frames.length === 0) return NOWHERE;
    const { functionName, script, line, column } = frames[0];
    return { file: script, script, line, column, functionName };
  }
}

function handleOf(token: string): WatchHandle | undefined {
  if (!isAtHand) return undefined;
  const performance = performanceOf(globalThis);
  if (typeof performance !== "object" || performance === null) return undefined;
  const box: WatchBox = bare({});
  const event = new (AskEvent as unknown as typeof CustomEvent)(watchEventOf(token), bare({ detail: box }));
  const dispatch = uncurry(nativeDispatch as (this: object, event: Event) => boolean);
  try {
    dispatch(performance, event);
  } catch {
    /* The page put another object in the place of the browser's. */
    return undefined;
  }
  return box.handle;
}
