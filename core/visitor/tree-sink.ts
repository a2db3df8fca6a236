import { PLACE_ELEMENTS, PLACE_ELEMENTS_UNUSED, STANDARD_PLACES } from "../graph/standard-places.ts";
import { denseElementsOf, ITEMS_DOUBLES, type ItemsKind, itemsKindOf } from "../layout/dense-elements.ts";
import { isSmallInteger, type Layout } from "../layout/layout.ts";
import { ownPropertyOf, textOfKey } from "../realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList, type SafeMap } from "../realm/safe-collections.ts";
import type { ItemLists, Sink } from "../sink/sink.ts";
import type { VisitTree } from "./visit-tree.ts";

/**
 * Adds the description of an impl to the tree of a visit, so that an object's own description can add to the library's.
 */
export class TreeSink implements Sink {
  readonly hasRoomForShapes = true;
  readonly #tree: VisitTree;
  readonly #node: number;
  readonly layout: Layout;
  readonly #skipped: SafeMap<PropertyKey, true> = createSafeMap();
  readonly #warn: (code: string, detail: string) => void;
  /** Row in the tree by place. */
  readonly #rows: SafeList<number | undefined> = createSafeList<number | undefined>();
  #placeCount = STANDARD_PLACES.length;
  /* The current list of items. */
  #firstItem = 0;
  #hasOther = false;
  #hasLargeNumber = false;
  #itemCount = 0;
  #keyRow = 0;
  #valueRow = 0;

  /** `skipped`: fields for which only the word is counted. */
  constructor(
    tree: VisitTree,
    node: number,
    layout: Layout,
    skipped: readonly PropertyKey[],
    warn: (code: string, detail: string) => void,
  ) {
    this.#tree = tree;
    this.#node = node;
    this.layout = layout;
    this.#warn = warn;
    this.#rows[0] = node;
    for (let i = 0; i < skipped.length; i++) this.#skipped.set(skipped[i], true);
  }

  begin(typeName: string, headerSize: number): void {
    this.beginBetween(typeName, headerSize, headerSize);
  }

  /** No impl describes such a thing. */
  beginInternal(): void {}

  /** A tree has no classes. */
  classIn(): void {}

