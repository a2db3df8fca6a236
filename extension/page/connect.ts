import { HAND_OVER_EVENT } from "../protocol/names.ts";
import { serve } from "./serve.ts";

/** Starts the agent in the page's own world. It leaves nothing on the page: its only tie is a channel to the bridge, closed with the panel. */
export function connect(): void {
  const { port1, port2 } = new MessageChannel();
  serve(port1);
  document.dispatchEvent(new MessageEvent(HAND_OVER_EVENT, { ports: [port2] }));
}
