import { directTab } from "./direct-tab.ts";
import type { InspectedTab } from "./inspected-tab.ts";

/** What the browser that the panel is built for gives it. */
export interface OwnBrowser {
  openTab(tabId: number): InspectedTab;
  /** Whether its DevTools list the listeners of a page. */
  readonly listsListeners: boolean;
}

export const OWN_BROWSER: OwnBrowser = { openTab: directTab, listsListeners: true };
