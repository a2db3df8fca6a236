import type { OwnBrowser } from "./own-browser.ts";
import { relayedTab } from "./relayed-tab.ts";

export const OWN_BROWSER: OwnBrowser = { openTab: relayedTab, listsListeners: false };
