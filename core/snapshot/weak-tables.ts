import type { WeakEntries } from "../impls/closures/closure-context.ts";
import { createSafeList, createSafeMap, type SafeList } from "../realm/safe-collections.ts";

/* What is known of an entry, as bits. */
const KEY_MET = 1;
const MAP_MET = 2;
const TAKEN = 4;

const NONE = -1;

/** Entries looked at between two looks at the clock. */
const ENTRIES_PER_STEP = 1 << 12;

/** Values that belong to one object. */
export interface ValuesOf {
  readonly object: object;
  readonly values: SafeList<unknown>;
}

/**
 * The entries of all WeakMaps, while a walk meets maps and keys. As the language has it, a map keeps the value of a key only while both are there. So a value belongs to its key once
 * the walk has met both: whoever owns the key owns it. Where the walk meets the key nowhere else, something that it cannot see keeps the key, and the value is the map's.
 */
export class WeakTables {
  readonly #maps: { readonly [index: number]: WeakEntries; readonly length: number };
  readonly #rowOfMap = createSafeMap<object, number>();
  /** The first entry of each map; one more row. */
  readonly #firstEntry: SafeList<number> = createSafeList<number>();
  /** By key: one of its entries; by entry: another of the same key. */
  readonly #entryOfKey = createSafeMap<unknown, number>();
  readonly #nextOfKey: SafeList<number> = createSafeList<number>();
  readonly #mapOfEntry: SafeList<number> = createSafeList<number>();
  readonly #state: SafeList<number> = createSafeList<number>();

  /** Maps that were met; those before `#nextMap` have passed that on to their entries, the one there up to `#nextEntry`. */
  readonly #metMaps: SafeList<number> = createSafeList<number>();
  #nextMap = 0;
  #nextEntry = NONE;
  #nextLeft = 0;
  /** Entries with map and key met. */
  readonly #ready: SafeList<number> = createSafeList<number>();
  #nextReady = 0;

  constructor(maps: { readonly [index: number]: WeakEntries; readonly length: number }) {
    this.#maps = maps;
    let entry = 0;
    for (let m = 0; m < maps.length; m++) {
      const { map, keys, values } = maps[m];
      this.#rowOfMap.set(map, m);
      this.#firstEntry[m] = entry;
      for (let i = 0; i < keys.length && i < values.length; i++, entry++) {
        this.#mapOfEntry[entry] = m;
        this.#state[entry] = 0;
        this.#nextOfKey[entry] = this.#entryOfKey.get(keys[i]) ?? NONE;
        if (takesBytes(values[i])) this.#entryOfKey.set(keys[i], entry);
      }
    }
    this.#firstEntry[maps.length] = entry;
  }

  /** Notes that the walk met an object: how many parts for it may come. */
  meet(object: object): number {
    let parts = 0;
    for (let entry = this.#entryOfKey.get(object) ?? NONE; entry !== NONE; entry = this.#nextOfKey[entry]) {
      this.#note(entry, KEY_MET);
      parts++;
    }
    const row = this.#rowOfMap.get(object);
    if (row !== undefined) {
      this.#metMaps[this.#metMaps.length] = row;
      parts++;
    }
    return parts;
  }

  #note(entry: number, met: number): void {
    const state = this.#state[entry] | met;
    this.#state[entry] = state;
    if (state === (KEY_MET | MAP_MET)) this.#ready[this.#ready.length] = entry;
  }

  /** Goes through some of the entries of maps that were met; false when there are none left. */
  passOn(): boolean {
    for (let n = 0; n < ENTRIES_PER_STEP; n++) {
      if (this.#nextMap === this.#metMaps.length) return n > 0;
      const row = this.#metMaps[this.#nextMap];
      if (this.#nextEntry === NONE) this.#nextEntry = this.#firstEntry[row];
      if (this.#nextEntry < this.#firstEntry[row + 1]) this.#note(this.#nextEntry++, MAP_MET);
      else {
        this.#nextMap++;
        this.#nextEntry = NONE;
      }
    }
    return true;
  }

  /** Some keys that were met, each with what maps that were met have for it. */
  takeReady(): SafeList<ValuesOf> {
    const taken = createSafeList<ValuesOf>();
    const rowOfKey = createSafeMap<unknown, ValuesOf>();
    for (let n = 0; n < ENTRIES_PER_STEP && this.#nextReady < this.#ready.length; n++) {
      const entry = this.#ready[this.#nextReady++];
      this.#state[entry] |= TAKEN;
      const key = this.#keyOf(entry) as object;
      let row = rowOfKey.get(key);
      if (row === undefined) {
        row = { object: key, values: createSafeList<unknown>() };
        rowOfKey.set(key, row);
        taken[taken.length] = row;
      }
      row.values[row.values.length] = this.#valueOf(entry);
    }
    return taken;
  }

  /** The next map that was met, with the values of keys that were not, and the number of all its entries; undefined if there is none left. */
  takeLeft(): (ValuesOf & { readonly entryCount: number }) | undefined {
    if (this.#nextLeft === this.#metMaps.length) return undefined;
    const row = this.#metMaps[this.#nextLeft++];
    const values = createSafeList<unknown>();
    for (let entry = this.#firstEntry[row]; entry < this.#firstEntry[row + 1]; entry++) {
      if ((this.#state[entry] & TAKEN) !== 0) continue;
      this.#state[entry] |= TAKEN;
      const value = this.#valueOf(entry);
      if (takesBytes(value)) values[values.length] = value;
    }
    return { object: this.#maps[row].map, values, entryCount: this.#maps[row].keys.length };
  }

  #keyOf(entry: number): unknown {
    const row = this.#mapOfEntry[entry];
    return this.#maps[row].keys[entry - this.#firstEntry[row]];
  }

  #valueOf(entry: number): unknown {
    const row = this.#mapOfEntry[entry];
    return this.#maps[row].values[entry - this.#firstEntry[row]];
  }
}

/** Whether a value may take bytes besides its word. */
function takesBytes(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== "boolean";
}
