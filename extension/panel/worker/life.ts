/**
 * A worker can end without a word: out of memory, or ended by the browser. It holds a lock for as long as it lives; the panel waits for the same lock, and gets it when the worker has
 * ended. A busy worker is alive, however long it does not answer.
 */

/** Not an answer to a call: those are objects with an id. */
const ALIVE = "alive";

/** The worker's side: its name is the name of the lock. */
export function holdLife(scope: { readonly name: string; postMessage(message: unknown): void }): void {
  void navigator.locks.request(scope.name, () => {
    scope.postMessage(ALIVE);
    return new Promise(() => {});
  });
}

/** The panel's side. Returns how to stop waiting, for a worker that is ended on purpose. */
export function whenEnded(worker: Worker, name: string, onEnd: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const wait = ({ data }: MessageEvent): void => {
    if (data !== ALIVE) return;
    navigator.locks.request(name, { signal }, onEnd).catch((error: Error) => {
      if (!signal.aborted) reportError(error);
    });
  };
  worker.addEventListener("message", wait, { signal });
  return () => stop.abort();
}
