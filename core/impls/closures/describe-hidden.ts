import { KIND_FIELD, PLACE_SELF, SHAPE_INLINE } from "../../graph/graph.ts";
import { PLACE_TABLE } from "../../graph/standard-places.ts";
import { hashTableCapacityOf, weakTableSizeOf } from "../../layout/layout.ts";
import { unseenWeakTableSizeOf } from "../../layout/unseen.ts";
import type { Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";
import type { PrivateMembers } from "./closure-context.ts";

interface Values {
  readonly [index: number]: unknown;
  readonly length: number;
}

/** The `#private` members of an object, as an inline part of it: fields beside its own. A member that is a function may be a method, which takes no word of the object. */
export function describePrivates(object: object, sink: Sink): void {
  const { names, values } = object as PrivateMembers;
  const { wordSize } = sink.layout;
  sink.beginInternal("", 0, SHAPE_INLINE);
  for (let i = 0; i < names.length; i++) {
    const value = i < values.length ? values[i] : undefined;
    const place = sink.hasRoomForShapes ? sink.placeOf(PLACE_SELF, names[i], KIND_FIELD) : PLACE_SELF;
    if (typeof value === "function") {
      sink.possibleBytes(place, wordSize);
      sink.reference(place, value);
    } else sink.fieldAt(place, value);
  }
}

/** What WeakMaps have for an object, as an inline part of it: the words for it are in their tables. */
export function describeWeakValues(object: object, sink: Sink): void {
  sink.beginInternal("", 0, SHAPE_INLINE);
  addValues(object as Values, sink, "[[WeakMap]]");
}

/** What a WeakMap has for keys that the walk met nowhere, and what its table takes beyond that of a new one, as an inline part of it. */
export function describeWeakEntries(object: object, sink: Sink): void {
  const { values, entryCount } = object as { readonly values: Values; readonly entryCount: number };
  const { layout } = sink;
  sink.beginInternal("", 0, SHAPE_INLINE);
  sink.possibleBytes(PLACE_TABLE, unseenWeakTableSizeOf(layout, entryCount));
  sink.bytes(
    PLACE_TABLE,
    weakTableSizeOf(layout, hashTableCapacityOf(entryCount)) - weakTableSizeOf(layout, hashTableCapacityOf(0)),
  );
  addValues(values, sink, "[[Entries]]");
}

function addValues(values: Values, sink: Sink, name: string): void {
  sink.beginItems(sink.placeOf(PLACE_SELF, name, KIND_FIELD));
  let i = 0;
  describeInParts(sink, () => {
    if (i < values.length) sink.item(values[i++]);
    return i >= values.length;
  });
}
