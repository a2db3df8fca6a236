import { now } from "../realm/clock.ts";
import { forEachMapEntry, ownPropertyOf, uncurry } from "../realm/introspect.ts";
import { createSafeMap } from "../realm/safe-collections.ts";
import { Room } from "./room.ts";
import { type Arguments, type NoteOfCall, wrap } from "./wrap.ts";

interface Timer<Note> {
  readonly note: Note;
  /** When it fires, by the clock of the page; a timer that repeats never ends by itself. */
  readonly due: number;
}

export type TimerKind = "interval" | "timeout" | "frame";

const REPEATS = Number.POSITIVE_INFINITY;

/**
 * Timers and callbacks of the next frame that wait. Nothing of the page is kept: the browser knows each by a number. A timer that fires once ends when it is due, so its callback is not wrapped.
 */
export class TimerLedger<Note> {
  readonly #noteOf: NoteOfCall<Note>;
  readonly #timers = createSafeMap<number, Timer<Note>>();
  readonly #room = new Room(() => this.#dropFired());
  #frames = createSafeMap<number, Note>();
  #isFrameAsked = false;
  readonly #requestFrame: ((self: object, callback: () => void) => unknown) | undefined;

  constructor(noteOf: NoteOfCall<Note>) {
    this.#noteOf = noteOf;
    const native = ownPropertyOf(globalThis, "requestAnimationFrame")?.value;
    this.#requestFrame =
      typeof native === "function" ? uncurry(native as (callback: () => void) => unknown) : undefined;
    wrap(globalThis, "setTimeout", "value", (id, _self, args, trap) => {
      const delay = delayOf(args);
      if (delay !== undefined) this.#add(id, now() + delay, trap, args);
    });
    wrap(globalThis, "setInterval", "value", (id, _self, args, trap) => this.#add(id, REPEATS, trap, args));
    /* Either ends both. */
    wrap(globalThis, "clearTimeout", "value", (_result, _self, args) => this.#end(args));
    wrap(globalThis, "clearInterval", "value", (_result, _self, args) => this.#end(args));
    wrap(
      globalThis,
      "requestAnimationFrame",
      "value",
      (id, _self, args, trap) => this.#addFrame(id, trap, args),
      () => this.#askForFrame(),
    );
    wrap(globalThis, "cancelAnimationFrame", "value", (_result, _self, args) => {
      const id = idIn(args);
      if (id !== undefined) this.#frames.delete(id);
    });
  }

  listTo(add: (kind: TimerKind, note: Note) => void): void {
    const time = now();
    forEachMapEntry(this.#timers, (value) => {
      const { note, due } = value as Timer<Note>;
      if (due === REPEATS) add("interval", note);
      else if (due > time) add("timeout", note);
    });
    forEachMapEntry(this.#frames, (note) => add("frame", note as Note));
  }

  #add(id: unknown, due: number, trap: () => unknown, args: Arguments): void {
    if (typeof id !== "number") return;
    this.#room.make(this.#timers.size);
    this.#timers.set(id, { note: this.#noteOf(trap, args[0]), due });
  }

  #end(args: Arguments): void {
    const id = idIn(args);
    if (id !== undefined) this.#timers.delete(id);
  }

  #dropFired(): number {
    const time = now();
    forEachMapEntry(this.#timers, (value, id) => {
      if ((value as Timer<Note>).due <= time) this.#timers.delete(id as number);
    });
    return this.#timers.size;
  }

  #addFrame(id: unknown, trap: () => unknown, args: Arguments): void {
    if (typeof id === "number") this.#frames.set(id, this.#noteOf(trap, args[0]));
  }

  /** Before the first one of a frame, ours asks for the same frame: when that comes, all that were asked for have their turn, and later ones are of the next. */
  #askForFrame(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#requestFrame?.(globalThis, () => {
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
