import { PLACE_SELF, type RootKind, SHAPE_INLINE } from "../graph/graph.ts";
import type { Describe } from "../sink/sink.ts";
import type { Walk } from "../walk/walk.ts";

/** A list of ours, of objects of the page. */
export interface RootItems {
  readonly [index: number]: object;
  readonly length: number;
}

/** Adds several objects as one root: they stand right below its frame, and the list takes no bytes. `describe` describes each of them instead of its impl; `group` as in `Walk.addRoot`. */
export function addListRoot(
  walk: Walk,
  name: string,
  items: RootItems,
  kind: RootKind,
  group: string,
  describe?: Describe,
): void {
  walk.addPart(items, (_list, sink) => {
    sink.beginInternal("", 0, SHAPE_INLINE);
    sink.beginItems(PLACE_SELF);
    for (let i = 0; i < items.length; i++) {
      if (describe !== undefined) sink.part(items[i], describe);
      sink.item(items[i]);
    }
  });
  walk.addRoot(name, items, kind, group);
}
