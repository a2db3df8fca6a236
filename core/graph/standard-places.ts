import {
  KIND_FIELD,
  KIND_STORAGE,
  KIND_TYPE,
  PLACE_OFF_HEAP,
  ROLE_ANY_KEY,
  ROLE_BACKING_STORE,
  ROLE_BUFFER,
  ROLE_ELEMENTS,
  ROLE_PROPERTIES,
  ROLE_SPARE,
  ROLE_TABLE,
} from "./graph.ts";

/**
 * The first rows of every place table that the walk writes: the storages of built-in types. Readers of a graph do not rely on them; they read the table.
 * `table;key` reads "inside the storage `table`, at `key`".
 */
export const PLACE_ELEMENTS = 1;
export const PLACE_ELEMENTS_UNUSED = 2;
export const PLACE_PROPERTIES = 3;
export const PLACE_TABLE = 4;
export const PLACE_TABLE_KEY = 5;
export const PLACE_TABLE_VALUE = 6;
export const PLACE_BACKING_STORE = 7;
export const PLACE_BUFFER = 8;
export const PLACE_ANY_KEY = 9;
export const PLACE_UNUSED = 10;
export const PLACE_DATA = 11;
export const PLACE_VALUE = 12;
export const PLACE_EXPORTS = 13;
export const PLACE_ITEMS = 14;
export const PLACE_TREE = 15;
export const PLACE_TREE_ROOT = 16;
export const PLACE_HOST = 17;
export const PLACE_CONTENTS = 18;
export const PLACE_TEXT = 19;
export const PLACE_PIXELS = 20;
export const PLACE_SAMPLES = 21;
export const PLACE_GPU = 22;
export const PLACE_PROPERTIES_KEY = 23;

/** Parent, name, kind, flags. */
export type StandardPlace = readonly [parent: number, name: string, kind: number, flags: number];

export const STANDARD_PLACES: readonly StandardPlace[] = [
  [-1, "", KIND_TYPE, 0],
  [0, "elements", KIND_STORAGE, ROLE_ELEMENTS],
  [PLACE_ELEMENTS, "unused_capacity", KIND_STORAGE, ROLE_SPARE],
  [0, "properties", KIND_STORAGE, ROLE_PROPERTIES],
  [0, "table", KIND_STORAGE, ROLE_TABLE],
  [PLACE_TABLE, "key", KIND_STORAGE, 0],
  [PLACE_TABLE, "value", KIND_STORAGE, 0],
  [0, "backing_store", KIND_STORAGE, PLACE_OFF_HEAP | ROLE_BACKING_STORE],
  [0, "buffer", KIND_STORAGE, ROLE_BUFFER],
  [0, "[key]", KIND_FIELD, ROLE_ANY_KEY],
  [0, "unused_capacity", KIND_STORAGE, ROLE_SPARE],
  [0, "data", KIND_STORAGE, 0],
  [0, "value", KIND_STORAGE, 0],
  [0, "exports", KIND_STORAGE, 0],
  [0, "items", KIND_STORAGE, 0],
  [0, "tree", KIND_STORAGE, 0],
  [0, "tree_root", KIND_STORAGE, 0],
  [0, "host", KIND_STORAGE, 0],
  [0, "contents", KIND_STORAGE, PLACE_OFF_HEAP],
  [0, "text", KIND_STORAGE, PLACE_OFF_HEAP],
  [0, "pixels", KIND_STORAGE, PLACE_OFF_HEAP],
  [0, "samples", KIND_STORAGE, PLACE_OFF_HEAP],
  [0, "gpu", KIND_STORAGE, PLACE_OFF_HEAP],
  [PLACE_PROPERTIES, "key", KIND_STORAGE, 0],
];
