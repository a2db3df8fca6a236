/** Name of the port that the panel opens to the bridge. */
export const BRIDGE_PORT_NAME = "allocative";

/** Name of the event on the document by which the agent hands its end of a channel to the bridge. No other script listens for it. */
export const HAND_OVER_EVENT = "allocative:hand-over";

/** Name of the root for what the page's scripts keep on the elements of its document. */
export const ELEMENTS_ROOT = "(elements)";

/** What the bridge tells the agent first: the names on the global object of a realm that no page has touched. */
export interface PristineGlobals {
  readonly type: "pristine-globals";
  readonly names: readonly string[];
}
