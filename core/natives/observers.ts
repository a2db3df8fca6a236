import { isBuiltinFunction } from "../realm/introspect-native.ts";
import { createSafeList, createSafeWeakMap, type SafeList, type SafeWeakMap } from "../realm/safe-collections.ts";
import { Room } from "./room.ts";
import { heldBy, isObject, weakly } from "./weak.ts";
import { type NoteOfCall, wrap } from "./wrap.ts";

/** The classes of the browser whose objects observe something. */
export const OBSERVER_CLASSES = [
  "ResizeObserver",
  "IntersectionObserver",
  "MutationObserver",
  "PerformanceObserver",
] as const;

/** What is known of an observer. `round` counts how often it was disconnected. */
interface OfObserver<Note> {
  round: number;
  ofTargets: SafeWeakMap<object, Observation<Note>>;
}

/** An observer that observes something. */
interface Observation<Note> {
  readonly name: string;
  readonly observer: WeakRef<object>;
  readonly target: WeakRef<object>;
  readonly ofObserver: OfObserver<Note>;
  readonly round: number;
  readonly note: Note;
  isOver: boolean;
}

/** What observers observe. Their constructors are not wrapped: an observer without anything to observe is collected when the page drops it. */
export class ObserverLedger<Note> {
  readonly #noteOf: NoteOfCall<Note>;
  readonly #ofObservers = createSafeWeakMap<object, OfObserver<Note>>();
  #observations: SafeList<Observation<Note>> = createSafeList();
  readonly #room = new Room(() => this.#dropOver());

  constructor(noteOf: NoteOfCall<Note>) {
    this.#noteOf = noteOf;
    for (let i = 0; i < OBSERVER_CLASSES.length; i++) {
      const name = OBSERVER_CLASSES[i];
      const type = (globalThis as unknown as Readonly<Record<string, unknown>>)[name];
      if (!isBuiltinFunction(type)) continue;
      const prototype = (type as unknown as { readonly prototype: object }).prototype;
      wrap(prototype, "observe", "value", (_result, self, args, trap) => {
        const target = args.length > 0 ? args[0] : undefined;
        /* That of a timeline has no target. */
        this.#add(
          name,
          self as object,
          name !== "PerformanceObserver" && isObject(target) ? target : (self as object),
          trap,
        );
      });
      wrap(prototype, "unobserve", "value", (_result, self, args) => {
        const observation = this.#ofObservers.get(self as object)?.ofTargets.get(args[0] as object);
        if (observation !== undefined) observation.isOver = true;
      });
      wrap(prototype, "disconnect", "value", (_result, self) => {
        const ofObserver = this.#ofObservers.get(self as object);
        if (ofObserver === undefined) return;
        ofObserver.round++;
        ofObserver.ofTargets = createSafeWeakMap();
      });
    }
  }

  listTo(add: (name: string, note: Note) => void): void {
    this.#dropOver();
    for (let i = 0; i < this.#observations.length; i++) add(this.#observations[i].name, this.#observations[i].note);
  }

  #add(name: string, observer: object, target: object, trap: () => unknown): void {
    let ofObserver = this.#ofObservers.get(observer);
    if (ofObserver === undefined) {
      ofObserver = { round: 0, ofTargets: createSafeWeakMap() };
      this.#ofObservers.set(observer, ofObserver);
    }
    if (ofObserver.ofTargets.get(target)?.isOver === false) return;
    this.#room.make(this.#observations.length);
    const observation: Observation<Note> = {
      name,
      observer: weakly(observer),
      target: weakly(target),
      ofObserver,
      round: ofObserver.round,
      note: this.#noteOf(trap, observer),
      isOver: false,
    };
    ofObserver.ofTargets.set(target, observation);
    this.#observations[this.#observations.length] = observation;
  }

  #dropOver(): number {
    const left: SafeList<Observation<Note>> = createSafeList();
    for (let i = 0; i < this.#observations.length; i++) {
      const observation = this.#observations[i];
      const { isOver, round, ofObserver, observer, target } = observation;
      if (isOver || round !== ofObserver.round) continue;
      if (heldBy(observer) !== undefined && heldBy(target) !== undefined) left[left.length] = observation;
    }
    this.#observations = left;
    return left.length;
  }
}
