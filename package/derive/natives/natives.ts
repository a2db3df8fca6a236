/**
 * Wraps the functions of the browser by which an app registers callbacks, when it is loaded: before the app. A snapshot
 * then lists what is registered. The callbacks are held weakly, and stay the app's own.
 */
import { ListenerLedger, nameOfTarget } from "../../../core/natives/listeners.ts";
import { ObserverLedger } from "../../../core/natives/observers.ts";
import { PortLedger } from "../../../core/natives/ports.ts";
import { TimerLedger } from "../../../core/natives/timers.ts";
import { heldBy, isObject, weakly } from "../../../core/natives/weak.ts";
import { hideSources, type NoteOfCall } from "../../../core/natives/wrap.ts";
import { hasNatives, registerNatives } from "../../../core/registry/natives.ts";
import type { AddRegistration } from "../../../core/registry/natives-types.ts";
import { ObserverCallbacks } from "./observer-callbacks.ts";

type Held = WeakRef<object> | undefined;

const FUNCTIONS = { __proto__: null, interval: "setInterval", timeout: "setTimeout", frame: "requestAnimationFrame" };

function watchNatives(): void {
  const hold: NoteOfCall<Held> = (_trap, callback) => (isObject(callback) ? weakly(callback) : undefined);
  const holdCallback: NoteOfCall<Held> = (trap, observer) => hold(trap, callbacks.of(observer as object));
  /* The ledger wraps methods of classes that are the browser's own: so the classes are wrapped after it. */
  const listeners = new ListenerLedger(hold);
  const timers = new TimerLedger(hold);
  const observers = new ObserverLedger(holdCallback);
  const callbacks = new ObserverCallbacks();
  const ports = new PortLedger(hold);
  hideSources();

  const listTo = (add: AddRegistration): void => {
    const addHeld = (kind: Parameters<AddRegistration>[0], target: string, type: string, held: Held): void => {
      const callback = held && heldBy(held);
      if (callback !== undefined) add(kind, target, type, callback);
    };
    listeners.listTo((target, type, held) => addHeld("listener", nameOfTarget(target), type, held));
    timers.listTo((kind, held) => addHeld("timer", "", FUNCTIONS[kind], held));
    observers.listTo((name, held) => addHeld("observer", "", name, held));
    ports.listTo((_port, held) => addHeld("port", "", "message", held));
  };
  registerNatives({ __proto__: null, listTo } as { listTo: typeof listTo });
}

try {
  if (!hasNatives()) watchNatives();
} catch {
  /* Other code has taken the place of the registry: each snapshot says so. */
}
