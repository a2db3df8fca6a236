import { KIND_FIELD, LISTENERS_GROUP, PLACE_SELF, ROOT_LISTENERS, SHAPE_INLINE } from "../graph/graph.ts";
import type { Sink } from "../sink/sink.ts";
import type { Walk } from "../walk/walk.ts";
import { addListRoot, type RootItems } from "./list-root.ts";

/** The functions, and objects with `handleEvent`, that listen to events of one type at one target. */
export interface TypeListeners {
  readonly type: string;
  readonly listeners: RootItems;
}

/** What listens at one target. */
export interface TargetListeners {
  /** The name of the target, such as `window` or `<button id="save">`. */
  readonly name: string;
  readonly types: { readonly [index: number]: TypeListeners; readonly length: number };
}

/** Adds what listens at each target as one root, named by the target, with a field for each type of events. The fields take no bytes. `group` as in `Walk.addRoot`. */
export function addListenerRoots(
  walk: Walk,
  targets: { readonly [index: number]: TargetListeners; readonly length: number },
  group = LISTENERS_GROUP,
): void {
  for (let i = 0; i < targets.length; i++) {
    const { name, types } = targets[i];
    addListRoot(walk, name, types, ROOT_LISTENERS, group, describeTypeListeners);
  }
}

function describeTypeListeners(object: object, sink: Sink): void {
  const { type, listeners } = object as TypeListeners;
  sink.beginInternal("", 0, SHAPE_INLINE);
  sink.beginItems(sink.hasRoomForShapes ? sink.placeOf(PLACE_SELF, type, KIND_FIELD) : PLACE_SELF);
  for (let i = 0; i < listeners.length; i++) sink.item(listeners[i]);
}
