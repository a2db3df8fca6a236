import browser from "webextension-polyfill";
import type { InspectedTab } from "../../tab/inspected-tab.ts";
import type { Memory, SnapshotArchive } from "../store/services.ts";
import type { Memories } from "../store/settings.ts";
import { createSnapshotArchive } from "./snapshot-archive.ts";
import { createTickMemory, NO_TICK_MEMORY } from "./tick-memory.ts";

type Area = typeof browser.storage.local;

export interface Storage {
  readonly memories: Memories;
  readonly archive: SnapshotArchive;
}

/**
 * Settings in the extension's storage; what belongs to the inspected tab, in its storage for this session of the browser, which is in memory. Of a private window nothing
 * is stored on the disk: its snapshots are those of the panel alone.
 */
export async function openStorage(inspected: InspectedTab): Promise<Storage> {
  const [isPrivate, settings, tab] = await Promise.all([
    isPrivateTab(inspected),
    readFrom(browser.storage.local, "settings"),
    readFrom(browser.storage.session, `tab ${inspected.id}`),
  ]);
  return {
    memories: {
      settings: isPrivate ? { ...settings, store: () => {} } : settings,
      tab,
      ticks: isPrivate ? NO_TICK_MEMORY : createTickMemory(),
    },
    archive: isPrivate ? NO_ARCHIVE : createSnapshotArchive(inspected),
  };
}

/** The panel of a private window may run in the context of the others. */
async function isPrivateTab(tab: InspectedTab): Promise<boolean> {
  if (browser.extension.inIncognitoContext === true) return true;
  try {
    return (await tab.state()).incognito;
  } catch {
    return true;
  }
}

async function readFrom(area: Area, key: string): Promise<Memory> {
  let stored: unknown;
  try {
    stored = (await area.get(key))[key];
  } catch {
    stored = undefined;
  }
  return {
    stored,
    store: (value) => void write(area, key, value),
  };
}

/** Where there is no room, and after an update of the extension, the value is not there the next time. That is no reason to stop the user. */
async function write(area: Area, key: string, value: unknown): Promise<void> {
  try {
    await area.set({ [key]: value });
  } catch {
    /* As said above. */
  }
}

const NO_ARCHIVE: SnapshotArchive = {
  list: async () => [],
  keep: async () => {},
  remove: async () => {},
};
