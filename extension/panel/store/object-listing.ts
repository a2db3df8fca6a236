import type { DerivedSnapshot, ObjectQuery, ObjectRow } from "../worker/frame-api.ts";
import { PAGE_ROWS, wantedObjectsOf } from "./object-state.ts";
import type { FrameWorker, LiveObjects, ObjectReading } from "./services.ts";
import type { FoundObjects, Snapshot } from "./state.ts";
import { currentSnapshotOf, listedSnapshotOf, shownDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";

/** Milliseconds without another choice before the worker is asked: the arrows pass many boxes. */
const SETTLED_MS = 120;
/** The same before the page is asked about the rows in view, and about a text in the previews. */
const STILL_MS = 150;
const TYPED_MS = 500;
/** Rows whose previews are read at a time, for a text in them: twice as many as long as that is quick, because the page describes what holds them each time. */
const FIRST_SEARCHED_ROWS = 500;
const MOST_SEARCHED_ROWS = 16_000;
const QUICK_MS = 200;
/** Milliseconds between two lists with what was found by then. */
const SHOWN_AGAIN_MS = 1000;

/** What was asked for last, so that nothing is asked twice. */
interface Asked {
  /** Does not keep frames that are shown no more. */
  readonly derived: WeakRef<DerivedSnapshot>;
  readonly query: string;
}

/**
 * Objects one by one. The worker has the list, and is asked for the rows in view; the page is asked what stands there now, when the rows stay in view. Views ask when they are shown; other work
 * goes on meanwhile, and an answer that is not wanted any more is dropped.
 */
export class ObjectListing {
  readonly #store: Store;
  readonly #worker: FrameWorker;
  readonly #live: LiveObjects;
  readonly #fail: (error: unknown) => void;
  #asked: Asked | null = null;
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  /** Rows in view. */
  #first = 0;
  #end = 0;
  #isReading = false;
  #previewTimer: ReturnType<typeof setTimeout> | undefined;
  #previewing: AbortController | null = null;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  #searching: AbortController | null = null;

  constructor(store: Store, worker: FrameWorker, live: LiveObjects, fail: (error: unknown) => void) {
    this.#store = store;
    this.#worker = worker;
    this.#live = live;
    this.#fail = fail;
  }

  dispose(): void {
    for (const timer of [this.#askTimer, this.#previewTimer, this.#searchTimer]) clearTimeout(timer);
    this.#previewing?.abort();
    this.#searching?.abort();
  }

  /** Asks for the list that the user wants, if it is not asked for yet, as soon as the choice is settled. */
  ask(): void {
    clearTimeout(this.#askTimer);
    this.#askTimer = setTimeout(() => void this.askNow(), SETTLED_MS);
  }

  async askNow(): Promise<void> {
    clearTimeout(this.#askTimer);
    const { state } = this.#store;
    const snapshot = currentSnapshotOf(state);
    const query = wantedObjectsOf(state);
    if (snapshot === null || query === null) return;
    const { derived, number } = snapshot;
    const asked: Asked = { derived: new WeakRef(derived), query: keyOf(query) };
    if (this.#asked?.derived.deref() === derived && this.#asked.query === asked.query) return;
    this.#asked = asked;
    this.#previewing?.abort();
    try {
      const list = await this.#worker.findObjects(number, shownDerivationOf(snapshot), query);
      if (this.#asked !== asked || !this.#isWanted(asked)) return;
      this.#store.dispatch({ type: "objects-found", found: { derived, query, list, pages: new Map() } });
      void this.#readRows();
    } catch (error) {
      if (this.#asked !== asked) return;
      this.#asked = null;
      this.#fail(error);
    }
  }

  /** Rows `first … end - 1` are in view. */
  show(first: number, end: number): void {
    this.#first = first;
    this.#end = end;
    void this.#readRows();
  }

  /** Reads what stands in the page of the rows in view once more. */
  readAgain(): void {
    this.#store.dispatch({ type: "object-readings-dropped" });
    void this.#readRows();
  }

  /** Looks for the text of the filter in the previews of all rows, once it is typed. */
  searchPreviews(): void {
    clearTimeout(this.#searchTimer);
    this.#searching?.abort();
    if (this.#store.state.objects.text.trim() === "") return;
    this.#searchTimer = setTimeout(() => void this.#search(), TYPED_MS);
  }

  cancelSearch(): void {
    clearTimeout(this.#searchTimer);
    this.#searching?.abort();
    const { text, previewed } = this.#store.state.objects;
    this.#store.dispatch({ type: "previews-read", text, previewed, reading: null });
  }

  /** All rows from `first` on and below `end`, with what stands in the page where that was read already. */
  async rowsOf(first: number, end: number): Promise<readonly ListedObject[]> {
    const found = this.#current();
    const number = currentSnapshotOf(this.#store.state)?.number;
    if (found === null || found.list.list === null || number === undefined) return [];
    const rows = (await this.#worker.readObjects(number, found.list.list, first, end - first)) ?? [];
    return rows.map((row, at) => {
      const index = first + at;
      const page = found.pages.get(Math.floor(index / PAGE_ROWS));
      return { row, reading: page?.readings?.[index % PAGE_ROWS] ?? null };
    });
  }

  /** One question at a time, each for the pages that are in view by then. */
  async #readRows(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (let page = this.#missingPage("rows"); page !== null; page = this.#missingPage("rows")) {
        const found = this.#current();
        const number = currentSnapshotOf(this.#store.state)?.number;
        if (found === null || found.list.list === null || number === undefined) return;
        const { list } = found.list;
        const rows = await this.#worker.readObjects(number, list, page * PAGE_ROWS, PAGE_ROWS);
        if (rows !== null) this.#store.dispatch({ type: "object-page-read", list, page, rows });
        else if (this.#current()?.list.list === list) {
          /* Another worker has taken the place of the one that had the list. */
          this.#asked = null;
          this.ask();
          return;
        }
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isReading = false;
    }
    clearTimeout(this.#previewTimer);
    this.#previewTimer = setTimeout(() => void this.#readPreviews(), STILL_MS);
  }

  async #readPreviews(): Promise<void> {
    this.#previewing?.abort();
    const mine = new AbortController();
    this.#previewing = mine;
    for (let page = this.#missingPage("readings"); page !== null; page = this.#missingPage("readings")) {
      const found = this.#current();
      const snapshot = currentSnapshotOf(this.#store.state);
      const rows = found?.pages.get(page)?.rows;
      if (snapshot === null || rows === undefined || found === null || found.list.list === null) return;
      if (!isOfPage(snapshot)) return;
      const nodes = Int32Array.from(rows, ({ node }) => node);
      const cells = Int32Array.from(rows, ({ cell }) => cell);
      const readings = await this.#read(snapshot.number, nodes, cells, mine.signal);
      if (mine.signal.aborted || readings === null) return;
      this.#store.dispatch({ type: "object-page-previewed", list: found.list.list, page, readings });
    }
  }

  async #search(): Promise<void> {
    this.#searching?.abort();
    const mine = new AbortController();
    this.#searching = mine;
    const { text } = this.#store.state.objects;
    const found = this.#current();
    const snapshot = currentSnapshotOf(this.#store.state);
    if (found === null || found.list.list === null || snapshot === null || text.trim() === "") return;
    if (!isOfPage(snapshot)) return;
    const columns = await this.#worker.readObjectCells(snapshot.number, found.list.list).catch(() => null);
    if (columns === null || mine.signal.aborted) return;
    const { nodes, cells } = columns;
    const wanted = text.trim().toLowerCase();
    const matching: number[] = [];
    let shownAt = performance.now();
    const report = (reading: { readonly done: number; readonly total: number } | null): void => {
      this.#store.dispatch({ type: "previews-read", text, previewed: [...matching], reading });
      void this.askNow();
    };
    let rows = FIRST_SEARCHED_ROWS;
    for (let first = 0, end = 0; first < nodes.length; first = end) {
      end = Math.min(nodes.length, first + rows);
      const askedAt = performance.now();
      const part = [nodes.slice(first, end), cells.slice(first, end)] as const;
      const readings = await this.#read(snapshot.number, ...part, mine.signal);
      if (mine.signal.aborted || readings === null) return;
      if (performance.now() - askedAt < QUICK_MS) rows = Math.min(MOST_SEARCHED_ROWS, rows * 2);
      readings.forEach(({ key, preview, state }, at) => {
        if (state !== "unread" && `${key}\n${preview}`.toLowerCase().includes(wanted)) matching.push(first + at);
      });
      /* Where nothing can be read, it is so for all rows. */
      if (first === 0 && readings.every(({ state }) => state === "unread")) return;
      const isDue = performance.now() - shownAt >= SHOWN_AGAIN_MS;
      if (end < nodes.length && !isDue) continue;
      shownAt = performance.now();
      report(end < nodes.length ? { done: end, total: nodes.length } : null);
    }
  }

  /** `null` where the page could not be asked: the rows say what the graph knows. */
  async #read(
    snapshot: number,
    nodes: Int32Array,
    cells: Int32Array,
    signal: AbortSignal,
  ): Promise<readonly ObjectReading[] | null> {
    try {
      return await this.#live.read(snapshot, { nodes, cells }, signal);
    } catch {
      return null;
    }
  }

  /** A page in view without rows, or without readings; `null` for none. */
  #missingPage(what: "rows" | "readings"): number | null {
    const found = this.#current();
    if (found === null) return null;
    const end = Math.min(this.#end, found.list.shownCount);
    for (let page = Math.floor(this.#first / PAGE_ROWS); page * PAGE_ROWS < end; page++) {
      const known = found.pages.get(page);
      if (what === "rows" ? known === undefined : known !== undefined && known.readings === null) return page;
    }
    return null;
  }

  /** The list of the displayed frames. */
  #current(): FoundObjects | null {
    const { found } = this.#store.state.objects;
    return found !== null && found.derived === currentSnapshotOf(this.#store.state)?.derived ? found : null;
  }

  #isWanted({ derived, query }: Asked): boolean {
    const { state } = this.#store;
    const wanted = wantedObjectsOf(state);
    return wanted !== null && currentSnapshotOf(state)?.derived === derived.deref() && keyOf(wanted) === query;
  }
}

/** A row of the list, and what stands there in the page, if that was read. */
export interface ListedObject {
  readonly row: ObjectRow;
  readonly reading: ObjectReading | null;
}

/** A heap snapshot has its strings itself, and no object of it can be found in the page. */
function isOfPage(snapshot: Snapshot): boolean {
  return listedSnapshotOf(snapshot)?.kind === "walked";
}

function keyOf({ found, ...query }: ObjectQuery): string {
  return JSON.stringify([query, found?.length ?? 0]);
}
