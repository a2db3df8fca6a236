import browser from "webextension-polyfill";
import type { InspectedTab } from "../../tab/inspected-tab.ts";
import type { ArchivedSnapshot, SnapshotArchive } from "../store/services.ts";
import { ARCHIVE_ROOM_BYTES, leavingForRoom } from "./archive-room.ts";

const DATABASE = "snapshots";
const STORE = "snapshots";
/** In the storage that the browser forgets when it ends. */
const SESSION_KEY = "session";

/** Which session of the browser, which tab, which number. */
type Key = [session: string, tab: number, number: number];

/**
 * Snapshots in a database of the extension, for this session of the browser: its storage of sessions has 10 MB, too few for a snapshot. What is left of earlier sessions
 * and of tabs that are gone is deleted as soon as a panel opens.
 */
export function createSnapshotArchive({ id: tab, openTabs }: InspectedTab): SnapshotArchive {
  const opened = open();

  async function open(): Promise<{ readonly database: IDBDatabase; readonly session: string }> {
    const [session, tabs, database] = await Promise.all([readSession(), openTabs(), openDatabase()]);
    const alive = new Set(tabs);
    const rows = rowsFor(database, "readwrite");
    for (const key of (await answerOf(rows.getAllKeys())) as Key[]) {
      if (key[0] !== session || !alive.has(key[1])) rows.delete(key);
    }
    await endOf(rows.transaction);
    return { database, session };
  }

  return {
    async list() {
      const { database, session } = await opened;
      const range = IDBKeyRange.bound([session, tab], [session, tab, Number.POSITIVE_INFINITY]);
      return answerOf<ArchivedSnapshot[]>(rowsFor(database, "readonly").getAll(range));
    },

    async keep(snapshot) {
      const { database, session } = await opened;
      const rows = rowsFor(database, "readwrite");
      const key: Key = [session, tab, snapshot.number];
      const [keys, kept] = await Promise.all([
        answerOf(rows.getAllKeys()),
        answerOf<ArchivedSnapshot[]>(rows.getAll()),
      ]);
      const others = kept
        .map((row, index) => ({ key: keys[index] as Key, bytes: row.bytes.size, takenAt: row.takenAt }))
        .filter((one) => indexedDB.cmp(one.key, key) !== 0);
      for (const leaving of leavingForRoom(others, snapshot.bytes.size, ARCHIVE_ROOM_BYTES)) rows.delete(leaving);
      rows.put(snapshot, key);
      await endOf(rows.transaction);
    },

    async remove(number) {
      const { database, session } = await opened;
      const rows = rowsFor(database, "readwrite");
      rows.delete([session, tab, number]);
      await endOf(rows.transaction);
    },
  };
}

/** A name for this session of the browser, the same for all panels. */
async function readSession(): Promise<string> {
  const { session } = browser.storage;
  const known = (await session.get(SESSION_KEY))[SESSION_KEY];
  if (typeof known === "string") return known;
  await session.set({ [SESSION_KEY]: crypto.randomUUID() });
  /* Another panel may have set its own in the meantime. */
  return String((await session.get(SESSION_KEY))[SESSION_KEY]);
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answerOf(request);
}

function rowsFor(database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore {
  return database.transaction(STORE, mode).objectStore(STORE);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
