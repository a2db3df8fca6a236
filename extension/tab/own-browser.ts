import { directTab } from "./direct-tab.ts";
import type { InspectedTab } from "./inspected-tab.ts";

/** What the browser that the panel is built for gives it. */
export interface OwnBrowser {
  openTab(tabId: number): InspectedTab;
  /** Whether it has a debugger for extensions, by whatever permission. */
  readonly hasDebugger: boolean;
}

export const OWN_BROWSER: OwnBrowser = { openTab: directTab, hasDebugger: true };
