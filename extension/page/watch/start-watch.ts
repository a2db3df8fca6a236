import {
  WATCHED_FRAME,
  WATCHED_INTERVAL,
  WATCHED_LISTENER,
  WATCHED_OBSERVER,
  WATCHED_PORT,
  WATCHED_TIMEOUT,
  type WatchedKind,
} from "../../../core/graph/watched.ts";
import type { ReadListeners } from "../../../core/natives/listed-listeners.ts";
import { ListenerLedger, nameOfTarget } from "../../../core/natives/listeners.ts";
import { ObserverLedger } from "../../../core/natives/observers.ts";
import { PortLedger } from "../../../core/natives/ports.ts";
import { type TimerKind, TimerLedger } from "../../../core/natives/timers.ts";
import { hideSources, type NoteOfCall } from "../../../core/natives/wrap.ts";
import { millisecondsSince, now } from "../../../core/realm/clock.ts";
import { bare, freeze, nativeGetter, uncurry } from "../../../core/realm/introspect.ts";
import type { SafeList } from "../../../core/realm/safe-collections.ts";
import { watchEventOf } from "../../protocol/names.ts";
import { CallSites, type SiteFrame } from "./call-sites.ts";
import { UrlWatch } from "./object-urls.ts";
import { Tally, type TallyRow } from "./tally.ts";

const WATCHED_TIMERS: Readonly<Record<TimerKind, WatchedKind>> = bare({
  interval: WATCHED_INTERVAL,
  timeout: WATCHED_TIMEOUT,
  frame: WATCHED_FRAME,
});

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
  const siteOf: NoteOfCall<number> = (trap) => sites.siteAbove(trap);
  const timers = new TimerLedger(siteOf);
  const listeners = new ListenerLedger(siteOf);
  const observers = new ObserverLedger(siteOf);
  const ports = new PortLedger(siteOf);
  const urls = new UrlWatch(sites);
  const started = now();
  return {
    ageMs: () => millisecondsSince(started),
    siteCount: () => sites.count,
    framesOf: (site) => sites.framesOf(site),
    rows(read) {
      const tally = new Tally();
      timers.listTo((kind, site) => tally.add(WATCHED_TIMERS[kind], site, "", "", 0));
      listeners.listTo((target, type, site) => tally.add(WATCHED_LISTENER, site, type, nameOfTarget(target), 0), read);
      observers.listTo((name, site) => tally.add(WATCHED_OBSERVER, site, "", name, 0));
      ports.listTo((_port, site) => tally.add(WATCHED_PORT, site, "", "", 0));
      urls.addTo(tally.add);
      return tally.rows;
    },
    ignorePort: (port) => ports.ignore(port),
  };
}
