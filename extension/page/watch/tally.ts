import { MAX_WATCHED_ROWS, WATCHED_KIND_COUNT, type WatchedKind } from "../../../core/graph/watched.ts";
import { createSafeList, createSafeMap, type SafeList } from "../../../core/realm/safe-collections.ts";
import { UNKNOWN_SITE } from "./call-sites.ts";

/** How many of one kind there are of one place. */
export interface TallyRow {
  readonly kind: WatchedKind;
  readonly event: string;
  readonly target: string;
  readonly site: number;
  count: number;
  size: number;
}

/** One that is there still. */
export type AddWatched = (kind: WatchedKind, site: number, event: string, target: string, size: number) => void;

/** Adds up what is there, by kind and place. What a page makes up fills no more than its rows. */
export class Tally {
  readonly rows: SafeList<TallyRow> = createSafeList();
  readonly #byKey = createSafeMap<string, TallyRow>();

  readonly add: AddWatched = (kind, site, event, target, size) => {
    const row = this.#rowOf(kind, site, event, target);
    row.count++;
    row.size += size;
  };

  #rowOf(kind: WatchedKind, site: number, event: string, target: string): TallyRow {
    const key = `${kind} ${site} ${target} ${event}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    /* One more of each kind always finds room. */
    if (
      this.rows.length >= MAX_WATCHED_ROWS - WATCHED_KIND_COUNT &&
      (site !== UNKNOWN_SITE || event !== "" || target !== "")
    )
      return this.#rowOf(kind, UNKNOWN_SITE, "", "");
    const row: TallyRow = { kind, event, target, site, count: 0, size: 0 };
    this.rows[this.rows.length] = row;
    this.#byKey.set(key, row);
    return row;
  }
}
