import { PLACE_TABLE, PLACE_TABLE_KEY, PLACE_TABLE_VALUE } from "../graph/standard-places.ts";
import { mapTableSizeOf, setTableSizeOf, weakTableSizeOf } from "../layout/layout.ts";
import { unseenMapTableSizeOf, unseenSetTableSizeOf } from "../layout/unseen.ts";
import {
  entriesOfMap,
  forEachMapEntry,
  forEachSetMember,
  isWeakMap,
  isWeakSet,
  mapSizeOf,
  membersOfSet,
  rareKeysOf,
  type Step,
  setSizeOf,
} from "../realm/introspect.ts";
import type { Sink } from "../sink/sink.ts";
import type { ImplContext } from "./impl.ts";
import { describeInParts, STEPS_AT_ONCE } from "./own-fields.ts";

/** Entries for which a WeakMap has room when new. What it holds cannot be listed. */
const WEAK_CAPACITY = 4;

export function describeMap(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  const size = mapSizeOf(object);
  if (size < 0) return false;
  sink.begin(typeName, layout.mapHeaderSize);
  describeRareFields(object, sink);
  const table = mapTableSizeOf(layout, size);
  sink.storage(PLACE_TABLE, table, table + unseenMapTableSizeOf(layout, size));
  if (size === 0) return true;
  sink.beginPairs(PLACE_TABLE_KEY, PLACE_TABLE_VALUE);
  if (size <= STEPS_AT_ONCE) forEachMapEntry(object, addPair, sink);
  else describeAll(entriesOfMap(object), (entry) => sink.pair(entry[0], entry[1]), sink);
  return true;
}

export function describeSet(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  const size = setSizeOf(object);
  if (size < 0) return false;
  sink.begin(typeName, layout.mapHeaderSize);
  describeRareFields(object, sink);
  const table = setTableSizeOf(layout, size);
  sink.storage(PLACE_TABLE, table, table + unseenSetTableSizeOf(layout, size));
  if (size === 0) return true;
  sink.beginItems(PLACE_TABLE_KEY);
  if (size <= STEPS_AT_ONCE) forEachSetMember(object, addItem, sink);
  else describeAll(membersOfSet(object), (value) => sink.item(value), sink);
  return true;
}

function addPair(this: Sink, value: unknown, key: unknown): void {
  this.pair(key, value);
}

function addItem(this: Sink, value: unknown): void {
  this.item(value);
}

/** What a page added to the object. */
function describeRareFields(object: object, sink: Sink): void {
  const keys = rareKeysOf(object);
  if (keys.length > 0) sink.fieldsOf(object, keys, 0);
}

function describeAll<T>(next: () => Step<T>, add: (value: T) => void, sink: Sink): void {
  describeInParts(sink, () => {
    const step = next();
    if (!step.done) add(step.value);
    return step.done;
  });
}

/** A WeakMap or WeakSet: its table when new; entries are invisible to JavaScript. */
export function describeWeakCollection(object: object, sink: Sink, { layout, typeName }: ImplContext): boolean {
  if (!isWeakMap(object) && !isWeakSet(object)) return false;
  sink.begin(typeName, layout.weakMapHeaderSize);
  sink.bytes(PLACE_TABLE, weakTableSizeOf(layout, WEAK_CAPACITY));
  describeRareFields(object, sink);
  return true;
}
