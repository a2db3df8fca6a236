import { KIND_FIELD, LISTENERS_GROUP, PLACE_SELF, ROOT_LISTENERS } from "../graph/graph.ts";
import type { Sink } from "../sink/sink.ts";
import type { Walk } from "../walk/walk.ts";
import { addListRoot } from "./list-root.ts";

/** One registration: a function, or an object with `handleEvent`, that listens to events of one type. */
export interface Listener {
  readonly type: string;
  /** The name of the field in which the callback stands, such as the name of the function. It takes no bytes. "" for none. */
  readonly label: string;
  readonly callback: object;
}

/** What listens at targets of one name. */
export interface TargetListeners {
  /** The name of the targets, such as `window` or `button`. */
  readonly name: string;
  readonly listeners: { readonly [index: number]: Listener; readonly length: number };
}

/**
 * Adds what listens at targets of one name as one root of that name: `window;keyup;onKey;Function`. Each registration is an object of 0 bytes whose type is that of the events: it is the browser's, and
 * counts also where what it calls is charged to another root. `group` as in `Walk.addRoot`.
 */
export function addListenerRoots(
  walk: Walk,
  targets: { readonly [index: number]: TargetListeners; readonly length: number },
  group = LISTENERS_GROUP,
): void {
  for (let i = 0; i < targets.length; i++) {
    const { name, listeners } = targets[i];
    addListRoot(walk, name, listeners, ROOT_LISTENERS, group, describeListener);
  }
}

function describeListener(object: object, sink: Sink): void {
  const { type, label, callback } = object as Listener;
  sink.begin(type, 0);
  const hasField = label !== "" && sink.hasRoomForShapes;
  sink.reference(hasField ? sink.placeOf(PLACE_SELF, label, KIND_FIELD) : PLACE_SELF, callback);
}
