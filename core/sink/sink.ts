/**
 * Fields that `fieldsOf` reports of one object at most: it reads them in one go, and the graph has a name for each. An object that may well have more is described
 * as a dictionary, in parts.
 */
export const MAX_FIELDS = 1 << 12;

/**
 * What an impl tells about one object. The sink behind it writes graph tables; it follows references itself, so a description never
 * recurses, however deep the page's data are.
 */
export interface Sink {
  /** False once the measured objects have shown so many different lists of keys that further ones are better described as dictionaries. */
  readonly hasRoomForShapes: boolean;

  /** Starts the description of the object at hand: its type name, the bytes of its header, and what it is (SHAPE_ARRAY and its like), 0 by default. */
  begin(typeName: string, headerSize: number, shapeFlags?: number): void;

  /** The same for a header of which the engine's version decides the size. */
  beginBetween(typeName: string, headerSize: number, headerMaxSize: number): void;

  /** A named field: one tagged word, and what `value` refers to or takes in a box of its own. */
  field(key: string | symbol, value: unknown): void;

  /**
   * A field for each own property at `keys`, from index `first` on: what `field` and `accessorField` tell, in one go. Past MAX_FIELDS they are left out, with a
   * warning.
   */
  fieldsOf(object: object, keys: readonly (string | symbol)[], first: number): void;

  /** A field without a readable value: a tagged word and nothing more. */
  opaqueField(key: string | symbol): void;

  /** A field that is a getter, a setter or both: they are functions the object holds, and they are never called. */
  accessorField(
    key: string | symbol,
    get: (() => unknown) | undefined,
    set: ((value: unknown) => void) | undefined,
  ): void;

  /** `size` bytes at a place of the object's private storage. Places: core/graph/standard-places.ts. */
  bytes(place: number, size: number): void;

  /** From `size` to `maxSize` bytes at a place, of which there are few different ones: they stand in the shape. */
  storage(place: number, size: number, maxSize: number): void;

  /** Up to `size` bytes at a place: the layout may take them, but need not. */
  possibleBytes(place: number, size: number): void;

  /** A number that takes no bytes: how many bytes of its buffer a view shows. Ends the description. */
  viewed(byteLength: number): void;

  /** A reference that only the engine holds: its word is part of the bytes told for the place's storage. */
  reference(place: number, value: unknown): void;

  /**
   * From here on the items of the storage `elements`, holes left out; ends the fixed part of the description. `endElements` says what the storage takes:
   * `taggedSize`, or `doubleSize` where all items are numbers and one needs a box, because V8 then keeps them inline.
   */
  beginElements(): void;
  endElements(taggedSize: number, doubleSize: number): void;

  /** Ends items at PLACE_ELEMENTS of an array that has a word for each, and perhaps spare ones: the size follows from their number. */
  endDenseElements(): void;

  /** From here on items at `place`, as many as come; ends the fixed part of the description. */
  beginItems(place: number): void;
  item(value: unknown): void;

  /** Items at the indices from `start` on and below `end` of an array; a hole is an empty item. */
  itemsOf(array: object, start: number, end: number): void;

  /**
   * Ends a description whose rest may take long: `rest` tells a part of it each time and returns true when all is told. The walk gives the page its turn
   * in between.
   */
  goOn(rest: () => boolean): void;

  /** From here on pairs of items, at `keyPlace` and `valuePlace` in turn; ends the fixed part of the description. */
  beginPairs(keyPlace: number, valuePlace: number): void;
  pair(key: unknown, value: unknown): void;

  /**
   * Lists of items, one for each of `places`; ends the fixed part of the description. A list that is shorter than another costs as much as the longest.
   */
  rows(places: { readonly [index: number]: number; readonly length: number }, lists: ItemLists): void;

  /** The place `name` of a kind (KIND_FIELD, KIND_STORAGE) inside the place `parent`; `flags` are PLACE_… bits, none unless told. */
  placeOf(parent: number, name: string, kind: number, flags?: number): number;

  /** Whether the object has been described already, or is the one at hand. */
  isDescribed(object: object): boolean;

  /** Something about the object at hand could not be measured. */
  warn(code: string, detail: string): void;
}

export interface ItemLists {
  readonly [index: number]: { readonly [index: number]: unknown; readonly length: number };
  readonly length: number;
}

/** Describes one object to the sink. It may throw what a trap of a Proxy throws; the walk contains that. */
export type Describe = (object: object, sink: Sink) => void;
