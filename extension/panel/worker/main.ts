import { Deriver } from "./derive.ts";
import { compressed } from "./gzip.ts";
import type { DeriveRequest, DeriveResponse } from "./messages.ts";

const deriver = new Deriver();

self.onmessage = ({ data: request }: MessageEvent<DeriveRequest>) => {
  compressed(request, deriver.answer(request))
    .then((response) => self.postMessage(response, { transfer: buffersOf(response) }))
    /* As an error of the worker, the panel hears of it. */
    .catch(self.reportError);
};

/** What can be handed over instead of copied: nothing the worker keeps. */
function buffersOf(response: DeriveResponse): Transferable[] {
  if (response.type === "encoded" || response.type === "exported") return [response.bytes.buffer];
  if (response.type !== "derived") return [];
  const buffers: Transferable[] = [];
  const { frames, changes } = response.derived;
  for (const column of [...Object.values(frames), ...Object.values(changes ?? {})]) {
    if (ArrayBuffer.isView(column)) buffers.push(column.buffer);
  }
  return buffers;
}
