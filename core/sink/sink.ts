import type { Layout } from "../layout/layout.ts";

/**
 * Fields that `fieldsOf` reports of one object at most: it reads them in one go, and the graph has a name for each. An object that may well have more is described
 * as a dictionary, in parts.
 */
export const MAX_FIELDS = 1 << 12;

/**
 * Receives what an impl reports about one object. The sink writes graph tables and follows references itself, so a
 * description never recurses, however deep the page's data are.
 */
export interface Sink {
  /** The layout that sizes objects. */
  readonly layout: Layout;

  /** False once the measured objects have shown so many different lists of keys that further ones are better described as dictionaries. */
  readonly hasRoomForShapes: boolean;

  /**
   * Starts the description of the current object: its type name, the bytes of its header, and flags for its shape
   * (SHAPE_ARRAY and similar), 0 by default.
   */
  begin(typeName: string, headerSize: number, shapeFlags?: number): void;

  /**
   * Starts the description of something that is not an object of the page, and is not counted as one: a list of ours, such as that of the roots of a framework, or what the engine
   * keeps for itself.
   */
  beginInternal(typeName: string, headerSize: number, shapeFlags: number): void;

  /** As `begin`, for a header whose size depends on the engine's version. */
  beginBetween(typeName: string, headerSize: number, headerMaxSize: number, shapeFlags?: number): void;

  /** Objects of that type and of these flags are of a class of that script. They need not be described yet. */
  classIn(typeName: string, shapeFlags: number, script: string): void;

  /** A named field: one tagged word, and the reference or the boxed number in `value`. */
  field(key: string | symbol, value: unknown): void;

  /**
   * A field for each own property at `keys`, from index `first` on, as by `field` and `accessorField`, in one call.
   * Fields past MAX_FIELDS are left out, with a warning. Returns how many have a word.
   */
  fieldsOf(object: object, keys: readonly (string | symbol)[], first: number): number;

  /** A field without a readable value: a tagged word and nothing more. */
  opaqueField(key: string | symbol): void;

  /**
   * A field that is a getter, a setter or both: they are functions the object holds, and they are never called. What leads to them may stand in the object's hidden class alone, which others
   * share: so at least the field takes a pair where it is the first to refer to one of the functions, and no word.
   */
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

  /** A field whose word is shown at `place`, with the reference or the boxed number in `value`. */
  fieldAt(place: number, value: unknown): void;

  /** The same for a value that was handed to the object: it belongs to whatever else holds it, and to this object only where nothing else does. */
  borrowedAt(place: number, value: unknown): void;

  /** A reference as by `borrowedAt`, without a word of its own. */
  borrowed(place: number, value: unknown): void;

  /**
   * When the turn of `object` comes, `describe` describes it and not its impl: what the current object says about its parts. An object that was described before, or
   * is a part of another, keeps that description. Refers to nothing by itself. `repeats` says whether describing both again gives the same.
   */
  part(object: object, describe: Describe, repeats?: boolean): void;

  /** A number that takes no bytes: how many bytes of its buffer a view shows. Ends the description. */
  viewed(byteLength: number): void;

  /** A reference that only the engine holds: its word is part of the bytes reported for the place's storage. */
  reference(place: number, value: unknown): void;

  /**
   * From here on the items of the storage `elements`, without holes; ends the fixed part of the description.
   * `endElements` gives the bytes of the storage: `taggedSize`, or `doubleSize` if all items are numbers and one needs
   * a box, because V8 then keeps them inline.
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
   * Ends a description whose rest may take long: `rest` describes a part of it at each call and returns true at the
   * end. Between calls the page gets its turn.
   */
  goOn(rest: () => boolean): void;

  /** From here on pairs of items, at `keyPlace` and `valuePlace` in turn; ends the fixed part of the description. */
  beginPairs(keyPlace: number, valuePlace: number): void;
  pair(key: unknown, value: unknown): void;

  /**
   * Lists of items, one for each of `places`; ends the fixed part of the description. Each list costs as much as the
   * longest.
   */
  rows(places: { readonly [index: number]: number; readonly length: number }, lists: ItemLists): void;

  /**
   * The place `name` of a kind (KIND_FIELD, KIND_STORAGE) inside the place `parent`; `flags` are PLACE_… bits, none by
   * default.
   */
  placeOf(parent: number, name: string, kind: number, flags?: number): number;

  /** Whether the object has been described already, or is the current one. */
  isDescribed(object: object): boolean;

  /** Whether something referred to the object or string before, the current description included: it has its place already, and what only points back to it need not lead there. */
  isMet(value: unknown): boolean;

  /**
   * What the current description refers to cannot be found by describing the object again: the description depends on what the walk met before, or on what a debugger said.
   */
  anchorReferences(): void;

  /** Something about the current object could not be measured. */
  warn(code: string, detail: string): void;
}

export interface ItemLists {
  readonly [index: number]: { readonly [index: number]: unknown; readonly length: number };
  readonly length: number;
}

/** Describes one object to the sink. It may throw an error of a Proxy's trap; the walk catches that. */
export type Describe = (object: object, sink: Sink) => void;
