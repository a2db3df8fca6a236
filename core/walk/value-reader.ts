import { KIND_FIELD, KIND_STORAGE, PLACE_SELF } from "../graph/graph.ts";
import type { PathPlace, PathShape } from "../graph/object-paths.ts";
import {
  PLACE_ANY_KEY,
  PLACE_ELEMENTS,
  PLACE_TABLE_KEY,
  PLACE_TABLE_VALUE,
  STANDARD_PLACES,
} from "../graph/standard-places.ts";
import type { Layout } from "../layout/layout.ts";
import {
  forEachMapEntry,
  forEachSetMember,
  isArray,
  mapSizeOf,
  ownKeysOf,
  ownPropertyOf,
  setSizeOf,
} from "../realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList, type SafeMap } from "../realm/safe-collections.ts";

import { type Describe, type ItemLists, MAX_FIELDS, type Sink } from "../sink/sink.ts";
import { NameTable } from "./name-table.ts";
import { isNode } from "./node-list.ts";
import { Places } from "./places.ts";

/** How a holder refers to a value. */
export type ValueKey =
  | { readonly kind: "property"; readonly key: string | symbol }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "entry"; readonly key: unknown }
  | { readonly kind: "none" };

const NO_KEY: ValueKey = { kind: "none" };

/** A value that is wanted of a holder. */
export interface WantedValue {
  readonly place: number;
  readonly nth: number;
  /** Filled by the reader. */
  isFound: boolean;
  value: unknown;
  key: ValueKey;
  /** The same position, wanted once more; filled in by the reader. */
  again: WantedValue | undefined;
}

/** Values that are wanted at one place. */
interface PlaceWants {
  readonly byNth: SafeMap<number, WantedValue>;
  readonly list: SafeList<WantedValue>;
}

/**
 * Reads values out of the description of an object, by the positions that they have in the tables of a walk (`ObjectPaths`): the same impls describe it, and what they report is compared with what is
 * wanted. It counts positions exactly as the recorder does.
 */
export class ValueReader implements Sink {
  readonly layout: Layout;
  readonly hasRoomForShapes = true;
  readonly #places = new Places(new NameTable());
  /** Row in `Places` by row of the paths' places. */
  readonly #rowOfPath: SafeList<number> = createSafeList<number>();

  /* The current object. */
  #object: object | undefined;
  #typeName = "";
  #isBegun = false;
  readonly #wants = createSafeMap<number, PlaceWants>();
  #hasWants = false;
  /** By place: values with a node that were reported there outside of repetitions. */
  #fixedCounts: SafeMap<number, number> | undefined;
  #expected: PathShape | undefined;
  #fieldCount = 0;
  #hasOtherFields = false;
  /* The current repetitions. */
  #groupPlace = -1;
  #valuePlace = -1;
  #groupCount = 0;
  #isSparse = false;
  /** Whether they were read at once: what the description says of them is known. */
  #isRead = false;
  /** By position in the repetitions: the key of the property that stands there, for those of `#object` that are described by their keys. */
  #keysOfItems: SafeList<string | symbol> | undefined;

