import { hideSources } from "../../../core/natives/wrap.ts";
import { millisecondsSince, now } from "../../../core/realm/clock.ts";
import { bare, freeze, nativeGetter, type SafeList, uncurry } from "../../../core/realm/introspect.ts";
import { watchEventOf } from "../../protocol/names.ts";
import type { ReadListeners } from "../listener-reader.ts";
import { CallSites, type SiteFrame } from "./call-sites.ts";
import { ListenerWatch } from "./listeners.ts";
import { UrlWatch } from "./object-urls.ts";
import { ObserverWatch } from "./observers.ts";
import { PortWatch } from "./ports.ts";
import { Tally, type TallyRow } from "./tally.ts";
import { TimerWatch } from "./timers.ts";

/** What the agent asks. No script of the page has it. */
export interface WatchHandle {
  ageMs(): number;
  siteCount(): number;
  framesOf(site: number): SafeList<SiteFrame>;
  /** What is there now, by kind and place. `read` is the reader of listeners, if DevTools lent it. */
  rows(read: ReadListeners | undefined): SafeList<TallyRow>;
  /** The port is the agent's. */
  ignorePort(port: MessagePort): void;
}

/** What the agent hands over with its event, to get the handle. */
export interface WatchBox {
  handle?: WatchHandle;
}

const detailOf = nativeGetter(CustomEvent.prototype, "detail") as (event: Event) => WatchBox;
const listen = uncurry(EventTarget.prototype.addEventListener) as (
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
) => void;

/** Wraps what is watched in this realm, before any script of the page has run. The agent that knows `token` gets the handle: it is asked for on a target that no document takes its listeners from. */
export function startWatch(token: string): void {
  const listenTo = performance;
  const sites = new CallSites();
  const handle = freeze(bare(handleOf(sites)));
  hideSources();
  listen(listenTo, watchEventOf(token), (event) => {
    detailOf(event).handle = handle;
  });
}

function handleOf(sites: CallSites): WatchHandle {
  const timers = new TimerWatch(sites);
  const listeners = new ListenerWatch(sites);
  const observers = new ObserverWatch(sites);
  const ports = new PortWatch(sites);
  const urls = new UrlWatch(sites);
  const started = now();
  return {
    ageMs: () => millisecondsSince(started),
    siteCount: () => sites.count,
    framesOf: (site) => sites.framesOf(site),
    rows(read) {
      const tally = new Tally();
      timers.addTo(tally.add);
      listeners.addTo(tally.add, read);
      observers.addTo(tally.add);
      ports.addTo(tally.add);
      urls.addTo(tally.add);
      return tally.rows;
    },
    ignorePort: (port) => ports.ignore(port),
  };
}
