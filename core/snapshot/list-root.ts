import { PLACE_SELF, type RootKind, SHAPE_INLINE } from "../graph/graph.ts";
import type { Describe } from "../sink/sink.ts";
import type { Walk } from "../walk/walk.ts";

/** A list of ours, of objects of the page. */
export interface RootItems {
  readonly [index: number]: object;
  readonly length: number;
}

/** Items described between two looks at the clock. */
const ITEMS_PER_STEP = 1 << 12;

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
    let next = 0;
    sink.goOn(() => {
      const end = items.length - next > ITEMS_PER_STEP ? next + ITEMS_PER_STEP : items.length;
      for (; next < end; next++) {
        if (describe !== undefined) sink.part(items[next], describe);
        sink.item(items[next]);
      }
      return next === items.length;
    });
  });
  walk.addRoot(name, items, kind, group);
}
