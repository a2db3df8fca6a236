import { Deriver } from "./derive.ts";
import type { DeriveRequest, DeriveResponse } from "./messages.ts";

const deriver = new Deriver();

self.onmessage = (event: MessageEvent<DeriveRequest>) => {
  const response = deriver.answer(event.data);
  self.postMessage(response, { transfer: buffersOf(response) });
};

/** What can be handed over instead of copied: nothing the worker keeps. */
function buffersOf(response: DeriveResponse): Transferable[] {
  if (response.type === "encoded" || response.type === "exported") return [response.bytes.buffer];
  if (response.type !== "derived") return [];
  const buffers: Transferable[] = [];
  for (const column of Object.values(response.derived.frames)) {
    if (ArrayBuffer.isView(column)) buffers.push(column.buffer);
  }
  return buffers;
}
