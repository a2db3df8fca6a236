import browser from "webextension-polyfill";
import { type KeptTicks, parseKeptTicks, withTicksOf } from "../store/kept-ticks.ts";
import type { TickMemory } from "../store/services.ts";
import { NO_TICKS, type Ticks } from "../store/ticks.ts";

const KEY = "ticks";

/** In the extension's storage, which all panels share: each change starts from the stored ticks of that moment. */
export function createTickMemory(): TickMemory {
  const area = browser.storage.local;
  let last: Promise<void> = Promise.resolve();

  const read = async (): Promise<KeptTicks> => parseKeptTicks((await area.get(KEY))[KEY]);
  /* One after the other; where there is no room, and after an update of the extension, what was ticked is not there the next time. That is no reason to stop the user. */
  const change = (to: () => Promise<void>): void => {
    last = last.then(to).catch(() => {});
  };
  return {
    async ticksOf(site) {
      await last;
      try {
        return new Map((await read()).find((kept) => kept.site === site)?.ticks ?? []);
      } catch {
        return NO_TICKS;
      }
    },
    keep: (site, ticks: Ticks) => change(async () => area.set({ [KEY]: withTicksOf(await read(), site, ticks) })),
    clear: () => change(() => area.remove(KEY)),
  };
}

/** Of a private window nothing is kept. */
export const NO_TICK_MEMORY: TickMemory = { ticksOf: async () => NO_TICKS, keep: () => {}, clear: () => {} };
