import browser from "webextension-polyfill";
import { INJECTED_FUNCTIONS } from "./injected-functions.ts";
import type { InjectionResult, InspectedTab } from "./inspected-tab.ts";

/** By the browser's own API, which panels of Chromium have, and the background script of Firefox. */
export function directTab(tabId: number): InspectedTab {
  return {
    id: tabId,

    async inject(target, script) {
      const { world } = script;
      const what =
        "file" in script
          ? { files: [script.file] }
          : { func: INJECTED_FUNCTIONS[script.function], args: [...script.args] };
      const injection = { target: { tabId, ...target }, world, injectImmediately: true, ...what };
      const results: unknown = await browser.scripting.executeScript(injection as never);
      const found = results as readonly (InjectionResult | undefined)[];
      /* For each of its own pages Firefox gives nothing instead of a result. */
      if (found.some((result) => !result)) throw new Error("Missing host permission for the tab");
      return found as readonly InjectionResult[];
    },

    openPort(name, documentId) {
      const where = { name, documentId };
      return browser.tabs.connect(tabId, where);
    },

    async state() {
      const { url, status, incognito } = await browser.tabs.get(tabId);
      return { url, status, incognito };
    },

    onUpdated(listener) {
      browser.tabs.onUpdated.addListener((id, { status }) => {
        if (id === tabId) listener(status);
      });
    },

    mayAccess: (origin) => browser.permissions.contains({ origins: [origin] }),

    async openTabs() {
      return (await browser.tabs.query({})).flatMap(({ id }) => id ?? []);
    },
  };
}
