import type { BrowserWords } from "./browser-words.ts";

const NO_DEBUGGER =
  "Firefox gives extensions no debugger. The plug-in for bundlers in the package allocative reaches closures there; nothing reaches workers.";

export const BROWSER_WORDS: BrowserWords = {
  closures: { offered: NO_DEBUGGER, "no-permission": NO_DEBUGGER, "no-api": NO_DEBUGGER, "bar-closed": NO_DEBUGGER },
  listeners:
    "Firefox gives extensions no list of listeners. Watch, under Insights, counts those that are added after a reload.",
  nodesTool: "Inspector",
  sourcesTool: "Debugger",
};
