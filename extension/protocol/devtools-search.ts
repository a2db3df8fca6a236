/** What the user does in DevTools' own search bar, from DevTools' page of the extension to the panel of the same tab. */
export type DevToolsSearch =
  | { readonly type: "searched"; readonly query: string }
  | { readonly type: "visited"; readonly step: 1 | -1 };

/** Name of the `BroadcastChannel` that carries it: no page but the extension's own can join. */
export function searchChannelOf(tabId: number): string {
  return `allocative search ${tabId}`;
}

/** By the words of Chromium's `ExtensionPanel.onSearch`; `undefined` for one that later versions may add. */
export function toDevToolsSearch(action: string, query: string | undefined): DevToolsSearch | undefined {
  switch (action) {
    case "performSearch":
      return { type: "searched", query: query ?? "" };
    case "cancelSearch":
      return { type: "searched", query: "" };
    case "nextSearchResult":
      return { type: "visited", step: 1 };
    case "previousSearchResult":
      return { type: "visited", step: -1 };
    default:
      return undefined;
  }
}
