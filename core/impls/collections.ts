import { PLACE_TABLE, PLACE_TABLE_KEY, PLACE_TABLE_VALUE } from "../graph/standard-places.ts";
import {
  forEachMapEntry,
  forEachSetMember,
  isWeakMap,
  isWeakSet,
  mapSizeOf,
  ownKeysOf,
  setSizeOf,
} from "../introspect.ts";
import { mapTableSizeOf, setTableSizeOf, weakTableSizeOf } from "../layout/layout.ts";
import { unseenMapTableSizeOf, unseenSetTableSizeOf } from "../layout/unseen.ts";
import type { Sink } from "../visitor.ts";
import type { ImplContext } from "./impl.ts";

/** Entries for which a WeakMap has room when new. What it holds cannot be listed. */
const WEAK_CAPACITY = 4;

export function describeMap(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  const size = mapSizeOf(object);
  if (size < 0) return false;
  sink.begin(typeName, layout.mapHeaderSize);
  sink.fieldsOf(object, ownKeysOf(object), 0);
  sink.bytes(PLACE_TABLE, mapTableSizeOf(layout, size));
  const unseen = unseenMapTableSizeOf(layout, size);
  if (unseen > 0) sink.possibleBytes(PLACE_TABLE, unseen);
  if (size > 0) {
    sink.beginPairs(PLACE_TABLE_KEY, PLACE_TABLE_VALUE);
    forEachMapEntry(object, (value, key) => sink.pair(key, value));
  }
  return true;
}

export function describeSet(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  const size = setSizeOf(object);
  if (size < 0) return false;
  sink.begin(typeName, layout.mapHeaderSize);
  sink.fieldsOf(object, ownKeysOf(object), 0);
  sink.bytes(PLACE_TABLE, setTableSizeOf(layout, size));
  const unseen = unseenSetTableSizeOf(layout, size);
  if (unseen > 0) sink.possibleBytes(PLACE_TABLE, unseen);
  if (size > 0) {
    sink.beginItems(PLACE_TABLE_KEY);
    forEachSetMember(object, (value) => sink.item(value));
  }
  return true;
}

/** A WeakMap or WeakSet: its table when new; entries are invisible to JavaScript. */
export function describeWeakCollection(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  if (!isWeakMap(object) && !isWeakSet(object)) return false;
  sink.begin(typeName, layout.mapHeaderSize);
  sink.bytes(PLACE_TABLE, weakTableSizeOf(layout, WEAK_CAPACITY));
  sink.fieldsOf(object, ownKeysOf(object), 0);
  return true;
}
