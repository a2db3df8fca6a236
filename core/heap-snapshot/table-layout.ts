import { PLACE_TABLE, PLACE_TABLE_KEY, PLACE_TABLE_VALUE } from "../graph/standard-places.ts";

/** Hidden class and length. */
const HEADER_WORDS = 2;
/** Numbers before the buckets: of entries, of deleted ones, of buckets. */
const HEAD = 3;
/** Entries a bucket, on average, for which there is room. */
const LOAD = 2;

/**
 * Where the entries of a Map or a Set stand in its table (V8's OrderedHashTable, src/objects/ordered-hash-table.h): after the buckets, in groups of a key, of a Map a value, and the
 * next entry of the bucket.
 */
export class TableLayout {
  /** Index of the first entry; -1 where the table is of another kind. */
  readonly firstEntry: number;
  readonly entryWidth: number;

  constructor(typeName: string, bytes: number, wordSize: number) {
    this.entryWidth = typeName === "Map" ? 3 : 2;
    const buckets = (bytes / wordSize - HEADER_WORDS - HEAD) / (1 + LOAD * this.entryWidth);
    /* Numbers of buckets are powers of two. */
    const isKnown = buckets >= 1 && Number.isInteger(buckets) && (buckets & (buckets - 1)) === 0;
    this.firstEntry = isKnown && (typeName === "Map" || typeName === "Set") ? HEAD + buckets : -1;
  }
}

/** Which entry an index of the table belongs to. */
export function entryAt({ firstEntry, entryWidth }: TableLayout, index: number): number {
  return Math.floor((index - firstEntry) / entryWidth);
}

/** The place of the entry at an index of the table. */
export function entryPlaceOf({ firstEntry, entryWidth }: TableLayout, index: number): number {
  if (firstEntry < 0 || index < firstEntry) return PLACE_TABLE;
  const within = (index - firstEntry) % entryWidth;
  if (within === 0) return PLACE_TABLE_KEY;
  return within === 1 && entryWidth === 3 ? PLACE_TABLE_VALUE : PLACE_TABLE;
}
