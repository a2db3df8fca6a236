import { bare, uncurry } from "../../core/realm/introspect.ts";
import { PROTOCOL_VERSION } from "../protocol/messages.ts";
import { HAND_OVER_EVENT, HAND_OVER_TAKEN } from "../protocol/names.ts";
import { type ClosuresHandle, CollectedForWalk } from "./closures/closures-handle.ts";
import { port1Of, port2Of } from "./ports.ts";
import { serve } from "./serve.ts";
import { readableFrames } from "./windows.ts";

const Channel = MessageChannel;
const HandOver = MessageEvent;
const dispatch = uncurry(EventTarget.prototype.dispatchEvent);

/**
 * Starts the agent in the page's own world. It leaves nothing on the page: its only tie is a channel to the bridge, closed with the panel.
 * Returns its handle for a debugger session. The bridge says that it has the channel by preventing the default of the event. @throws where it has not, because a script of the page was first.
 */
export function connect(): ClosuresHandle {
  const channel = new Channel();
  const closures = new CollectedForWalk(PROTOCOL_VERSION, readableFrames);
  serve(port1Of(channel), closures);
  const event = new HandOver(HAND_OVER_EVENT, bare({ ports: [port2Of(channel)], cancelable: true }));
  if (dispatch(document, event)) throw new Error(HAND_OVER_TAKEN);
  return closures.handle;
}
