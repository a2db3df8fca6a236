import type { BasicWalk } from "../../core/snapshot/basic-walk.ts";
import { HAND_OVER_EVENT } from "../protocol/names.ts";
import { serve } from "./serve.ts";

/** Starts an agent in the page's own world. It leaves nothing on the page: its only tie is a channel to the bridge, closed with the panel. */
export function connect(createWalk: () => BasicWalk): void {
  const { port1, port2 } = new MessageChannel();
  serve(port1, createWalk);
  document.dispatchEvent(new MessageEvent(HAND_OVER_EVENT, { ports: [port2] }));
}
