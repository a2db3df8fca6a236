import browser from "webextension-polyfill";
import { searchChannelOf, toDevToolsSearch } from "../protocol/devtools-search.ts";

// Absolute from the extension's root: Chromium resolves the path from there, Firefox from this page, and only this form is right in both.
const ICON = "/extension/icons/icon-32.png";
const PANEL = "/extension/panel/panel.html";

/* Chromium alone has it, and gives the panel's search bar to this page only. */
interface SearchablePanel {
  readonly onSearch?: { addListener(listener: (action: string, query?: string) => void): void };
}

const panel = (await browser.devtools.panels.create("Allocative", ICON, PANEL)) as SearchablePanel;
const channel = new BroadcastChannel(searchChannelOf(browser.devtools.inspectedWindow.tabId));
panel.onSearch?.addListener((action, query) => {
  const search = toDevToolsSearch(action, query);
  if (search !== undefined) channel.postMessage(search);
});
