import { bare, forEachMapEntry, nativeGetter, ownKeysOf, prototypeOf, uncurry } from "../realm/introspect.ts";
import {
  createSafeList,
  createSafeMap,
  createSafeWeakMap,
  type SafeList,
  type SafeMap,
} from "../realm/safe-collections.ts";
import { classNameOf } from "./class-name.ts";
import type { ReadListeners } from "./listed-listeners.ts";
import { Room } from "./room.ts";
import { heldBy, isObject, weakly } from "./weak.ts";
import { type Arguments, type NoteOfCall, wrap } from "./wrap.ts";

const { getOwnPropertyDescriptor } = Reflect;
const ObjectPrototype = Object.prototype;
const { AbortSignal, EventTarget, document } = globalThis as BrowserGlobals;
const isAbortedOf = nativeGetter(AbortSignal?.prototype, "aborted");
const indexOf = uncurry(String.prototype.indexOf as (text: string) => number) as (text: string, part: string) => number;
const sliceOf = uncurry(String.prototype.slice) as (text: string, start: number) => string;

/** What of the browser is read; a worker has no document. */
interface BrowserGlobals {
  readonly AbortSignal?: { readonly prototype: object };
  readonly EventTarget?: { readonly prototype: object };
  readonly document?: object;
}

/** A registration. The browser takes it back by itself where it is for one event, or has a signal. */
interface Registration<Note> {
  readonly note: Note;
  /** For one event: its callback. */
  readonly once: WeakRef<object> | undefined;
  readonly signal: WeakRef<object> | undefined;
}

/** Those of one target, by callback, phase and type: as the browser distinguishes them. It holds neither callbacks nor target. */
interface OfTarget<Note> {
  readonly registrations: SafeMap<string, Registration<Note>>;
  readonly room: Room;
  /** Whether it is among the targets that are looked through. */
  isListed: boolean;
}

interface ReadOptions {
  readonly isCapture: boolean;
  readonly isOnce: boolean;
  readonly signal: object | undefined;
}

const CAPTURE = "c";
const BUBBLE = "b";

/** Listeners that were added and not removed. The callbacks stay the page's own, so that nothing about them changes. */
export class ListenerLedger<Note> {
  readonly #noteOf: NoteOfCall<Note>;
  readonly #callbackIds = createSafeWeakMap<object, number>();
  #callbackCount = 0;
  readonly #ofTargets = createSafeWeakMap<object, OfTarget<Note>>();
  #targets: SafeList<WeakRef<object>> = createSafeList();
  readonly #room = new Room(() => this.#dropCollected());

  constructor(noteOf: NoteOfCall<Note>) {
    this.#noteOf = noteOf;
    if (EventTarget === undefined) return;
    wrap(EventTarget.prototype, "addEventListener", "value", (_result, self, args, trap) => {
      this.#add((self ?? globalThis) as object, args, trap);
    });
    wrap(EventTarget.prototype, "removeEventListener", "value", (_result, self, args) => {
      this.#remove((self ?? globalThis) as object, args);
    });
  }

  /** `read` lists the listeners that the browser has: so those are known that it took back. */
  listTo(add: (target: object, type: string, note: Note) => void, read?: ReadListeners): void {
    this.#dropCollected();
    for (let t = 0; t < this.#targets.length; t++) {
      const target = heldBy(this.#targets[t]);
      const ofTarget = target && this.#ofTargets.get(target);
      if (target === undefined || ofTarget === undefined) continue;
      const listed = read && needsReading(target, ofTarget) ? this.#keysOf(read(target)) : undefined;
      forEachMapEntry(ofTarget.registrations, (value, key) => {
        const registration = value as Registration<Note>;
        if (isOver(registration) || (listed !== undefined && listed.get(key as string) === undefined)) return;
        add(target, typeIn(key as string), registration.note);
      });
    }
  }

  #add(target: object, args: Arguments, trap: () => unknown): void {
    const type = args[0];
    const callback = args[1];
    if (typeof type !== "string" || !isObject(callback)) return;
    const options = args.length > 2 ? optionsIn(args[2]) : NO_OPTIONS;
    if (options === undefined || (options.signal !== undefined && isAbortedOf(options.signal) === true)) return;
    const ofTarget = this.#listed(target);
    const { registrations, room } = ofTarget;
    const key = `${this.#idOf(callback)}${options.isCapture ? CAPTURE : BUBBLE}${type}`;
    const known = registrations.get(key);
    /* The browser adds none twice. */
    if (known !== undefined && known.once === undefined && known.signal === undefined) return;
    room.make(registrations.size);
    registrations.set(key, {
      note: this.#noteOf(trap, callback),
      once: options.isOnce ? weakly(callback) : undefined,
      signal: options.signal && weakly(options.signal),
    });
  }

