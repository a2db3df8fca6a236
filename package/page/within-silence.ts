/** A frame or worker that does not answer the first question for so long is busy, and is left out. */
const BUSY_MS = 5_000;

/** Rejects if the work takes longer than what runs at all. */
export async function withinSilence<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("it did not answer in time")), BUSY_MS);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
