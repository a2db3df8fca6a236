import { KIND_FIELD, KIND_STORAGE, KIND_TYPE, PLACE_OFF_HEAP } from "./graph.ts";

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

export interface StandardPlace {
  readonly parent: number;
  readonly name: string;
  readonly kind: number;
  readonly flags: number;
}

export const STANDARD_PLACES: readonly StandardPlace[] = [
  { parent: -1, name: "", kind: KIND_TYPE, flags: 0 },
  { parent: 0, name: "elements", kind: KIND_STORAGE, flags: 0 },
  { parent: PLACE_ELEMENTS, name: "unused_capacity", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "properties", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "table", kind: KIND_STORAGE, flags: 0 },
  { parent: PLACE_TABLE, name: "key", kind: KIND_STORAGE, flags: 0 },
  { parent: PLACE_TABLE, name: "value", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "backing_store", kind: KIND_STORAGE, flags: PLACE_OFF_HEAP },
  { parent: 0, name: "buffer", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "[key]", kind: KIND_FIELD, flags: 0 },
  { parent: 0, name: "unused_capacity", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "data", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "value", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "exports", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "items", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "tree", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "tree_root", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "host", kind: KIND_STORAGE, flags: 0 },
  { parent: 0, name: "contents", kind: KIND_STORAGE, flags: PLACE_OFF_HEAP },
  { parent: 0, name: "text", kind: KIND_STORAGE, flags: PLACE_OFF_HEAP },
  { parent: 0, name: "pixels", kind: KIND_STORAGE, flags: PLACE_OFF_HEAP },
  { parent: 0, name: "samples", kind: KIND_STORAGE, flags: PLACE_OFF_HEAP },
  { parent: 0, name: "gpu", kind: KIND_STORAGE, flags: PLACE_OFF_HEAP },
];
