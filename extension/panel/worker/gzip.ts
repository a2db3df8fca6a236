import type { DeriveRequest, DeriveResponse } from "./messages.ts";

/** The answer with what its format wants compressed: that takes its time, where all else in the worker is done at once. */
export async function compressed(request: DeriveRequest, response: DeriveResponse): Promise<DeriveResponse> {
  if (request.type !== "export" || request.format !== "pprof" || response.type !== "exported") return response;
  try {
    return { ...response, bytes: await gzipOf(response.bytes) };
  } catch (error) {
    return { id: request.id, type: "error", message: error instanceof Error ? error.message : String(error) };
  }
}

async function gzipOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const zipped = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}
