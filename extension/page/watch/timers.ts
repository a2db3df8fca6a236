import { WATCHED_FRAME, WATCHED_INTERVAL, WATCHED_TIMEOUT } from "../../../core/graph/watched.ts";
import { Room } from "../../../core/natives/room.ts";
import { type Arguments, wrap } from "../../../core/natives/wrap.ts";
import { now } from "../../../core/realm/clock.ts";
import { createSafeMap, forEachMapEntry, ownPropertyOf, uncurry } from "../../../core/realm/introspect.ts";
import type { CallSites } from "./call-sites.ts";
import type { AddWatched } from "./tally.ts";

interface Timer {
  readonly site: number;
  /** When it fires, by the clock of the page; a timer that repeats never ends by itself. */
  readonly due: number;
}

const REPEATS = Number.POSITIVE_INFINITY;

/**
 * Timers and callbacks of the next frame that wait. Nothing of the page is kept: the browser knows each by a number. A timer that fires once ends when it is due, so its callback is not wrapped.
 */
export class TimerWatch {
  readonly #sites: CallSites;
  readonly #timers = createSafeMap<number, Timer>();
  readonly #room = new Room(() => this.#dropFired());
  #frames = createSafeMap<number, number>();
  #isFrameAsked = false;
  readonly #requestFrame: (self: object, callback: () => void) => unknown;

  constructor(sites: CallSites) {
    this.#sites = sites;
    const native = ownPropertyOf(globalThis, "requestAnimationFrame")?.value as Window["requestAnimationFrame"];
    this.#requestFrame = uncurry(native);
    wrap(globalThis, "setTimeout", "value", (id, _self, args, trap) => {
      const delay = delayOf(args);
      if (delay !== undefined) this.#add(id, now() + delay, trap);
    });
    wrap(globalThis, "setInterval", "value", (id, _self, _args, trap) => this.#add(id, REPEATS, trap));
    /* Either ends both. */
    wrap(globalThis, "clearTimeout", "value", (_result, _self, args) => this.#end(args));
    wrap(globalThis, "clearInterval", "value", (_result, _self, args) => this.#end(args));
    wrap(
      globalThis,
      "requestAnimationFrame",
      "value",
      (id, _self, _args, trap) => this.#addFrame(id, trap),
      () => this.#askForFrame(),
    );
    wrap(globalThis, "cancelAnimationFrame", "value", (_result, _self, args) => {
      const id = idIn(args);
      if (id !== undefined) this.#frames.delete(id);
    });
  }

  addTo(add: AddWatched): void {
    const time = now();
    forEachMapEntry(this.#timers, (value) => {
      const { site, due } = value as Timer;
      if (due === REPEATS) add(WATCHED_INTERVAL, site, "", "", 0);
      else if (due > time) add(WATCHED_TIMEOUT, site, "", "", 0);
    });
    forEachMapEntry(this.#frames, (site) => add(WATCHED_FRAME, site as number, "", "", 0));
  }

  #add(id: unknown, due: number, trap: () => unknown): void {
    if (typeof id !== "number") return;
    this.#room.make(this.#timers.size);
    this.#timers.set(id, { site: this.#sites.siteAbove(trap), due });
  }

  #end(args: Arguments): void {
    const id = idIn(args);
    if (id !== undefined) this.#timers.delete(id);
  }

  #dropFired(): number {
    const time = now();
    forEachMapEntry(this.#timers, (value, id) => {
      if ((value as Timer).due <= time) this.#timers.delete(id as number);
    });
    return this.#timers.size;
  }

  #addFrame(id: unknown, trap: () => unknown): void {
    if (typeof id === "number") this.#frames.set(id, this.#sites.siteAbove(trap));
  }

  /** Before the first one of a frame, ours asks for the same frame: when that comes, all that were asked for have their turn, and later ones are of the next. */
  #askForFrame(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#requestFrame(globalThis, () => {
      this.#isFrameAsked = false;
      this.#frames = createSafeMap();
    });
  }
}

/** Undefined where the page's own code would have to be asked. As the browser reads it: a whole number of 32 bits, and none below 0. */
function delayOf(args: Arguments): number | undefined {
  const delay = args.length > 1 ? args[1] : 0;
  if (typeof delay === "object" && delay !== null) return undefined;
  if (typeof delay === "function" || typeof delay === "symbol" || typeof delay === "bigint") return undefined;
  const whole = (delay as number) | 0;
  return whole > 0 ? whole : 0;
}

function idIn(args: Arguments): number | undefined {
  const id = args.length > 0 ? args[0] : undefined;
  return typeof id === "number" || typeof id === "string" ? (id as number) | 0 : undefined;
}