  beginBetween(typeName: string, headerSize: number, headerMaxSize: number): void {
    if (this.#node !== 0) this.#tree.addAuto(this.#node, headerSize, headerMaxSize);
    else {
      this.#tree.typeName ??= typeName;
      this.#tree.coverAuto(0, headerSize, headerMaxSize);
    }
  }

  field(key: string | symbol, value: unknown): void {
    const row = this.#fieldRow(key);
    if (this.#skipped.get(key) === undefined) this.#tree.followValue(row, value, this.layout);
  }

  fieldsOf(object: object, keys: readonly (string | symbol)[], first: number): number {
    let wordless = 0;
    for (let i = first; i < keys.length; i++) {
      const key = keys[i];
      const property = ownPropertyOf(object, key);
      if (property === undefined) this.opaqueField(key);
      else if (property.get === undefined && property.set === undefined) this.field(key, property.value);
      else {
        wordless++;
        this.accessorField(key, property.get, property.set);
      }
    }
    return keys.length - first - wordless;
  }

  opaqueField(key: string | symbol): void {
    this.#fieldRow(key);
  }

  accessorField(
    key: string | symbol,
    get: (() => unknown) | undefined,
    set: ((value: unknown) => void) | undefined,
  ): void {
    const row = this.#tree.down(this.#node, textOfKey(key));
    this.#tree.nodes[row].possibleSize += this.layout.wordSize + this.layout.accessorPairSize;
    if (this.#skipped.get(key) !== undefined) return;
    if (get !== undefined) this.#tree.follow(this.#tree.down(row, "get"), get);
    if (set !== undefined) this.#tree.follow(this.#tree.down(row, "set"), set);
  }

  fieldAt(place: number, value: unknown): void {
    this.bytes(place, this.layout.wordSize);
    this.reference(place, value);
  }

  borrowedAt(place: number, value: unknown): void {
    this.fieldAt(place, value);
  }

  borrowed(place: number, value: unknown): void {
    this.reference(place, value);
  }

  /** The parts are described by their impls: the tree holds one object. */
  part(): void {}

  bytes(place: number, size: number): void {
    this.#tree.nodes[this.#rowOf(place)].size += size;
  }

  storage(place: number, size: number, maxSize: number): void {
    this.bytes(place, size);
    if (maxSize > size) this.possibleBytes(place, maxSize - size);
  }

  possibleBytes(place: number, size: number): void {
    this.#tree.nodes[this.#rowOf(place)].possibleSize += size;
  }

  reference(place: number, value: unknown): void {
    this.#tree.followValue(this.#rowOf(place), value, this.layout);
  }

  /** It takes no bytes. */
  viewed(): void {}

  beginElements(): void {
    this.beginItems(PLACE_ELEMENTS);
  }

  endElements(taggedSize: number, doubleSize: number): void {
    this.#tree.nodes[this.#keyRow].size += this.#endItems() === ITEMS_DOUBLES ? doubleSize : taggedSize;
  }

  endDenseElements(): void {
    const { elements, spare } = denseElementsOf(this.layout, this.#endItems());
    this.#tree.nodes[this.#keyRow].size += elements.size + elements.itemSize * this.#itemCount;
    this.possibleBytes(PLACE_ELEMENTS_UNUSED, spare.maxSize + spare.itemMaxSize * this.#itemCount);
  }

  #endItems(): ItemsKind {
    const kind = itemsKindOf(this.#hasOther, this.#hasLargeNumber);
    /* The boxes. */
    if (kind === ITEMS_DOUBLES) this.#tree.dropReferences(this.#firstItem);
    return kind;
  }

  beginItems(place: number): void {
    this.#keyRow = this.#rowOf(place);
    this.#firstItem = this.#tree.references.length;
    this.#hasOther = false;
    this.#hasLargeNumber = false;
    this.#itemCount = 0;
  }

  item(value: unknown): void {
    this.#itemCount++;
    this.#tree.followValue(this.#keyRow, value, this.layout);
    if (typeof value !== "number") this.#hasOther = true;
    else if (!isSmallInteger(this.layout, value)) this.#hasLargeNumber = true;
  }

  itemsOf(array: object, start: number, end: number): void {
    for (let i = start; i < end; i++) {
      const property = ownPropertyOf(array, i);
      if (property === undefined) this.item(undefined);
      else if (property.get === undefined && property.set === undefined) this.item(property.value);
      else {
        this.item(property.get);
        this.item(property.set);
      }
    }
  }

  goOn(rest: () => boolean): void {
    while (!rest());
  }

  beginPairs(keyPlace: number, valuePlace: number): void {
    this.#keyRow = this.#rowOf(keyPlace);
    this.#valueRow = this.#rowOf(valuePlace);
  }

  pair(key: unknown, value: unknown): void {
    this.#tree.followValue(this.#keyRow, key, this.layout);
    this.#tree.followValue(this.#valueRow, value, this.layout);
  }

  rows(places: { readonly [index: number]: number; readonly length: number }, lists: ItemLists): void {
    for (let i = 0; i < places.length; i++) {
      const row = this.#rowOf(places[i]);
      const list = lists[i];
      for (let item = 0; item < list.length; item++) this.#tree.followValue(row, list[item], this.layout);
    }
  }

  placeOf(parent: number, name: string, kind: number, flags = 0): number {
    const row = this.#down(this.#rowOf(parent), name, kind, flags);
    const place = this.#placeCount++;
    this.#rows[place] = row;
    return place;
  }

  isMet(): boolean {
    return false;
  }

  isDescribed(): boolean {
    return false;
  }

  /** Impls that a description adds to are those of its own type, which repeat. */
  anchorReferences(): void {}

  warn(code: string, detail: string): void {
    this.#warn(code, detail);
  }

  #fieldRow(key: string | symbol): number {
    const row = this.#tree.down(this.#node, textOfKey(key));
    this.#tree.nodes[row].size += this.layout.wordSize;
    return row;
  }

  #rowOf(place: number): number {
    let row = this.#rows[place];
    if (row === undefined) {
      const standard = STANDARD_PLACES[place];
      row = this.#down(this.#rowOf(standard[0]), standard[1], standard[2], standard[3] ?? 0);
      if (this.#node === 0) this.#tree.nodes[row].place = place;
      this.#rows[place] = row;
    }
    return row;
  }

  #down(parent: number, name: string, kind: number, flags: number): number {
    const row = this.#tree.down(parent, name);
    const node = this.#tree.nodes[row];
    node.kind = kind;
    node.flags |= flags;
    if (parent !== this.#node) this.#tree.nodes[parent].isUnique = true;
    return row;
  }
}
