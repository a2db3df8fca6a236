let names: Promise<readonly string[]> | undefined;

/** The names on the global object of a worker that no page has touched: what a worker of the page has besides was put there. */
export function pristineWorkerNames(): Promise<readonly string[]> {
  names ??= new Promise((resolve, reject) => {
    const worker = new Worker(new URL("../worker/names-main.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<readonly string[]>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  return names;
}