  constructor(layout: Layout, places: readonly PathPlace[]) {
    this.layout = layout;
    for (let i = 0; i < places.length; i++) {
      const { parent, name, kind, flags } = places[i];
      const around = parent < 0 ? PLACE_SELF : this.#rowOfPath[parent];
      this.#rowOfPath[i] =
        i === 0
          ? PLACE_SELF
          : around === PLACE_SELF && kind === KIND_FIELD && flags === 0
            ? this.#places.ofField(name)
            : placeRowOf(this.#places, around, name, kind, flags);
    }
  }

  /** Has `describe` describe the object, and fills the wanted values. Whether it is of the type and has the fields that it had. @throws what a Proxy's trap throws. */
  read(
    object: object,
    describe: Describe,
    wanted: SafeList<WantedValue>,
    expected: PathShape | undefined,
  ): "same" | "fields changed" | "type changed" {
    this.#object = object;
    this.#typeName = "";
    this.#isBegun = false;
    this.#expected = expected;
    this.#fieldCount = 0;
    this.#hasOtherFields = false;
    this.#fixedCounts = undefined;
    this.#groupPlace = -1;
    this.#valuePlace = -1;
    this.#groupCount = 0;
    this.#isSparse = false;
    this.#isRead = false;
    this.#keysOfItems = undefined;
    this.#hasWants = wanted.length > 0;
    for (let i = 0; i < wanted.length; i++) this.#want(wanted[i]);
    try {
      describe(object, this);
    } finally {
      for (let i = 0; i < wanted.length; i++) this.#wants.delete(this.#rowOfPath[wanted[i].place]);
      this.#object = undefined;
      this.#keysOfItems = undefined;
    }
    if (expected === undefined) return "same";
    if (this.#typeName !== expected.typeName && this.#typeName !== expected.minifiedTypeName) return "type changed";
    return this.#hasOtherFields || this.#fieldCount !== expected.fields.length ? "fields changed" : "same";
  }

  #want(value: WantedValue): void {
    const place = this.#rowOfPath[value.place];
    let wants = this.#wants.get(place);
    if (wants === undefined) {
      wants = { byNth: createSafeMap(), list: createSafeList<WantedValue>() };
      this.#wants.set(place, wants);
    }
    wants.list[wants.list.length] = value;
    const known = wants.byNth.get(value.nth);
    if (known === undefined) wants.byNth.set(value.nth, value);
    else {
      value.again = known.again;
      known.again = value;
    }
  }

  #give(wanted: WantedValue, value: unknown, key: ValueKey): void {
    for (let at: WantedValue | undefined = wanted; at !== undefined && !at.isFound; at = at.again) {
      at.isFound = true;
      at.value = value;
      at.key = key;
    }
  }

  begin(typeName: string): void {
    this.#begin(typeName);
  }

  beginInternal(typeName: string): void {
    this.#begin(typeName);
  }

  /** What is read is looked for by the name of its type. */
  classIn(): void {}

  beginBetween(typeName: string): void {
    this.#begin(typeName);
  }

