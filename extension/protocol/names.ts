/** Member of the isolated world's global in which the panel puts the id of the bridge that it injects next. */
export const NEXT_BRIDGE_ID = "allocativeNextBridgeId";

/** Name of the port that the panel opens to the bridge of that id: one that an earlier injection left behind does not answer. */
export function portNameOf(bridgeId: string): string {
  return `allocative ${bridgeId}`;
}

/** Name of the event on the document by which the agent hands its end of a channel to the bridge, which prevents its default. */
export const HAND_OVER_EVENT = "allocative:hand-over";

/** What the agent throws if a script of the page took the hand-over before the bridge. */
export const HAND_OVER_TAKEN = "allocative:hand-over-taken";

/** Beginning of the name under which something waits on the page's global object for a moment: a compiled expression for the agent, or a function of the agent for DevTools. 32 random digits follow. */
export const EXPRESSION_HANDLE_PREFIX = "allocative_expression_";
export const EXPRESSION_HANDLE_LENGTH = EXPRESSION_HANDLE_PREFIX.length + 32;

/** Name of the root for what the page's scripts keep on the elements of its document. */
export const ELEMENTS_ROOT = "(elements)";

/** Name of the box for all that modules keep. */
export const MODULES_ROOT = "Modules";

/** Name of the root for what the closures of the page's functions hold. */
export const CLOSURES_ROOT = "Closures";

/** Name of the root for the functions that listen to events. */
export const LISTENERS_ROOT = "Listeners";

/** What the bridge itself says to the agent. */
export type BridgeMessage =
  /** The first message: the names on the global object of a realm that no page has touched. */
  | { readonly type: "pristine-globals"; readonly names: readonly string[] }
  /** The last one: the panel needs no more answers. */
  | { readonly type: "panel-gone" };

/** Stands in the script of the watch for its token: 32 random digits, which the panel gives to the agent, too. */
export const WATCH_TOKEN = "allocative-watch-token";

/** That of the watch is no listener of the page. */
export const WATCH_EVENT_PREFIX = "allocative:watch:";

/** Type of the event by which the agent asks for the handle of the watch. No script of the page knows the token. */
export function watchEventOf(token: string): string {
  return `${WATCH_EVENT_PREFIX}${token}`;
}