  #remove(target: object, args: Arguments): void {
    const type = args[0];
    const callback = args[1];
    if (typeof type !== "string" || !isObject(callback)) return;
    const id = this.#callbackIds.get(callback);
    const registrations = this.#ofTargets.get(target)?.registrations;
    const options = args.length > 2 ? optionsIn(args[2]) : NO_OPTIONS;
    if (id === undefined || options === undefined) return;
    registrations?.delete(`${id}${options.isCapture ? CAPTURE : BUBBLE}${type}`);
  }

  #idOf(callback: object): number {
    let id = this.#callbackIds.get(callback);
    if (id === undefined) {
      id = ++this.#callbackCount;
      this.#callbackIds.set(callback, id);
    }
    return id;
  }

  #listed(target: object): OfTarget<Note> {
    let ofTarget = this.#ofTargets.get(target);
    if (ofTarget === undefined) {
      const registrations = createSafeMap<string, Registration<Note>>();
      ofTarget = { registrations, room: new Room(() => dropOver(registrations)), isListed: false };
      this.#ofTargets.set(target, ofTarget);
    }
    if (!ofTarget.isListed) {
      this.#room.make(this.#targets.length);
      ofTarget.isListed = true;
      this.#targets[this.#targets.length] = weakly(target);
    }
    return ofTarget;
  }

  #dropCollected(): number {
    const left: SafeList<WeakRef<object>> = createSafeList();
    for (let t = 0; t < this.#targets.length; t++) {
      const target = heldBy(this.#targets[t]);
      const ofTarget = target && this.#ofTargets.get(target);
      if (ofTarget === undefined) continue;
      if (ofTarget.registrations.size > 0) left[left.length] = this.#targets[t];
      else ofTarget.isListed = false;
    }
    this.#targets = left;
    return left.length;
  }

  #keysOf(listed: ReturnType<ReadListeners>): SafeMap<string, true> {
    const keys = createSafeMap<string, true>();
    const types = ownKeysOf(listed);
    for (let t = 0; t < types.length; t++) {
      const type = types[t];
      if (typeof type !== "string") continue;
      const list = listed[type];
      for (let i = 0; i < list.length; i++) {
        const { listener, useCapture } = list[i];
        const id = this.#callbackIds.get(listener);
        if (id !== undefined) keys.set(`${id}${useCapture ? CAPTURE : BUBBLE}${type}`, true);
      }
    }
    return keys;
  }
}

const NO_OPTIONS: ReadOptions = bare({ isCapture: false, isOnce: false, signal: undefined });
const CAPTURE_ALONE: ReadOptions = bare({ isCapture: true, isOnce: false, signal: undefined });

/** Read from own data properties alone, for the browser has run what accessors there are; undefined where there may be others. */
function optionsIn(options: unknown): ReadOptions | undefined {
  if (!isObject(options)) return options ? CAPTURE_ALONE : NO_OPTIONS;
  const prototype = prototypeOf(options);
  const capture = memberOf(options, "capture");
  const once = memberOf(options, "once");
  const signal = memberOf(options, "signal");
  if (capture === undefined || once === undefined || signal === undefined) return undefined;
  if (prototype !== null && prototype !== ObjectPrototype) return undefined;
  const isSignal = isObject(signal.value);
  return {
    isCapture: !!capture.value,
    isOnce: !!once.value,
    signal: isSignal ? (signal.value as object) : undefined,
  };
}

const ABSENT = bare({ value: undefined as unknown });

/** Undefined for an accessor. */
function memberOf(options: object, key: string): { readonly value: unknown } | undefined {
  const found = getOwnPropertyDescriptor(options, key);
  if (found === undefined) return ABSENT;
  const property = bare(found);
  return property.get === undefined && property.set === undefined ? { value: property.value } : undefined;
}

function typeIn(key: string): string {
  const capture = indexOf(key, CAPTURE);
  const bubble = indexOf(key, BUBBLE);
  return sliceOf(key, (capture === -1 || (bubble !== -1 && bubble < capture) ? bubble : capture) + 1);
}

/** A callback for one event that has been collected had its event. */
function isOver({ once, signal }: Registration<unknown>): boolean {
  if (once !== undefined && heldBy(once) === undefined) return true;
  const held = signal && heldBy(signal);
  return held !== undefined && isAbortedOf(held) === true;
}

function dropOver(registrations: SafeMap<string, Registration<unknown>>): number {
  forEachMapEntry(registrations, (value, key) => {
    if (isOver(value as Registration<unknown>)) registrations.delete(key as string);
  });
  return registrations.size;
}

/** The window and the document lose theirs when the page is written anew. Others are asked only for those that end by themselves. */
function needsReading(target: object, { registrations }: OfTarget<unknown>): boolean {
  if (target === globalThis || target === document) return true;
  let hasOnce = false;
  forEachMapEntry(registrations, (value) => {
    if ((value as Registration<unknown>).once !== undefined) hasOnce = true;
  });
  return hasOnce;
}

/** The name of a target: `window`, `document`, or the class of the browser. */
export function nameOfTarget(target: object): string {
  if (target === globalThis) return "window";
  if (target === document) return "document";
  return classNameOf(target);
}
