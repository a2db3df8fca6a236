import { KIND_FIELD, KIND_STORAGE, PLACE_SELF, SHAPE_INLINE } from "../graph/graph.ts";
import { hasOwn, ownPropertyOf } from "../realm/introspect.ts";
import type { Sink } from "../sink/sink.ts";
import { describeInParts } from "./own-fields.ts";

/** One registration: a function, or an object with `handleEvent`, that listens to events of one type. */
export interface Listener {
  readonly type: string;
  /** The name of the field in which the callback stands, such as the name of the function. It takes no bytes. "" for none. */
  readonly label: string;
  readonly callback: object;
}

export interface Listeners {
  readonly [index: number]: Listener;
  readonly length: number;
}

/** Describes a registration: an object of 0 bytes whose type is that of the events. It is the browser's. */
export function describeListener(object: object, sink: Sink): void {
  const { type, label, callback } = object as Listener;
  sink.begin(type, 0);
  const hasField = label !== "" && sink.hasRoomForShapes;
  sink.reference(hasField ? sink.placeOf(PLACE_SELF, label, KIND_FIELD) : PLACE_SELF, callback);
}

/** What listens, of a registration; any other object is itself. */
export function shownOfListener(object: object): object {
  const callback = ownPropertyOf(object, "callback")?.value;
  const isListener = typeof ownPropertyOf(object, "type")?.value === "string" && hasOwn(object, "label");
  return isListener && ((typeof callback === "object" && callback !== null) || typeof callback === "function")
    ? callback
    : object;
}

/** Has the description of a target refer to its listeners: `AbortSignal;listeners;abort;onAbort;Function`. */
export function refersToListeners(listeners: Listeners, sink: Sink): void {
  sink.part(listeners, describeListeners);
  sink.reference(sink.placeOf(PLACE_SELF, "listeners", KIND_STORAGE), listeners);
}

function describeListeners(object: object, sink: Sink): void {
  const listeners = object as Listeners;
  sink.beginInternal("", 0, SHAPE_INLINE);
  sink.beginItems(PLACE_SELF);
  let i = 0;
  describeInParts(sink, () => {
    if (i < listeners.length) {
      sink.part(listeners[i], describeListener);
      sink.item(listeners[i++]);
    }
    return i >= listeners.length;
  });
}
