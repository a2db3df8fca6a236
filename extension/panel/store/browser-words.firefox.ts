import type { BrowserWords } from "./browser-words.ts";

const NO_DEBUGGER =
  "Firefox gives extensions no debugger. The plug-in for bundlers in the package allocative reaches closures there; nothing reaches workers.";

export const BROWSER_WORDS: BrowserWords = {
  closures: { offered: NO_DEBUGGER, "no-permission": NO_DEBUGGER, "bar-closed": NO_DEBUGGER },
  listeners: {
    words:
      "Firefox gives extensions no list of listeners. Those that the plug-in for bundlers notes, by its option natives, are here. Watch, under Insights, counts those that are added after a reload.",
    isLimit: true,
  },
  nodesTool: "Inspector",
  sourcesTool: "Debugger",
};
