import { PanelError } from "../store/services.ts";
import type { FileApi, ReadFile } from "../worker/file-api.ts";
import type { FileToStream } from "../worker/file-content.ts";
import { whenEnded } from "../worker/life.ts";
import { connect } from "../worker/rpc.ts";

/**
 * Reads a file in a worker of its own, which ends with the answer or with `signal`: so whatever the file unpacks to can be let go at any moment, and one that takes all memory takes nothing along
 * that was open.
 */
export async function readFile(
  name: string,
  file: FileToStream,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<ReadFile> {
  if (signal.aborted) throw new PanelError("cancelled", "");
  const life = `allocative-file-${crypto.randomUUID()}`;
  const worker = new Worker(new URL("../worker/file-main.ts", import.meta.url), { type: "module", name: life });
  const connection = connect<FileApi>(worker, (_method, message, errorName) =>
    errorName === "FileRefusal" ? new PanelError("file-refused", message) : refusalOf(name, message),
  );
  const cancel = (): void => connection.close(new PanelError("cancelled", ""));
  signal.addEventListener("abort", cancel, { once: true });
  const stopWaiting = whenEnded(worker, life, () =>
    connection.close(refusalOf(name, "its worker ended without a word, as when memory runs out")),
  );
  worker.onerror = (event) => {
    event.preventDefault();
    connection.close(refusalOf(name, event.message || "there is not enough memory for it"));
  };
  try {
    return await connection.api.read(name, file, onProgress);
  } finally {
    signal.removeEventListener("abort", cancel);
    stopWaiting();
    worker.terminate();
  }
}

function refusalOf(name: string, reason: string): PanelError {
  return new PanelError("file-refused", `“${name}” cannot be opened: ${reason}.`);
}