  /** The first beginning counts, as an object may describe itself and have the library add to that. */
  #begin(typeName: string): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.#typeName = typeName;
  }

  field(key: string | symbol, value: unknown): void {
    const place = this.#places.ofField(key);
    this.#notePlace(place);
    this.#fixed(place, value, key);
  }

  fieldsOf(object: object, keys: readonly (string | symbol)[], first: number): number {
    const end = keys.length - first > MAX_FIELDS ? first + MAX_FIELDS : keys.length;
    for (let i = first; i < end; i++) {
      const key = keys[i];
      const property = this.#hasWants ? ownPropertyOf(object, key) : undefined;
      if (property === undefined) this.opaqueField(key);
      else if (property.get === undefined && property.set === undefined) this.field(key, property.value);
      else this.accessorField(key, property.get, property.set);
    }
    return end - first;
  }

  opaqueField(key: string | symbol): void {
    this.#notePlace(this.#places.ofField(key));
  }

  accessorField(
    key: string | symbol,
    get: (() => unknown) | undefined,
    set: ((value: unknown) => void) | undefined,
  ): void {
    const place = this.#places.ofField(key);
    this.#notePlace(place);
    this.#fixed(this.placeOf(place, "get", KIND_STORAGE), get, undefined);
    this.#fixed(this.placeOf(place, "set", KIND_STORAGE), set, undefined);
  }

  /** Compares a field with the one that the object had in its place. */
  #notePlace(place: number): void {
    const expected = this.#expected;
    if (expected === undefined) return;
    const name = this.#places.fieldNameOf(place);
    if (name === undefined) return;
    const index = this.#fieldCount++;
    if (index >= expected.fields.length || expected.fields[index] !== name) this.#hasOtherFields = true;
  }

  #fixed(place: number, value: unknown, key: string | symbol | undefined): void {
    if (!this.#hasWants || !isNode(value)) return;
    const wants = this.#wants.get(place);
    if (wants === undefined) return;
    this.#fixedCounts ??= createSafeMap();
    const before = this.#fixedCounts.get(place) ?? 0;
    this.#fixedCounts.set(place, before + 1);
    const wanted = wants.byNth.get(-1 - before);
    if (wanted !== undefined) this.#give(wanted, value, key === undefined ? NO_KEY : { kind: "property", key });
  }

  bytes(): void {}
  storage(): void {}
  possibleBytes(): void {}
  viewed(): void {}
  endElements(): void {}
  endDenseElements(): void {}
  part(): void {}
  anchorReferences(): void {}
  warn(): void {}

  fieldAt(place: number, value: unknown): void {
    this.#notePlace(place);
    this.#fixed(place, value, undefined);
  }

  borrowedAt(place: number, value: unknown): void {
    this.fieldAt(place, value);
  }

  borrowed(place: number, value: unknown): void {
    this.reference(place, value);
  }

  reference(place: number, value: unknown): void {
    this.#notePlace(place);
    this.#fixed(place, value, undefined);
  }

  beginElements(): void {
    this.#beginGroups(PLACE_ELEMENTS, -1);
    this.#isSparse = true;
  }

  beginItems(place: number): void {
    this.#beginGroups(place, -1);
    if (place === PLACE_TABLE_KEY && this.#hasWants && this.#object !== undefined) this.#readSet(this.#object);
  }

  beginPairs(keyPlace: number, valuePlace: number): void {
    this.#beginGroups(keyPlace, valuePlace);
    if (valuePlace === PLACE_TABLE_VALUE && this.#hasWants && this.#object !== undefined) this.#readMap(this.#object);
  }

  /* A description goes through a long Map entry by entry, so that it can be interrupted; all at once takes a tenth of that. */
  #readMap(object: object): void {
    const size = mapSizeOf(object);
    if (size < 0) return;
    let nth = 0;
    const keys = this.#wants.get(PLACE_TABLE_KEY)?.byNth;
    const values = this.#wants.get(PLACE_TABLE_VALUE)?.byNth;
    forEachMapEntry(object, (value, key) => {
      const asKey = keys?.get(nth);
      if (asKey !== undefined) this.#give(asKey, key, NO_KEY);
      const asValue = values?.get(nth);
      if (asValue !== undefined) this.#give(asValue, value, { kind: "entry", key });
      nth++;
    });
    this.#endRead(nth);
  }

  #readSet(object: object): void {
    const size = setSizeOf(object);
    if (size < 0) return;
    let nth = 0;
    const members = this.#wants.get(PLACE_TABLE_KEY)?.byNth;
    forEachSetMember(object, (member) => {
      const wanted = members?.get(nth++);
      if (wanted !== undefined) this.#give(wanted, member, NO_KEY);
    });
    this.#endRead(nth);
  }

  #endRead(repetitions: number): void {
    this.#groupCount = repetitions;
    this.#isRead = true;
  }

  #beginGroups(place: number, valuePlace: number): void {
    this.#groupPlace = place;
    this.#valuePlace = valuePlace;
    this.#groupCount = 0;
    this.#isSparse = false;
    this.#isRead = false;
  }

  item(value: unknown): void {
    if (this.#isRead) return;
    const nth = this.#groupCount++;
    if (!this.#hasWants) return;
    const wanted = this.#wants.get(this.#groupPlace)?.byNth.get(nth);
    if (wanted !== undefined) this.#give(wanted, value, this.#keyOfItem(nth));
  }

  itemsOf(array: object, start: number, end: number): void {
    const first = this.#groupCount;
    this.#groupCount += end - start;
    const wants = this.#hasWants ? this.#wants.get(this.#groupPlace) : undefined;
    if (wants === undefined) return;
    const { list } = wants;
    for (let i = 0; i < list.length; i++) {
      const { nth } = list[i];
      if (list[i].isFound || nth < first || nth >= first + end - start) continue;
      const index = start + nth - first;
      const property = ownPropertyOf(array, index);
      if (property === undefined) continue;
      const { get } = property;
      this.#give(list[i], get === undefined ? property.value : get, { kind: "index", index });
    }
  }

  pair(key: unknown, value: unknown): void {
    if (this.#isRead) return;
    const nth = this.#groupCount++;
    if (!this.#hasWants) return;
    const asKey = this.#wants.get(this.#groupPlace)?.byNth.get(nth);
    if (asKey !== undefined) this.#give(asKey, key, NO_KEY);
    const asValue = this.#wants.get(this.#valuePlace)?.byNth.get(nth);
    if (asValue === undefined) return;
    this.#give(asValue, value, this.#valuePlace === PLACE_ANY_KEY ? this.#keyOfItem(nth) : { kind: "entry", key });
  }

  rows(places: { readonly [index: number]: number; readonly length: number }, lists: ItemLists): void {
    for (let i = 0; i < places.length; i++) {
      if (lists[i].length > this.#groupCount) this.#groupCount = lists[i].length;
      const wants = this.#wants.get(places[i]);
      if (wants === undefined) continue;
      const items = lists[i];
      for (let w = 0; w < wants.list.length; w++) {
        const { nth } = wants.list[w];
        if (!wants.list[w].isFound && nth >= 0 && nth < items.length) this.#give(wants.list[w], items[nth], NO_KEY);
      }
    }
  }

  /** The rest is repetitions: they are counted where one of them is wanted. */
  goOn(rest: () => boolean): void {
    if (!this.#hasWants || this.#isRead) return;
    while (!rest());
  }

  /** Repetitions in the last description. */
  get repetitions(): number {
    return this.#groupCount;
  }

  placeOf(parent: number, name: string, kind: number, flags = 0): number {
    if (parent === PLACE_SELF && kind === KIND_FIELD && flags === 0) return this.#places.ofField(name);
    return this.#places.rowOf(parent, name, kind, flags);
  }

  isDescribed(): boolean {
    return false;
  }

  isMet(): boolean {
    return false;
  }

  /** Dictionaries and sparse arrays are described by their keys, an accessor as two items. */
  #keyOfItem(nth: number): ValueKey {
    const object = this.#object;
    const isByKeys = this.#groupPlace === PLACE_ANY_KEY || this.#valuePlace === PLACE_ANY_KEY || this.#isSparse;
    if (!isByKeys || object === undefined) {
      return this.#groupPlace === PLACE_ELEMENTS ? { kind: "index", index: nth } : NO_KEY;
    }
    this.#keysOfItems ??= keysOfItems(object);
    if (nth >= this.#keysOfItems.length) return NO_KEY;
    const key = this.#keysOfItems[nth];
    const index = this.#isSparse && typeof key === "string" && isArray(object) ? +key : -1;
    return `${index >>> 0}` === key ? { kind: "index", index } : { kind: "property", key };
  }
}

function keysOfItems(object: object): SafeList<string | symbol> {
  const items = createSafeList<string | symbol>();
  const keys = ownKeysOf(object);
  for (let i = 0; i < keys.length; i++) {
    const property = ownPropertyOf(object, keys[i]);
    if (property === undefined) continue;
    items[items.length] = keys[i];
    if (property.get !== undefined || property.set !== undefined) items[items.length] = keys[i];
  }
  return items;
}

function placeRowOf(places: Places, parent: number, name: string, kind: number, flags: number): number {
  for (let i = 1; i < STANDARD_PLACES.length; i++) {
    const standard = STANDARD_PLACES[i];
    if (standard[0] === parent && standard[1] === name && standard[2] === kind && standard[3] === flags) return i;
  }
  return places.rowOf(parent, name, kind, flags);
}
