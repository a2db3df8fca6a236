import browser from "webextension-polyfill";
import { type DevToolsSearch, searchChannelOf } from "../../protocol/devtools-search.ts";
import type { DevTools, Theme } from "../store/services.ts";

/* What the polyfill's types lack. Each browser reports a change of the theme in its own way, and Firefox opens no resource. */
interface DevToolsPanels {
  openResource?(url: string, line: number, column: number, callback: () => void): void;
  readonly themeName?: string;
  setThemeChangeHandler?(listener?: (themeName: string) => void): void;
  readonly onThemeChanged?: {
    addListener(listener: (themeName: string) => void): void;
    removeListener(listener: (themeName: string) => void): void;
  };
}

export function createDevTools(): DevTools {
  const panels = browser.devtools.panels as DevToolsPanels;
  const toTheme = (name: string | undefined): Theme => (name === "dark" ? "dark" : "light");
  let theme = toTheme(panels.themeName);
  return {
    version: browser.runtime.getManifest().version,
    get theme() {
      return theme;
    },
    onThemeChanged(listener) {
      const changed = (name: string) => {
        theme = toTheme(name);
        listener(theme);
      };
      if (panels.onThemeChanged) {
        panels.onThemeChanged.addListener(changed);
        return () => panels.onThemeChanged?.removeListener(changed);
      }
      panels.setThemeChangeHandler?.(changed);
      return () => panels.setThemeChangeHandler?.();
    },
    /* In Chromium it takes a column, too; both count from 0. */
    openSource:
      panels.openResource === undefined
        ? null
        : (url, line, column) => panels.openResource?.(url, Math.max(0, line - 1), Math.max(0, column - 1), () => {}),
    onSearch(listener) {
      const channel = new BroadcastChannel(searchChannelOf(browser.devtools.inspectedWindow.tabId));
      channel.onmessage = ({ data }: MessageEvent<DevToolsSearch>) => listener(data);
      return () => channel.close();
    },
  };
}
