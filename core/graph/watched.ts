/* What was watched since the page was loaded: callbacks that the browser keeps for the page, and object URLs. */

export const WATCHED_INTERVAL = 0;
export const WATCHED_TIMEOUT = 1;
export const WATCHED_FRAME = 2;
export const WATCHED_LISTENER = 3;
export const WATCHED_OBSERVER = 4;
export const WATCHED_PORT = 5;
export const WATCHED_URL = 6;
export const WATCHED_KIND_COUNT = 7;

export type WatchedKind =
  | typeof WATCHED_INTERVAL
  | typeof WATCHED_TIMEOUT
  | typeof WATCHED_FRAME
  | typeof WATCHED_LISTENER
  | typeof WATCHED_OBSERVER
  | typeof WATCHED_PORT
  | typeof WATCHED_URL;

/** Where the page called the browser. */
export interface WatchedPlace {
  /** To be read: `src/csv.ts`, where a source map knows it; else the address of the script. `""` for a place that is not known. */
  readonly file: string;
  /** Address of the script or of its source, for DevTools. */
  readonly script: string;
  /** Both from 1; 0 where they are not known. */
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
}

/** How many of one kind were made at one place, and are there still. */
export interface WatchedRow extends WatchedPlace {
  readonly kind: WatchedKind;
  /** Of listeners: the type of the event. */
  readonly event: string;
  /** Of listeners, what they listen at: `window`, `AbortSignal`; of observers, their class. */
  readonly target: string;
  readonly count: number;
  /** Bytes of the Blobs of object URLs. */
  readonly size: number;
}

/** What is there of all that was made since the watch began. */
export interface Watched {
  /** Milliseconds since it began. */
  readonly ageMs: number;
  readonly rows: readonly WatchedRow[];
}

/** Rows of a snapshot at most; the watch adds further ones up. */
export const MAX_WATCHED_ROWS = 10_000;
