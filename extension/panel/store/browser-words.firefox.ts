import type { BrowserWords } from "./browser-words.ts";

const NO_DEBUGGER =
  "Firefox gives extensions no debugger. The plug-in for bundlers in the package allocative reaches closures there; nothing reaches workers.";

export const BROWSER_WORDS: BrowserWords = {
  closures: { offered: NO_DEBUGGER, "no-permission": NO_DEBUGGER, "no-api": NO_DEBUGGER, "bar-closed": NO_DEBUGGER },
  listeners:
    "Firefox gives extensions no list of listeners. Watch, under Insights, counts those that are added after a reload.",
  layout: "Bytes are as V8 lays objects out, the engine of Chrome and Node; Firefox may take more or less.",
  siteAccess:
    "Allow it on Firefox’s page about:addons: Allocative, Permissions and data, “Access your data for all websites”. Then click Snapshot again.",
  fileAccess:
    "Allow “Access your data for all websites” on Firefox’s page about:addons, under Permissions and data of Allocative, then reload the page.",
};
